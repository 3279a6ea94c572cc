//! Whole documents: every documented status of every operation.

use std::path::{Path, PathBuf};

use reqwest::{Client, Method};
use serde_json::Value;
use statusful_document::diagnostic::Diagnostics;
use statusful_document::disk::{Folder, read_document};
use statusful_document::document::{Document, Operation};
use statusful_document::media::{Family, family};
use statusful_document::source::Node;
use statusful_document::{Input, read};
use statusful_mock::{Mock, Server};
use statusful_schema::{Direction, IMPOSSIBLE, Judge, bundle, values};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn yaml_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.extension().is_some_and(|extension| extension == "yaml")).collect()
}

#[tokio::test]
async fn every_documented_status_of_our_documents_is_answered() {
    let documents =
        [yaml_files(&repository().join("openapi")), yaml_files(&repository().join("tests/openapi"))].concat();
    assert!(documents.len() >= 5);
    for path in documents {
        let (asked, faults) = asked(&path).await;
        assert!(faults.is_empty(), "{}: {faults:#?}", path.display());
        assert!(asked > 0, "{}", path.display());
    }
}

#[tokio::test]
async fn every_documented_status_of_large_documents_is_answered() {
    for name in ["openrouter.yaml", "discord.json"] {
        let path = repository().join("../shared/corpus").join(name);
        if !path.exists() {
            eprintln!("{name} does not lie beside the checkout, so that it is not tried");
            continue;
        }
        let (asked, faults) = asked(&path).await;
        assert!(faults.is_empty(), "{name}: {} of {asked}: {faults:#?}", faults.len());
        eprintln!("{name}: {asked} documented responses");
    }
}

/// How many responses were asked for, and what was wrong with them.
async fn asked(path: &Path) -> (usize, Vec<String>) {
    let bytes = read_document(path).unwrap();
    let folder = Folder::of(path);
    let input = Input { name: &path.to_string_lossy(), bytes: &bytes, overlays: &[], files: Some(&folder) };
    let source = read(&input, &mut Diagnostics::default());
    let document = Document::new(&source);
    let server = Mock::from_input(&input).unwrap().validate(false).start().await.unwrap();
    let client = Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let (mut asked, mut faults) = (0, Vec::new());
    for operation in document.operations() {
        let responses = operation.node.get("responses").into_iter().flat_map(Node::members);
        for (key, entry) in responses.filter(|(key, _)| !key.starts_with("x-") && !key.starts_with('1')) {
            let Some(response) = document.resolve(&entry.node) else { continue };
            let trial = Trial { server: &server, client: &client, document: &document, operation: &operation };
            asked += 1;
            faults
                .extend(trial.fault(key, response).await.map(|fault| format!("{} {key}: {fault}", operation.title())));
        }
    }
    (asked, faults)
}

struct Trial<'t, 'd> {
    server: &'t Server,
    client: &'t Client,
    document: &'t Document<'d>,
    operation: &'t Operation<'d>,
}

impl<'d> Trial<'_, 'd> {
    async fn fault(&self, key: &str, response: &'d Node) -> Option<String> {
        let method = Method::from_bytes(self.operation.method.to_uppercase().as_bytes()).unwrap();
        let is_head = method == Method::HEAD;
        let url = format!("{}{}", self.server.url(), filled(self.operation.path));
        self.server.clear();
        let request = self.client.request(method, url).header("prefer", format!("code={key}"));
        let answer = request.send().await.unwrap();
        let status = answer.status().as_u16();
        let arrived = self.server.received();
        let id = self.operation.node.get("operationId").and_then(Node::as_str).map(str::to_owned);
        let found = arrived[0].operation().map(str::to_owned);
        if found != id.or(Some(self.operation.title())) {
            return Some(format!("{found:?} answered"));
        }
        let is_right = match key.to_ascii_uppercase().strip_suffix("XX") {
            Some(class) => (status / 100).to_string() == class,
            None => key == "default" || key == status.to_string(),
        };
        let media = answer.headers().get("content-type").map(|value| value.to_str().unwrap().to_owned());
        let body = answer.bytes().await.unwrap();
        let contents: Vec<_> = response.get("content").into_iter().flat_map(Node::members).collect();
        if status == 500 && String::from_utf8_lossy(&body).contains("\"no-body\"") {
            return unmade(self.document, &contents.first()?.1.node);
        }
        match (&media, contents.first()) {
            _ if !is_right => Some(format!("{status} instead of {key}: {}", String::from_utf8_lossy(&body))),
            (None, None) if body.is_empty() => None,
            (Some(_), Some(_)) if is_head || [204, 205, 304].contains(&status) => None,
            (Some(media), Some((wanted, content))) if is_of(media, wanted) => self.judged(media, &content.node, &body),
            _ => Some(format!("{media:?} instead of {:?}", contents.first().map(|(media, _)| media))),
        }
    }

    fn judged(&self, media: &str, content: &'d Node, body: &[u8]) -> Option<String> {
        let schema = bundle(
            self.document,
            content.get("schema").filter(|_| family(media) == Family::Json)?,
            Direction::Response,
        );
        match serde_json::from_slice::<Value>(body) {
            Ok(value) => Judge::new(&schema).fault(&value),
            Err(error) => Some(error.to_string()),
        }
    }
}

/// Nothing where a schema asks for what cannot be, else why no body was made.
fn unmade<'d>(document: &Document<'d>, content: &'d Node) -> Option<String> {
    let found = values(document, content, Direction::Response);
    (found.reason != IMPOSSIBLE).then(|| format!("no body was made, of {}: {}", found.all.len(), found.reason))
}

/// A path with something for each of its parameters.
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

/// Whether a media type is the documented one, or in the documented range.
fn is_of(media: &str, documented: &str) -> bool {
    match documented.trim().split_once("/*") {
        Some(("*", _)) => true,
        Some((ty, _)) => media.starts_with(ty),
        None => media == documented.trim(),
    }
}
