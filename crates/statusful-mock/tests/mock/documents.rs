//! Every documented status of every operation of whole documents.

use std::path::{Path, PathBuf};

use reqwest::{Client, Method};
use serde_json::Value;
use statusful_document::diagnostic::Diagnostics;
use statusful_document::disk::{Folder, read_document};
use statusful_document::openapi::{Content, Document, Family, Operation, Response, Responses, StatusKey};
use statusful_document::{Input, read};
use statusful_mock::{Mock, Server};
use statusful_schema::{Direction, IMPOSSIBLE, Validator, bundle, values};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn yaml_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.extension().is_some_and(|extension| extension == "yaml")).collect()
}

#[tokio::test]
async fn every_documented_status_of_our_documents_can_be_requested() {
    let documents =
        [yaml_files(&repository().join("openapi")), yaml_files(&repository().join("tests/openapi"))].concat();
    assert!(documents.len() >= 5);
    for path in documents {
        let (requests, errors) = request_all(&path).await;
        assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
        assert!(requests > 0, "{}", path.display());
    }
}

#[tokio::test]
async fn every_documented_status_of_large_documents_can_be_requested() {
    for name in ["openrouter.yaml", "discord.json"] {
        let path = repository().join("../shared/corpus").join(name);
        if !path.exists() {
            eprintln!("skipped {name}, which is not beside the checkout");
            continue;
        }
        let (requests, errors) = request_all(&path).await;
        assert!(errors.is_empty(), "{name}: {} of {requests}: {errors:#?}", errors.len());
        eprintln!("{name}: {requests} documented responses");
    }
}

/// Requests every documented response. Returns how many there are, and the errors.
async fn request_all(path: &Path) -> (usize, Vec<String>) {
    let bytes = read_document(path).unwrap();
    let folder = Folder::of(path);
    let input = Input { name: &path.to_string_lossy(), bytes: &bytes, overlays: &[], files: Some(&folder) };
    let source = read(&input, &mut Diagnostics::default());
    let document = Document::new(&source);
    let server = Mock::from_input(&input).unwrap().validate(false).start().await.unwrap();
    let client = Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let (mut requests, mut errors) = (0, Vec::new());
    for operation in document.operations() {
        let responses = operation.responses().into_iter().flat_map(Responses::iter);
        for (key, response) in responses.filter(|(key, _)| !key.to_string().starts_with('1')) {
            let trial = Trial { server: &server, client: &client, operation };
            requests += 1;
            let error = trial.error(key, response).await;
            errors.extend(error.map(|error| format!("{} {key}: {error}", operation.title())));
        }
    }
    (requests, errors)
}

struct Trial<'t, 'd> {
    server: &'t Server,
    client: &'t Client,
    operation: Operation<'d>,
}

impl<'d> Trial<'_, 'd> {
    /// Requests a response, and returns why it is not as documented.
    async fn error(&self, key: StatusKey, response: Response<'d>) -> Option<String> {
        let method = Method::from(self.operation.method.value);
        let is_head = method == Method::HEAD;
        let url = format!("{}{}", self.server.url(), filled(&self.operation.path));
        self.server.clear();
        let request = self.client.request(method, url).header("prefer", format!("code={key}"));
        let answer = request.send().await.unwrap();
        let status = answer.status().as_u16();
        let received = self.server.received();
        let name = self.operation.id().map_or_else(|| self.operation.title(), |id| id.value.to_owned());
        if received[0].operation() != Some(name.as_str()) {
            return Some(format!("{:?} answered", received[0].operation()));
        }
        let media = answer.headers().get("content-type").map(|value| value.to_str().unwrap().to_owned());
        let body = answer.bytes().await.unwrap();
        let content = response.contents().next();
        if status == 500 && String::from_utf8_lossy(&body).contains("\"no-body\"") {
            return unmade(content?);
        }
        match (&media, content) {
            _ if !key.covers(status) => Some(format!("{status}: {}", String::from_utf8_lossy(&body))),
            (None, None) if body.is_empty() => None,
            (Some(_), Some(_)) if is_head || [204, 205, 304].contains(&status) => None,
            (Some(media), Some(content)) if is_of(media, &content.key) => invalid(media, content, &body),
            _ => Some(format!("{media:?} instead of {:?}", content.map(|content| content.key.value))),
        }
    }
}

/// Returns why a body is not valid against the schema of its content.
fn invalid(media: &str, content: Content<'_>, body: &[u8]) -> Option<String> {
    let schema = content.media.schema().filter(|_| Family::of(media) == Family::Json)?;
    match serde_json::from_slice::<Value>(body) {
        Ok(value) => Validator::new(&bundle(schema, Direction::Response)).first_error(&value),
        Err(error) => Some(error.to_string()),
    }
}

/// Returns why no body was made, unless the schema allows no value.
fn unmade(content: Content<'_>) -> Option<String> {
    let found = values(content, Direction::Response);
    (found.reason != IMPOSSIBLE).then(|| format!("no body was made, of {}: {}", found.all.len(), found.reason))
}

/// Returns a path with a value for each of its parameters.
fn filled(template: &str) -> String {
    let mut path = String::new();
    let mut is_parameter = false;
    for character in template.split('#').next().unwrap().chars() {
        match character {
            '{' => is_parameter = true,
            '}' => {
                is_parameter = false;
                path.push_str("7zz");
            }
            character if !is_parameter => path.push(character),
            _ => {}
        }
    }
    path
}

/// Returns whether a media type is the documented one, or in the documented range.
fn is_of(media: &str, documented: &str) -> bool {
    match documented.trim().split_once("/*") {
        Some(("*", _)) => true,
        Some((ty, _)) => media.starts_with(ty),
        None => media == documented.trim(),
    }
}
