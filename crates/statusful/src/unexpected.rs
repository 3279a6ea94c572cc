//! A documented response that is not the expected one.

use std::fmt;

use http::StatusCode;

use crate::show::ShowStatus;
use crate::{Error, RawResponse, Response};

/// A documented response that is not the one the caller expected. It contains the response.
///
/// In a function that returns [`Error`], `?` converts it into [`Error::Unexpected`].
#[derive(Debug, Clone)]
pub struct UnexpectedResponse<T> {
    expected: Option<StatusCode>,
    response: Response<T>,
}

impl<T> UnexpectedResponse<T> {
    pub(crate) fn new(expected: Option<StatusCode>, response: Response<T>) -> Self {
        Self { expected, response }
    }

    /// Returns the expected status, or `None` after a [`select`](Response::select).
    pub fn expected(&self) -> Option<StatusCode> {
        self.expected
    }

    /// Returns the actual response.
    pub fn response(&self) -> &Response<T> {
        &self.response
    }

    /// Returns the actual response.
    pub fn into_response(self) -> Response<T> {
        self.response
    }

    /// Returns the actual response as it was received, without its value.
    pub fn raw(&self) -> &RawResponse {
        self.response.raw()
    }
}

impl<T> fmt::Display for UnexpectedResponse<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let raw = self.raw();
        match self.expected {
            None => write!(f, "{raw}, which is not the expected response"),
            Some(expected) => {
                let (expected, actual) = (ShowStatus(expected), ShowStatus(raw.status()));
                write!(f, "expected {expected}, got {actual} ({})", raw.show_request())
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
