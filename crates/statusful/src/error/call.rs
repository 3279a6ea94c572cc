//! An error of any operation.

use std::fmt;
use std::time::{Duration, SystemTime};

use http::{HeaderMap, StatusCode};

use super::{AnyFailure, Error, Failure};
use crate::retry::retry_after;
use crate::show::foreign_message;
use crate::{Attempt, RawResponse, StreamError, UnexpectedResponse};

/// The headers by which services name a request, in the order in which they are looked for.
const REQUEST_IDS: [&str; 4] = ["x-request-id", "request-id", "x-amzn-requestid", "x-correlation-id"];

/// The reason why a call of any operation did not return a documented success: an [`Error`] without the type of its
/// failures.
///
/// `?` converts every [`Error`] into it, so one function can call several operations, and handle a `401` or a `429` of all of
/// them in one place. It keeps the response; [`failure`](Self::failure) and [`body`](Self::body) return the documented failure
/// again, unless its body is a stream, which is not `Sync`.
///
/// ```
/// # use statusful::{CallError, StatusCode};
/// fn is_worth_a_login(error: &CallError) -> bool {
///     error.status() == Some(StatusCode::UNAUTHORIZED)
/// }
/// ```
///
/// `Display` and the [`source`](std::error::Error::source)s are those of the [`Error`]. The alternate form `{error:#}` adds the
/// [`message`](Self::message) of the server, with control characters escaped and at most 256 characters of it.
pub struct CallError(Box<Error<AnyFailure>>);

/// The kind of a [`CallError`]; the variants of [`Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CallErrorKind {
    /// A failure that the document describes.
    Api,
    /// A response that the document does not describe.
    Undocumented,
    /// A documented success, but not the expected one.
    Unexpected,
    /// A documented response whose body does not match its schema.
    Decode,
    /// A response whose body could not be read to its end.
    Body,
    /// No response.
    Transport,
    /// The request could not be built, so it was not sent.
    Request,
    /// Polling reached its deadline.
    Deadline,
    /// A page was received, and the list cannot be continued after it.
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

    /// Returns the documented failure, if it is one of the operation whose failures have the type `E`.
    pub fn failure<E: Failure>(&self) -> Option<&E> {
        match &*self.0 {
            Error::Api(response) => response.failure(),
            _ => None,
        }
    }

    /// Returns the body of the documented failure, if it has the type `T`: whichever operation failed, and with whichever
    /// status.
    pub fn body<T: 'static>(&self) -> Option<&T> {
        match &*self.0 {
            Error::Api(response) => AnyFailure::body(response),
            _ => None,
        }
    }

    /// Returns the error message in the body of the documented failure, if the document marks it with `x-error-message`. It is
    /// returned as it was received, with any length.
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

    /// Returns how long the server asks clients to wait before the next request: `retry-after-ms`, or else `Retry-After` (RFC
    /// 9110, section 10.2.3). A date that is over is no wait.
    pub fn retry_after(&self) -> Option<Duration> {
        retry_after(self.raw()?, SystemTime::now())
    }

    /// Returns the id by which the service knows the request: `x-request-id`, `request-id`, `x-amzn-requestid` or
    /// `x-correlation-id`, the first that the response has.
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
