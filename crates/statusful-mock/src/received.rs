//! Received requests.

use std::fmt;

use axum::body::Bytes;
use http::{HeaderMap, Method, StatusCode};
use percent_encoding::percent_decode_str;
use statusful_document::diagnostic::harmless;

use crate::check::RequestFault;

/// A received request, and the status of its response. Neither `Debug` nor `Display` shows the query, headers or the
/// body, which may contain credentials.
#[derive(Clone)]
pub struct Received {
    pub(crate) operation: Option<String>,
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) status: StatusCode,
    pub(crate) faults: Vec<RequestFault>,
}

impl Received {
    /// Returns the `operationId` of the operation, or method and path template without one; `None` if the document has
    /// no operation for the request.
    pub fn operation(&self) -> Option<&str> {
        self.operation.as_deref()
    }

    /// Returns the method.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// Returns the path, percent-encoded.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the query, percent-encoded; empty without one.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// Returns the first value with a name in the query, decoded.
    pub fn query_value(&self, name: &str) -> Option<String> {
        let decoded = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
        let mut pairs = self.query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        pairs.find(|(own, _)| decoded(own) == name).map(|(_, value)| decoded(value))
    }

    /// Returns the headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the first value of a header, if it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Returns the body, without the `Content-Encoding` that the headers have; empty if it exceeds [`Mock::body_limit`](crate::Mock::body_limit).
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Parses the body as JSON.
    pub fn json(&self) -> serde_json::Result<serde_json::Value> {
        serde_json::from_slice(&self.body)
    }

    /// Returns the status of the response.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns where the request does not match the document; empty if requests are not validated.
    pub fn faults(&self) -> &[RequestFault] {
        &self.faults
    }
}

impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Received")
            .field("operation", &self.operation)
            .field("method", &self.method)
            .field("path", &self.path)
            .field("headers", &self.headers.keys().map(http::HeaderName::as_str).collect::<Vec<_>>())
            .field("body", &format_args!("[{} bytes]", self.body.len()))
            .field("status", &self.status)
            .field("faults", &self.faults)
            .finish_non_exhaustive()
    }
}

/// Writes a line for a log, such as `POST /keys 422 createKey (body /name: …)`, without control characters.
impl fmt::Display for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path: String = self.path.chars().map(harmless).collect();
        write!(f, "{} {path} {}", self.method, self.status.as_u16())?;
        if let Some(operation) = &self.operation {
            let operation: String = operation.chars().map(harmless).collect();
            write!(f, " {operation}")?;
        }
        if self.faults.is_empty() {
            return Ok(());
        }
        let faults: Vec<_> = self.faults.iter().map(RequestFault::to_string).collect();
        write!(f, " ({})", faults.join("; "))
    }
}
