//! Problems (RFC 9457): the responses of the mock itself.

use std::fmt::Write;

use http::{HeaderName, HeaderValue, StatusCode, header};
use serde_json::{Map, Value, json};

use crate::answer::MockResponse;
use crate::check::RequestFault;

/// The header with the problem of a response whose body is the document's.
pub(crate) const MOCK_PROBLEM: HeaderName = HeaderName::from_static("mock-problem");

/// The member with the faults of the request.
pub(crate) const FAULTS: &str = "faults";

/// How many characters a message has at most.
const MESSAGE: usize = 500;

/// How many bytes the header has at most; servers and clients limit all headers together to 8 KiB and more.
const HEADER: usize = 4096;

/// A problem: `application/problem+json` with `title`, `status`, `detail`, a `code` for programs, and details of the
/// code.
#[derive(Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    code: &'static str,
    detail: String,
    /// The problem for a reader who sees only this.
    message: String,
    more: Vec<(&'static str, Value)>,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        let detail = detail.into();
        Self { status, code, message: detail.clone(), detail, more: Vec::new(), headers: Vec::new() }
    }

    pub(crate) fn status(&self) -> StatusCode {
        self.status
    }

    /// Replaces the status.
    pub(crate) fn with_status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    /// Returns the problem for a reader who sees only this.
    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    pub(crate) fn headers(&self) -> &[(HeaderName, HeaderValue)] {
        &self.headers
    }

    /// Adds the names that exist.
    pub(crate) fn available(mut self, names: Vec<String>) -> Self {
        self.more.push(("available", names.into()));
        self
    }

    /// Adds a header.
    pub(crate) fn header(mut self, name: HeaderName, value: &str) -> Self {
        self.headers.extend(HeaderValue::from_str(value).ok().map(|value| (name, value)));
        self
    }

    /// Creates the problem of a request that does not match the document.
    pub(crate) fn of_faults(status: StatusCode, faults: &[RequestFault]) -> Self {
        let is_unauthorized = status == StatusCode::UNAUTHORIZED;
        let code = if is_unauthorized { "missing-credentials" } else { "invalid-request" };
        let mut problem = Self::new(status, code, "the request does not match the document");
        let all: Vec<_> = faults.iter().map(RequestFault::to_string).collect();
        problem.message = all.join("; ").chars().take(MESSAGE).collect();
        problem.more.push((FAULTS, faults.iter().map(shown).collect()));
        problem
    }

    /// Returns the members of the problem.
    pub(crate) fn members(&self) -> Map<String, Value> {
        let title = self.status.canonical_reason().unwrap_or("Unknown");
        let mut members = Map::new();
        members.insert("title".to_owned(), title.into());
        members.insert("status".to_owned(), self.status.as_u16().into());
        members.insert("detail".to_owned(), self.detail.clone().into());
        members.insert("code".to_owned(), self.code.into());
        members.extend(self.more.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
        members
    }

    /// Returns the problem as the value of a header, with as many faults as fit.
    pub(crate) fn as_header(&self) -> HeaderValue {
        let mut members = self.members();
        loop {
            let text = ascii(&Value::Object(members.clone()).to_string());
            let faults = members.get_mut(FAULTS).and_then(Value::as_array_mut);
            match faults.filter(|faults| text.len() > HEADER && !faults.is_empty()) {
                Some(faults) => drop(faults.pop()),
                None => return HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("{}")),
            }
        }
    }

    /// Converts the problem into a response.
    pub(crate) fn respond(self) -> MockResponse {
        let members = self.members();
        let mut response = MockResponse::new(self.status);
        response.is_problem = true;
        response.headers.extend(self.headers);
        response.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        response.body = Value::Object(members).to_string().into_bytes();
        response
    }
}

/// Escapes what is not ASCII in JSON.
fn ascii(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        if character.is_ascii() {
            text.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            let _ = write!(text, "\\u{unit:04x}");
        }
    }
    text
}

fn shown(fault: &RequestFault) -> Value {
    let mut fields = Map::new();
    fields.insert("in".to_owned(), fault.location.name().into());
    if !fault.name.is_empty() {
        fields.insert("name".to_owned(), fault.name.clone().into());
    }
    fields.insert("pointer".to_owned(), fault.pointer.clone().into());
    fields.insert("message".to_owned(), json!(fault.message));
    fields.into()
}
