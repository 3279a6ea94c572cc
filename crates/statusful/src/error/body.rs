//! The error for a response body that could not be read completely.

use std::fmt;
use std::sync::Arc;

use crate::RawResponse;
use crate::sent::Sent;

/// A response whose body could not be read completely. Contains the status, the headers and the bytes that were read.
#[derive(Debug, Clone)]
pub struct BodyError {
    response: RawResponse,
    kind: BodyErrorKind,
    source: Option<Arc<reqwest::Error>>,
}

/// The reason why a body could not be read completely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum BodyErrorKind {
    /// The body is larger than the limit.
    TooLarge {
        /// The limit in bytes; see [`ClientBuilder::max_body_bytes`](crate::ClientBuilder::max_body_bytes).
        limit: usize,
    },
    /// The connection was interrupted, or the framing of the message is malformed.
    Interrupted,
    /// A time limit of the call or the attempt was reached.
    TimedOut,
}

impl BodyError {
    /// Creates an error, for tests. Its response contains the body of `response` as the part that was read.
    pub fn new(response: &RawResponse, kind: BodyErrorKind) -> Self {
        Self { response: response.cut_off(), kind, source: None }
    }

    /// Creates the error for a response that contains the bytes that were read.
    pub(crate) fn received(response: RawResponse, kind: BodyErrorKind, source: Option<reqwest::Error>) -> Self {
        Self { response, kind, source: source.map(reqwest::Error::without_url).map(Arc::new) }
    }

    /// Returns the same error for another request.
    pub(crate) fn in_reply_to(&self, sent: Sent) -> Self {
        Self { response: self.response.in_reply_to(sent), ..self.clone() }
    }

    /// Returns the response, with the part of the body that was read.
    pub fn response(&self) -> &RawResponse {
        &self.response
    }

    /// Returns the response, with the part of the body that was read.
    pub fn into_response(self) -> RawResponse {
        self.response
    }

    /// Returns the reason why the rest of the body is missing.
    pub fn kind(&self) -> BodyErrorKind {
        self.kind
    }
}

impl fmt::Display for BodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let read = self.response.body().len();
        write!(f, "{}, but its body ", self.response)?;
        match self.kind {
            BodyErrorKind::TooLarge { limit } => write!(f, "is larger than {limit} bytes"),
            BodyErrorKind::Interrupted => write!(f, "was interrupted after {read} bytes"),
            BodyErrorKind::TimedOut => write!(f, "timed out after {read} bytes"),
        }
    }
}

impl std::error::Error for BodyError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
