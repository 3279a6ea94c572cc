//! A body or a header that does not match its documented type.

use std::fmt;

use crate::RawResponse;
use crate::show::foreign;

/// A documented response whose body, or one of whose headers, could not be decoded.
///
/// It prints the location and the reason, but no value of the response, so it can be logged.
/// [`response`](Self::response) returns the response.
#[derive(Debug, Clone)]
pub struct DecodeError {
    response: RawResponse,
    cause: Box<DecodeCause>,
    is_header: bool,
}

/// The reason why a value could not be decoded, and its location.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DecodeCause {
    pub(crate) message: String,
    pub(crate) location: Option<JsonLocation>,
}

/// A location in a JSON text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct JsonLocation {
    pub(crate) path: String,
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl DecodeError {
    pub(crate) fn new(response: RawResponse, cause: DecodeCause) -> Self {
        Self { response, cause: Box::new(cause), is_header: false }
    }

    /// Creates the error for a body in an unsupported encoding.
    pub(crate) fn encoded(response: RawResponse, encoding: &str) -> Self {
        let message = format!(
            "its encoding is `{}`, which requires one of the features `gzip`, `brotli` and `zstd`",
            foreign(encoding)
        );
        Self::new(response, DecodeCause { message, location: None })
    }

    /// Creates the error for a header.
    pub(crate) fn in_header(response: RawResponse, message: String) -> Self {
        Self { response, cause: Box::new(DecodeCause { message, location: None }), is_header: true }
    }

    /// Returns the response with its complete body.
    pub fn response(&self) -> &RawResponse {
        &self.response
    }

    /// Returns the response with its complete body.
    pub fn into_response(self) -> RawResponse {
        self.response
    }

    /// Returns the reason. It contains no value of the response.
    pub fn message(&self) -> &str {
        &self.cause.message
    }

    /// Returns `true` if the response has no body although the document describes one. Servers may return such a
    /// response after a change; [`response`](Self::response) has its status and headers.
    pub fn is_empty_body(&self) -> bool {
        !self.is_header && super::is_empty(self.response.body())
    }

    /// Returns the path in a JSON body, such as `.detail[0].loc`. The root is `.`. Returns `None` if the body is not
    /// JSON.
    pub fn path(&self) -> Option<&str> {
        self.cause.location.as_ref().map(|location| location.path.as_str())
    }

    /// Returns the line in a JSON body, starting at 1.
    pub fn line(&self) -> Option<usize> {
        self.cause.location.as_ref().map(|location| location.line)
    }

    /// Returns the column in a JSON body, in bytes, starting at 1. 0 is the end of the previous line.
    pub fn column(&self) -> Option<usize> {
        self.cause.location.as_ref().map(|location| location.column)
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = if self.is_header { "a header" } else { "the body" };
        write!(f, "{}, but {what} could not be decoded: {}", self.response, self.cause.message)?;
        match &self.cause.location {
            Some(JsonLocation { path, line, column }) => write!(f, " at `{path}` (line {line}, column {column})"),
            None => Ok(()),
        }
    }
}

/// There is no source, because serde's error may contain values.
impl std::error::Error for DecodeError {}
