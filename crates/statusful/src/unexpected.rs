//! The error for a documented response other than the expected one.

use std::fmt;

use http::StatusCode;

use crate::show::{ShowStatus, foreign};
use crate::{Error, RawResponse, Response};

/// A documented response other than the one that the caller expected. It contains the response.
///
/// In a function that returns [`Error`], `?` converts it into [`Error::Unexpected`].
#[derive(Debug, Clone)]
pub struct UnexpectedResponse<T> {
    expected: Expected,
    response: Response<T>,
}

/// The expectation of the caller, and the advice if the response is different.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Expected {
    /// A response that the caller selected.
    Other,
    Status(StatusCode, &'static str),
    Kind(&'static str, &'static str),
}

impl<T> UnexpectedResponse<T> {
    pub(crate) fn new(response: Response<T>) -> Self {
        Self { expected: Expected::Other, response }
    }

    pub(crate) fn instead_of(self, expected: Expected) -> Self {
        Self { expected, ..self }
    }

    /// Returns the expected status. Returns `None` after a [`select`](Response::select), or an accessor such as
    /// [`into_json`](Response::into_json), which expect no status.
    pub fn expected(&self) -> Option<StatusCode> {
        match self.expected {
            Expected::Status(status, _) => Some(status),
            Expected::Other | Expected::Kind(..) => None,
        }
    }

    /// Returns the actual response.
    pub fn response(&self) -> &Response<T> {
        &self.response
    }

    /// Returns the actual response.
    pub fn into_response(self) -> Response<T> {
        self.response
    }

    /// Returns the actual response as received, without its value.
    pub fn raw(&self) -> &RawResponse {
        self.response.raw()
    }
}

impl<T> fmt::Display for UnexpectedResponse<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let raw = self.raw();
        let (request, actual) = (raw.show_request(), ShowStatus(raw.status()));
        match self.expected {
            Expected::Other => write!(f, "{raw}, which is not the expected response"),
            Expected::Status(expected, advice) => {
                write!(f, "expected {}, got {actual} ({request}); {advice}", ShowStatus(expected))
            }
            Expected::Kind(expected, advice) => {
                let media_type = foreign(raw.media_type().unwrap_or("no media type"));
                write!(f, "expected {expected}, got {actual} with {media_type} ({request}); {advice}")
            }
        }
    }
}

impl<T: fmt::Debug> std::error::Error for UnexpectedResponse<T> {}

impl<T, E> From<UnexpectedResponse<T>> for Error<E> {
    fn from(error: UnexpectedResponse<T>) -> Self {
        Self::Unexpected(error.response.into_parts().1)
    }
}
