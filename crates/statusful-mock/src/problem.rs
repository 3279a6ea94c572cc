//! Problems (RFC 9457): the responses of the mock itself.

use http::{HeaderName, HeaderValue, StatusCode, header};
use serde_json::{Map, Value, json};

use crate::answer::MockResponse;
use crate::check::RequestFault;

/// A problem: `application/problem+json` with `title`, `status`, `detail`, a `code` for programs, and details of the
/// code.
#[derive(Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    code: &'static str,
    detail: String,
    more: Vec<(&'static str, Value)>,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self { status, code, detail: detail.into(), more: Vec::new(), headers: Vec::new() }
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
        problem.more.push(("faults", faults.iter().map(shown).collect()));
        problem
    }

    /// Converts the problem into a response.
    pub(crate) fn respond(self) -> MockResponse {
        let title = self.status.canonical_reason().unwrap_or("Unknown");
        let mut fields = Map::new();
        fields.insert("title".to_owned(), title.into());
        fields.insert("status".to_owned(), self.status.as_u16().into());
        fields.insert("detail".to_owned(), self.detail.into());
        fields.insert("code".to_owned(), self.code.into());
        fields.extend(self.more.into_iter().map(|(name, value)| (name.to_owned(), value)));
        let mut response = MockResponse::new(self.status);
        response.is_problem = true;
        response.headers.extend(self.headers);
        response.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        response.body = Value::Object(fields).to_string().into_bytes();
        response
    }
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
