//! An error of any operation.

use std::fmt;
use std::time::{Duration, SystemTime};

use http::{HeaderMap, StatusCode};

use super::{AnyFailure, Error, Failure};
use crate::retry::retry_after;
use crate::show::foreign_message;
use crate::{Attempt, RawResponse, StreamError, UnexpectedResponse};

/// The headers in which services send a request id, in the order in which they are checked.
const REQUEST_IDS: [&str; 4] = ["x-request-id", "request-id", "x-amzn-requestid", "x-correlation-id"];

/// The reason why a call of any operation did not return a documented success: an [`Error`] with the type of its
/// failures erased.
///
/// `?` converts every [`Error`] into it, so that one function can call several operations, and handle a `401` or a
/// `429` of all of them in one place. It contains the response. [`failure`](Self::failure) and [`body`](Self::body)
/// return the documented failure, unless its body is a stream, which is not `Sync`.
///
/// ```
/// # use statusful::{CallError, StatusCode};
/// fn is_worth_a_login(error: &CallError) -> bool {
///     error.status() == Some(StatusCode::UNAUTHORIZED)
/// }
/// ```
///
/// `Display` and the [`source`](std::error::Error::source)s are those of the [`Error`]. The alternate form `{error:#}`
/// appends the server's [`message`](Self::message), truncated to 256 characters and with control characters escaped.
pub struct CallError(Box<Error<AnyFailure>>);

/// The kind of a [`CallError`]. Corresponds to the variants of [`Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CallErrorKind {
    /// A failure that the document describes.
    Api,
    /// A response that the document does not describe.
    Undocumented,
    /// A documented success other than the expected one.
    Unexpected,
    /// A documented response whose body does not match its schema.
    Decode,
    /// A response whose body could not be read completely.
    Body,
    /// There is no response.
    Transport,
    /// The request could not be built, so it was not sent.
    Request,
    /// Polling reached its deadline.
    Deadline,
    /// A page was received, but the next page cannot be found.
    Pagination,
    /// A stream could not be read or decoded.
    Stream,
}

impl CallError {
    /// Returns the kind.
    pub fn kind(&self) -> CallErrorKind {
        match &*self.0 {
            Error::Api(_) => CallErrorKind::Api,
            Error::Undocumented(_) => CallErrorKind::Undocumented,
            Error::Unexpected(_) => CallErrorKind::Unexpected,
            Error::Decode(_) => CallErrorKind::Decode,
            Error::Body(_) => CallErrorKind::Body,
            Error::Transport(_) => CallErrorKind::Transport,
            Error::Request(_) => CallErrorKind::Request,
            Error::Deadline(_) => CallErrorKind::Deadline,
            Error::Pagination(_) => CallErrorKind::Pagination,
            Error::Stream(_) => CallErrorKind::Stream,
        }
    }

    /// Returns the documented failure, if it has the type `E`.
    pub fn failure<E: Failure>(&self) -> Option<&E> {
        match &*self.0 {
            Error::Api(response) => response.failure(),
            _ => None,
        }
    }

    /// Returns the body of the documented failure, if it has the type `T`, regardless of the operation and the status.
    pub fn body<T: 'static>(&self) -> Option<&T> {
        match &*self.0 {
            Error::Api(response) => AnyFailure::body(response),
            _ => None,
        }
    }

    /// Returns the error message in the body of the documented failure, if the document marks it with
    /// `x-error-message`. The message is returned as received, with any length.
    pub fn message(&self) -> Option<String> {
        let Error::Api(response) = &*self.0 else { return None };
        let pointer = response.message()?;
        if let Some(text) = AnyFailure::body::<String>(response).filter(|_| pointer.is_empty()) {
            return Some(text.clone());
        }
        response.raw().json::<serde_json::Value>().ok()?.pointer(pointer)?.as_str().map(str::to_owned)
    }

    /// Returns the response, if there is one.
    pub fn raw(&self) -> Option<&RawResponse> {
        self.0.raw()
    }

    /// Returns the status, if there is a response.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status()
    }

    /// Returns the headers, if there is a response.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.headers()
    }

    /// Returns how long the server asks clients to wait before the next request: `retry-after-ms` or, without it,
    /// `Retry-After` (RFC 9110, section 10.2.3). A date in the past means no wait.
    pub fn retry_after(&self) -> Option<Duration> {
        retry_after(self.raw()?, SystemTime::now())
    }

    /// Returns the id of the request, for support: the first of the headers `x-request-id`, `request-id`,
    /// `x-amzn-requestid` and `x-correlation-id` that the response has.
    pub fn request_id(&self) -> Option<&str> {
        let raw = self.raw()?;
        REQUEST_IDS.into_iter().find_map(|name| raw.header(name))
    }

    /// Returns the earlier attempts of the call; see [`Error::attempts`].
    pub fn attempts(&self) -> &[Attempt] {
        self.0.attempts()
    }

    /// Returns `true` if a time limit was reached; see [`Error::is_timeout`].
    pub fn is_timeout(&self) -> bool {
        self.0.is_timeout()
    }

    /// Returns `true` if the client could not connect, so that the server cannot have received the request.
    pub fn is_connect(&self) -> bool {
        self.0.is_connect()
    }
}

impl<E: Failure> From<Error<E>> for CallError {
    fn from(error: Error<E>) -> Self {
        Self(Box::new(error.map(E::into_any)))
    }
}

impl<T> From<UnexpectedResponse<T>> for CallError {
    fn from(error: UnexpectedResponse<T>) -> Self {
        Self(Box::new(error.into()))
    }
}

impl From<StreamError> for CallError {
    fn from(error: StreamError) -> Self {
        Self(Box::new(error.into()))
    }
}

impl fmt::Debug for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)?;
        match f.alternate().then(|| self.message()).flatten() {
            Some(message) => write!(f, ": {}", foreign_message(&message)),
            None => Ok(()),
        }
    }
}

impl std::error::Error for CallError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source()
    }
}
