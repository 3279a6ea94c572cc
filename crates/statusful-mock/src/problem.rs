//! What is answered where the document has no answer (RFC 9457).

use http::{HeaderName, HeaderValue, StatusCode, header};
use serde_json::{Map, Value, json};

use crate::answer::Answer;
use crate::check::RequestFault;

/// A problem: `application/problem+json` with `title`, `status`, `detail`, a `code` for programs, and what belongs to it.
#[derive(Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    code: &'static str,
    detail: String,
    more: Map<String, Value>,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self { status, code, detail: detail.into(), more: Map::new(), headers: Vec::new() }
    }

    /// The same with what there is instead.
    pub(crate) fn available(mut self, names: Vec<String>) -> Self {
        self.more.insert("available".to_owned(), names.into());
        self
    }

    /// The same with a header.
    pub(crate) fn header(mut self, name: HeaderName, value: &str) -> Self {
        self.headers.extend(HeaderValue::from_str(value).ok().map(|value| (name, value)));
        self
    }

    /// That a request is not what the document says.
    pub(crate) fn of_faults(status: StatusCode, faults: &[RequestFault]) -> Self {
        let is_unauthorized = status == StatusCode::UNAUTHORIZED;
        let code = if is_unauthorized { "missing-credentials" } else { "invalid-request" };
        let mut problem = Self::new(status, code, "the request is not what the document says of the operation");
        problem.more.insert("faults".to_owned(), faults.iter().map(shown).collect());
        problem
    }

    pub(crate) fn answer(self) -> Answer {
        let title = self.status.canonical_reason().unwrap_or("Unknown");
        let mut members = self.more;
        members.insert("title".to_owned(), title.into());
        members.insert("status".to_owned(), self.status.as_u16().into());
        members.insert("detail".to_owned(), self.detail.into());
        members.insert("code".to_owned(), self.code.into());
        let mut answer = Answer::new(self.status);
        answer.is_problem = true;
        answer.headers.extend(self.headers);
        answer.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        answer.body = Value::Object(members).to_string().into_bytes();
        answer
    }
}

fn shown(fault: &RequestFault) -> Value {
    let mut members = Map::new();
    members.insert("in".to_owned(), fault.location.name().into());
    if !fault.name.is_empty() {
        members.insert("name".to_owned(), fault.name.clone().into());
    }
    members.insert("pointer".to_owned(), fault.pointer.clone().into());
    members.insert("message".to_owned(), json!(fault.message));
    members.into()
}
