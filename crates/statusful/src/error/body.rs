//! A body that could not be read to its end.

use std::fmt;

use crate::RawResponse;

/// A response whose body was given up, or broke off. Status, headers and what was read are kept.
#[derive(Debug)]
pub struct BodyError {
    response: RawResponse,
    kind: BodyErrorKind,
    source: Option<reqwest::Error>,
}

/// Why a body was not read to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum BodyErrorKind {
    /// It is larger than the client accepts.
    TooLarge {
        /// How many bytes the client accepts; see
        /// [`ClientBuilder::max_body_bytes`](crate::ClientBuilder::max_body_bytes).
        limit: usize,
    },
    /// The connection broke off, or the framing is faulty.
    Interrupted,
    /// The call's time ran out.
    TimedOut,
}

impl BodyError {
    pub(crate) fn new(response: RawResponse, kind: BodyErrorKind, source: Option<reqwest::Error>) -> Self {
        Self { response, kind, source: source.map(reqwest::Error::without_url) }
    }

    /// The response, with as much of the body as was read.
    pub fn response(&self) -> &RawResponse {
        &self.response
    }

    /// The response, with as much of the body as was read.
    pub fn into_response(self) -> RawResponse {
        self.response
    }

    /// Why the rest is missing.
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
            BodyErrorKind::Interrupted => write!(f, "broke off after {read} bytes"),
            BodyErrorKind::TimedOut => write!(f, "did not arrive in time, only {read} bytes of it"),
        }
    }
}

impl std::error::Error for BodyError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}
