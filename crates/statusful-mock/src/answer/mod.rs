//! Responses: which to send, and how.

mod accept;
mod body;
mod choose;

use std::time::Duration;

use axum::body::Body;
use http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::Fault;

pub(crate) use choose::{Selection, respond, unknown_status};

/// A response that is not sent yet.
#[derive(Debug)]
pub(crate) struct MockResponse {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
    /// Whether the response is a problem of the mock rather than a documented response.
    pub(crate) is_problem: bool,
    /// The fault of the body.
    pub(crate) fault: Option<Fault>,
    /// How long to wait before it is sent.
    pub(crate) latency: Duration,
}

impl MockResponse {
    pub(crate) fn new(status: StatusCode) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            body: Vec::new(),
            is_problem: false,
            fault: None,
            latency: Duration::ZERO,
        }
    }

    /// Converts the response into one that axum sends.
    pub(crate) fn into_response(self) -> axum::response::Response {
        let mut headers = self.headers;
        let may_have_body =
            !matches!(self.status, StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT | StatusCode::NOT_MODIFIED);
        let body = match self.fault {
            _ if !may_have_body => Body::empty(),
            Some(Fault::Cut) if !self.body.is_empty() => {
                headers.insert(header::CONTENT_LENGTH, HeaderValue::from(self.body.len()));
                body::cut(&self.body)
            }
            Some(Fault::Slow(duration)) => body::slow(&self.body, duration),
            _ => Body::from(self.body),
        };
        let mut response = axum::response::Response::new(body);
        *response.status_mut() = self.status;
        *response.headers_mut() = headers;
        response
    }
}
