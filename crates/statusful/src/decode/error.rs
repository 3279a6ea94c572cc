//! A body, or a header, that is not what the document says.

use std::fmt;

use crate::RawResponse;

/// A documented response whose body does not decode, or one of whose headers.
///
/// Says where and why, but quotes nothing of either, so that it can be logged. The whole response is in
/// [`response`](Self::response).
#[derive(Debug)]
pub struct DecodeError {
    response: RawResponse,
    fault: Box<DecodeCause>,
    is_header: bool,
}

/// What is wrong with a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DecodeCause {
    pub(crate) message: String,
    pub(crate) place: Option<JsonLocation>,
}

/// Where in a JSON text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct JsonLocation {
    pub(crate) path: String,
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl DecodeError {
    pub(crate) fn new(response: RawResponse, fault: DecodeCause) -> Self {
        Self { response, fault: Box::new(fault), is_header: false }
    }

    /// A faulty header.
    pub(crate) fn in_header(response: RawResponse, message: String) -> Self {
        Self { response, fault: Box::new(DecodeCause { message, place: None }), is_header: true }
    }

    /// The response, with its body intact.
    pub fn response(&self) -> &RawResponse {
        &self.response
    }

    /// The response, with its body intact.
    pub fn into_response(self) -> RawResponse {
        self.response
    }

    /// What is wrong, without any value of the response.
    pub fn message(&self) -> &str {
        &self.fault.message
    }

    /// Where in a JSON body, as in `.detail[0].loc`; `.` is the root. `None` for a body that is not JSON.
    pub fn path(&self) -> Option<&str> {
        self.fault.place.as_ref().map(|place| place.path.as_str())
    }

    /// The line in a JSON body, from 1.
    pub fn line(&self) -> Option<usize> {
        self.fault.place.as_ref().map(|place| place.line)
    }

    /// The column in a JSON body, in bytes from 1; 0 is the end of the line before.
    pub fn column(&self) -> Option<usize> {
        self.fault.place.as_ref().map(|place| place.column)
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = if self.is_header { "a header" } else { "the body" };
        write!(f, "{}, but {what} does not decode: {}", self.response, self.fault.message)?;
        match &self.fault.place {
            Some(JsonLocation { path, line, column }) => write!(f, " at `{path}` (line {line}, column {column})"),
            None => Ok(()),
        }
    }
}

/// There is no source: the deserialiser's own error quotes values.
impl std::error::Error for DecodeError {}
