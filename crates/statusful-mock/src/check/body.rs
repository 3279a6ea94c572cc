//! Bodies: whether they are there, of a documented media type, and keep their schemas.

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart};
use http::{StatusCode, header};
use serde_json::{Map, Value};
use statusful_document::media::{Family, family};
use statusful_schema::{Violation, types};

use super::parameter::best;
use super::style::{Pairs, decoded, query_pairs};
use super::{FaultLocation, Request, RequestFault};
use crate::plan::{Content, RequestBody};

pub(super) async fn faults(body: &RequestBody, request: &Request<'_>) -> Vec<RequestFault> {
    if request.body.is_empty() && !request.headers.contains_key(header::CONTENT_TYPE) {
        let missing = || fault(StatusCode::BAD_REQUEST, "", "it is required, and is not there");
        return if body.required { vec![missing()] } else { Vec::new() };
    }
    let media_type =
        request.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    match content(body, media_type) {
        Some(content) => read(content, media_type, request.body).await,
        None if body.contents.is_empty() => Vec::new(),
        None => vec![fault(StatusCode::UNSUPPORTED_MEDIA_TYPE, "", &unsupported(body))],
    }
}

fn unsupported(body: &RequestBody) -> String {
    let documented: Vec<_> = body.contents.iter().map(|content| format!("`{}`", content.media)).collect();
    format!("its `Content-Type` is none of {}", documented.join(", "))
}

/// What the document says of a media type: of itself, of its range, or of any.
fn content<'b>(body: &'b RequestBody, media_type: &str) -> Option<&'b Content> {
    let essence = essence(media_type);
    let range = essence.split_once('/').map(|(ty, _)| format!("{ty}/*")).unwrap_or_default();
    let is = |wanted: &str| body.contents.iter().find(|content| self::essence(&content.media) == wanted);
    is(&essence).filter(|_| !essence.is_empty()).or_else(|| is(&range)).or_else(|| is("*/*"))
}

fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

async fn read(content: &Content, media_type: &str, body: &[u8]) -> Vec<RequestFault> {
    match family(media_type) {
        Family::Json => match serde_json::from_slice(body) {
            Ok(value) => told(content.judge.violations(&value)),
            Err(error) => vec![unreadable(&error)],
        },
        Family::JsonLines => json_lines(content, body),
        Family::Form => {
            let pairs = query_pairs(&String::from_utf8_lossy(body));
            let fields = pairs.into_iter().map(|(name, value)| (name, decoded(&value))).collect();
            told(best(&content.judge, &content.schema, vec![object(content, fields)]))
        }
        Family::Multipart => match parts(media_type, body).await {
            Some(fields) => told(best(&content.judge, &content.schema, vec![object(content, fields)])),
            None => vec![fault(StatusCode::BAD_REQUEST, "", "it cannot be read as multipart/form-data")],
        },
        Family::Text if types(&content.schema).contains("string") => {
            told(content.judge.violations(&Value::String(String::from_utf8_lossy(body).into_owned())))
        }
        _ => Vec::new(),
    }
}

/// Where a body stops being JSON. The message of `serde_json` could quote it.
fn unreadable(error: &serde_json::Error) -> RequestFault {
    let message = format!("it stops being JSON at line {}, column {}", error.line(), error.column());
    fault(StatusCode::BAD_REQUEST, "", &message)
}

fn json_lines(content: &Content, body: &[u8]) -> Vec<RequestFault> {
    let lines = body.split(|byte| *byte == b'\n').map(|line| line.strip_prefix(b"\x1e").unwrap_or(line));
    let lines = lines.filter(|line| !line.trim_ascii().is_empty());
    let faults = lines.enumerate().flat_map(|(index, line)| match serde_json::from_slice(line) {
        Ok(value) if content.is_item => {
            let below =
                |violation: Violation| Violation { pointer: format!("/{index}{}", violation.pointer), ..violation };
            told(content.judge.violations(&value).into_iter().map(below).collect())
        }
        Ok(Value::Null | _) => Vec::new(),
        Err(error) => vec![unreadable(&error)],
    });
    faults.collect()
}

/// The fields of a form: those that the schema has a list for as lists, those it has an object for read as JSON.
fn object(content: &Content, fields: Pairs) -> Value {
    let mut members: Map<String, Value> = Map::new();
    for (name, text) in fields {
        let allowed = statusful_schema::member_types(&content.schema, &name);
        let is = |ty| allowed.contains(ty);
        let is_nested = (is("object") || is("array")) && text.trim_start().starts_with(['{', '[']);
        let read = if is_nested { serde_json::from_str(&text).ok() } else { None };
        let value = read.unwrap_or(Value::String(text));
        match members.get_mut(&name) {
            Some(Value::Array(items)) if is("array") => items.push(value),
            _ if is("array") && !value.is_array() => drop(members.insert(name, Value::Array(vec![value]))),
            _ => drop(members.insert(name, value)),
        }
    }
    Value::Object(members)
}

/// The parts of a form; of files, what is text of them.
async fn parts(media_type: &str, body: &[u8]) -> Option<Pairs> {
    let request = axum::extract::Request::builder().header(header::CONTENT_TYPE, media_type);
    let mut request = request.body(Body::from(body.to_vec())).ok()?;
    // How large it may be was settled when it was read.
    DefaultBodyLimit::disable().apply(&mut request);
    let mut multipart = Multipart::from_request(request, &()).await.ok()?;
    let mut parts = Pairs::new();
    while let Some(field) = multipart.next_field().await.ok()? {
        let name = field.name().unwrap_or_default().to_owned();
        parts.push((name, String::from_utf8_lossy(&field.bytes().await.ok()?).into_owned()));
    }
    Some(parts)
}

fn told(violations: Vec<Violation>) -> Vec<RequestFault> {
    let told = violations.into_iter();
    told.map(|violation| fault(StatusCode::UNPROCESSABLE_ENTITY, &violation.pointer, &violation.message)).collect()
}

fn fault(status: StatusCode, pointer: &str, message: &str) -> RequestFault {
    RequestFault {
        location: FaultLocation::Body,
        name: String::new(),
        pointer: pointer.to_owned(),
        message: message.to_owned(),
        status,
    }
}
