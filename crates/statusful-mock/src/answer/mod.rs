//! Responses: which to send, and how.

mod accept;
mod body;
mod choose;
mod echo;
mod pages;
mod refuse;
mod scripted;

use std::time::Duration;

use axum::body::{Body, Bytes};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

use crate::Fault;

pub(crate) use choose::{Selection, planned_content, respond, unknown_status};
pub(crate) use echo::Sent;
pub(crate) use pages::RequestedPage;
pub(crate) use refuse::refuse;
pub(crate) use scripted::written as scripted;

/// A response that is not sent yet.
#[derive(Debug)]
pub(crate) struct MockResponse {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
    /// The items of the body, and the pause between them, if it is sent item by item.
    pub(crate) items: Option<(Vec<Bytes>, Duration)>,
    /// Whether a scenario sets what pages of other origins may do with the response.
    pub(crate) sets_cors: bool,
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
            items: None,
            sets_cors: false,
            is_problem: false,
            fault: None,
            latency: Duration::ZERO,
        }
    }

    /// Adds headers, of which one such as `Set-Cookie` may occur several times.
    fn add_headers(&mut self, headers: &[(HeaderName, HeaderValue)]) {
        for (name, value) in headers {
            self.headers.append(name, value.clone());
        }
    }

    /// Converts the response into one that axum sends.
    pub(crate) fn into_response(self) -> axum::response::Response {
        let mut headers = self.headers;
        let may_have_body =
            !matches!(self.status, StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT | StatusCode::NOT_MODIFIED);
        let body = match (self.fault, self.items) {
            _ if !may_have_body => Body::empty(),
            (fault, Some((items, pause))) => body::items(items, pause, fault == Some(Fault::Cut)),
            (Some(Fault::Cut), None) if !self.body.is_empty() => {
                headers.insert(header::CONTENT_LENGTH, HeaderValue::from(self.body.len()));
                body::cut(&self.body)
            }
            (Some(Fault::Slow(duration)), None) => body::slow(&self.body, duration),
            _ => Body::from(self.body),
        };
        let mut response = axum::response::Response::new(body);
        *response.status_mut() = self.status;
        *response.headers_mut() = headers;
        response
    }
}
