//! Validation of request bodies: whether they are there, of a documented media type, and valid against the schema.

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart};
use http::{StatusCode, header};
use serde_json::Value;
use statusful_document::openapi::{Family, JsonType, is_xml};
use statusful_schema::{Preference, Violation, XmlError, coerce, read_json, types};

use super::style::{Pairs, query_pairs};
use super::{CheckedRequest, FaultLocation, RequestFault, charset, form};
use crate::decoding::{ACCEPTED, BodyError};
use crate::plan::{PlannedBody, PlannedContent};

pub(super) async fn faults(body: &PlannedBody, request: &CheckedRequest<'_>) -> Vec<RequestFault> {
    if request.body.is_empty() && !request.headers.contains_key(header::CONTENT_TYPE) {
        let missing = || fault(StatusCode::BAD_REQUEST, "", "required, but missing");
        return if body.required { vec![missing()] } else { Vec::new() };
    }
    if let Some(error) = request.body_error {
        return vec![undecoded(error)];
    }
    let media_type =
        request.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    match content(body, media_type) {
        Some(content) => read(content, media_type, request.body).await,
        None if body.contents.is_empty() => Vec::new(),
        None => vec![fault(StatusCode::UNSUPPORTED_MEDIA_TYPE, "", &unsupported(body))],
    }
}

fn undecoded(error: BodyError) -> RequestFault {
    let (status, message) = match error {
        BodyError::UnsupportedCoding => {
            (StatusCode::UNSUPPORTED_MEDIA_TYPE, format!("unsupported `Content-Encoding`; expected one of {ACCEPTED}"))
        }
        BodyError::Malformed => (StatusCode::BAD_REQUEST, "not in its `Content-Encoding`".to_owned()),
        BodyError::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too large".to_owned()),
    };
    fault(status, "", &message)
}

fn unsupported(body: &PlannedBody) -> String {
    let documented: Vec<_> = body.contents.iter().map(|content| format!("`{}`", content.media)).collect();
    format!("unsupported `Content-Type`; expected one of {}", documented.join(", "))
}

/// Returns the value of a body that is JSON, or XML of a documented media type.
pub(super) fn value(body: Option<&PlannedBody>, request: &CheckedRequest<'_>) -> Option<Value> {
    let media_type = request.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    match media_type.filter(|media_type| is_xml(media_type)) {
        Some(media_type) => {
            let content = content(body?, media_type)?;
            let value = content.xml_value(&charset::decoded(media_type, request.body)).ok()?;
            Some(coerce(&content.schema, value, Preference::Typed))
        }
        None => read_json(request.body).ok(),
    }
}

/// Returns the content of a media type: its own, or that of its range, or that of `*/*`.
fn content<'b>(body: &'b PlannedBody, media_type: &str) -> Option<&'b PlannedContent> {
    let essence = essence(media_type);
    let range = essence.split_once('/').map(|(ty, _)| format!("{ty}/*")).unwrap_or_default();
    let is = |wanted: &str| body.contents.iter().find(|content| self::essence(&content.media) == wanted);
    is(&essence).filter(|_| !essence.is_empty()).or_else(|| is(&range)).or_else(|| is("*/*"))
}

fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

async fn read(content: &PlannedContent, media_type: &str, body: &[u8]) -> Vec<RequestFault> {
    match Family::of(media_type) {
        _ if is_xml(media_type) => xml(content, media_type, body),
        Family::Json => match read_json(body) {
            Ok(value) => invalid(content.validator.violations(&value)),
            Err(error) => vec![invalid_json(&error)],
        },
        Family::JsonLines => json_lines(content, body),
        Family::Form => invalid(form::violations(content, &query_pairs(&String::from_utf8_lossy(body)))),
        Family::Multipart => match parts(media_type, body).await {
            Some(parts) => invalid(form::violations(content, &parts)),
            None => vec![fault(StatusCode::BAD_REQUEST, "", "invalid multipart body")],
        },
        Family::Text if types(&content.schema).contains(&JsonType::String) => {
            invalid(content.validator.violations(&Value::String(String::from_utf8_lossy(body).into_owned())))
        }
        _ => Vec::new(),
    }
}

/// Returns the fault of a body that is not JSON. It does not have the message of `serde_json`, which may quote the
/// body.
fn invalid_json(error: &serde_json::Error) -> RequestFault {
    let message = format!("invalid JSON at line {}, column {}", error.line(), error.column());
    fault(StatusCode::BAD_REQUEST, "", &message)
}

fn xml(content: &PlannedContent, media_type: &str, body: &[u8]) -> Vec<RequestFault> {
    match content.xml_violations(&charset::decoded(media_type, body)) {
        Ok(violations) => invalid(violations),
        Err(error @ XmlError::Malformed(_)) => vec![fault(StatusCode::BAD_REQUEST, "", &error.to_string())],
        Err(error @ XmlError::OtherRoot(_)) => vec![fault(StatusCode::UNPROCESSABLE_ENTITY, "", &error.to_string())],
    }
}

fn json_lines(content: &PlannedContent, body: &[u8]) -> Vec<RequestFault> {
    let lines = body.split(|byte| *byte == b'\n').map(|line| line.strip_prefix(b"\x1e").unwrap_or(line));
    let lines = lines.filter(|line| !line.trim_ascii().is_empty());
    let faults = lines.enumerate().flat_map(|(index, line)| match read_json(line) {
        Ok(value) if content.is_item => {
            let below =
                |violation: Violation| Violation { pointer: format!("/{index}{}", violation.pointer), ..violation };
            invalid(content.validator.violations(&value).into_iter().map(below).collect())
        }
        Ok(Value::Null | _) => Vec::new(),
        Err(error) => vec![invalid_json(&error)],
    });
    faults.collect()
}

/// Returns the parts of a form. Bytes of files that are not UTF-8 are replaced. Other types of parts are read as forms, which
/// differ from them in the media type alone; only parts with names have properties.
async fn parts(media_type: &str, body: &[u8]) -> Option<Pairs> {
    let (_, parameters) = media_type.split_once(';')?;
    let media_type = format!("multipart/form-data;{parameters}");
    let request = axum::extract::Request::builder().header(header::CONTENT_TYPE, media_type);
    let mut request = request.body(Body::from(body.to_vec())).ok()?;
    // The limit was checked when the body was read.
    DefaultBodyLimit::disable().apply(&mut request);
    let mut multipart = Multipart::from_request(request, &()).await.ok()?;
    let mut parts = Pairs::new();
    while let Some(field) = multipart.next_field().await.ok()? {
        let name = field.name().unwrap_or_default().to_owned();
        // Values are read as those of other forms, which are percent-encoded.
        parts.push((name, String::from_utf8_lossy(&field.bytes().await.ok()?).replace('%', "%25")));
    }
    Some(parts)
}

fn invalid(violations: Vec<Violation>) -> Vec<RequestFault> {
    let violations = violations.into_iter();
    violations
        .map(|violation| fault(StatusCode::UNPROCESSABLE_ENTITY, &violation.pointer, &violation.message))
        .collect()
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
