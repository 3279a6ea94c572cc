//! The outcomes of a call other than a documented success.

mod body;
mod build;
mod call;
mod deadline;
mod failure;
mod never;
mod pagination;
mod request;
mod transport;

use std::fmt;

use http::{HeaderMap, StatusCode};

pub use body::{BodyError, BodyErrorKind};
pub use build::BuildError;
pub use call::{CallError, CallErrorKind};
pub use deadline::DeadlineError;
pub use failure::{AnyFailure, Failure};
pub use never::Never;
pub use pagination::{PaginationError, PaginationErrorKind};
pub use request::{RequestError, RequestErrorKind};
pub(crate) use transport::without_url;
pub use transport::{TransportError, TransportErrorKind};

use crate::{Attempt, DecodeError, RawResponse, Response, StreamError, StreamErrorKind};

/// The reason why a call did not return a documented success.
///
/// `E` is the enum of the operation's documented failures. `Display` prints one line with the request and the outcome.
/// Neither it nor the [`source`](std::error::Error::source)s print bodies, header values or queries.
///
/// Tests can create every variant, with [`Response::new`], [`RawResponse::builder`], [`RawResponse::decode_as`] for
/// [`Decode`](Self::Decode), [`BodyError::new`], [`TransportError::new`], [`RequestError::new`], [`DeadlineError::new`]
/// and [`PaginationError::new`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Error<E> {
    /// A failure that the document describes.
    Api(Response<E>),
    /// A response that the document does not describe, because of its status or its media type.
    Undocumented(RawResponse),
    /// A documented success other than the expected one. `?` converts an
    /// [`UnexpectedResponse`](crate::UnexpectedResponse) into it.
    Unexpected(RawResponse),
    /// A documented response whose body does not match its schema.
    Decode(DecodeError),
    /// A response whose body could not be read completely.
    Body(BodyError),
    /// There is no response: the connection or TLS failed, there were too many redirects, or a time limit was reached.
    Transport(TransportError),
    /// The request could not be built, so it was not sent.
    Request(RequestError),
    /// Polling reached its deadline before the result was ready.
    Deadline(DeadlineError),
    /// A page was received, but the next page cannot be found.
    Pagination(PaginationError),
    /// A response with a streamed body that cannot be read or decoded. Only created by `?` in code that reads a stream.
    Stream(StreamError),
}

impl<E> Error<E> {
    /// Returns the response, if there is one.
    pub fn raw(&self) -> Option<&RawResponse> {
        match self {
            Self::Api(response) => Some(response.raw()),
            Self::Undocumented(raw) | Self::Unexpected(raw) => Some(raw),
            Self::Decode(error) => Some(error.response()),
            Self::Body(error) => Some(error.response()),
            Self::Deadline(error) => error.last_response(),
            Self::Pagination(error) => Some(error.response()),
            Self::Stream(error) => Some(error.response()),
            Self::Transport(_) | Self::Request(_) => None,
        }
    }

    /// Returns the status, if there is a response.
    pub fn status(&self) -> Option<StatusCode> {
        self.raw().map(RawResponse::status)
    }

    /// Returns the headers, if there is a response.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.raw().map(RawResponse::headers)
    }

    /// Returns the earlier attempts of the call, which were followed by a retry. Usually empty. They are available if
    /// there is a response, and for [`Error::Transport`].
    pub fn attempts(&self) -> &[Attempt] {
        match self {
            Self::Transport(error) => error.attempts(),
            other => other.raw().map(RawResponse::attempts).unwrap_or_default(),
        }
    }

    /// Returns `true` if a time limit was reached: before the response, while its body was read, during polling, or
    /// while credentials were obtained for another attempt.
    pub fn is_timeout(&self) -> bool {
        match self {
            Self::Transport(error) => error.is_timeout(),
            Self::Body(error) => error.kind() == BodyErrorKind::TimedOut,
            Self::Stream(error) => error.kind() == StreamErrorKind::TimedOut,
            Self::Deadline(_) => true,
            Self::Request(error) => error.is_timeout(),
            Self::Api(_) | Self::Undocumented(_) | Self::Unexpected(_) | Self::Decode(_) | Self::Pagination(_) => {
                self.raw().and_then(RawResponse::credential_error).is_some_and(RequestError::is_timeout)
            }
        }
    }

    /// Returns `true` if the client could not connect, so that the server cannot have received the request.
    pub fn is_connect(&self) -> bool {
        matches!(self, Self::Transport(error) if error.is_connect())
    }

    /// Converts the documented failure, and keeps every other error.
    pub fn map<F>(self, convert: impl FnOnce(E) -> F) -> Error<F> {
        match self {
            Self::Api(response) => Error::Api(response.map(convert)),
            Self::Undocumented(raw) => Error::Undocumented(raw),
            Self::Unexpected(raw) => Error::Unexpected(raw),
            Self::Decode(error) => Error::Decode(error),
            Self::Body(error) => Error::Body(error),
            Self::Transport(error) => Error::Transport(error),
            Self::Request(error) => Error::Request(error),
            Self::Deadline(error) => Error::Deadline(error),
            Self::Pagination(error) => Error::Pagination(error),
            Self::Stream(error) => Error::Stream(error),
        }
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(response) => response.raw().fmt(f),
            Self::Undocumented(raw) => {
                write!(f, "{raw} with {}, which the document does not describe", Media(raw.media_type()))
            }
            Self::Unexpected(raw) => write!(
                f,
                "{raw}, which is not the expected response; a `match` on the value handles every documented one"
            ),
            Self::Decode(error) => error.fmt(f),
            Self::Body(error) => error.fmt(f),
            Self::Transport(error) => error.fmt(f),
            Self::Request(error) => error.fmt(f),
            Self::Deadline(error) => error.fmt(f),
            Self::Pagination(error) => error.fmt(f),
            Self::Stream(error) => error.fmt(f),
        }
    }
}

/// `Display` prints the wrapped error itself, so `source` skips it. Otherwise, a chain of sources would print it twice.
impl<E: fmt::Debug> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Decode(error) => error.source(),
            Self::Body(error) => error.source(),
            Self::Transport(error) => error.source(),
            Self::Request(error) => error.source(),
            Self::Deadline(error) => error.source(),
            Self::Pagination(error) => error.source(),
            Self::Stream(error) => error.source(),
            Self::Api(_) | Self::Undocumented(_) | Self::Unexpected(_) => {
                self.raw().and_then(RawResponse::credential_error).map(|error| error as _)
            }
        }
    }
}

impl<E> From<DecodeError> for Error<E> {
    fn from(error: DecodeError) -> Self {
        Self::Decode(error)
    }
}

impl<E> From<BodyError> for Error<E> {
    fn from(error: BodyError) -> Self {
        Self::Body(error)
    }
}

impl<E> From<TransportError> for Error<E> {
    fn from(error: TransportError) -> Self {
        Self::Transport(error)
    }
}

impl<E> From<RequestError> for Error<E> {
    fn from(error: RequestError) -> Self {
        Self::Request(error)
    }
}

impl<E> From<StreamError> for Error<E> {
    fn from(error: StreamError) -> Self {
        Self::Stream(error)
    }
}

impl<E> From<PaginationError> for Error<E> {
    fn from(error: PaginationError) -> Self {
        Self::Pagination(error)
    }
}

impl<E> From<DeadlineError> for Error<E> {
    fn from(error: DeadlineError) -> Self {
        Self::Deadline(error)
    }
}

/// Prints a media type, or that there is none.
struct Media<'a>(Option<&'a str>);

impl fmt::Display for Media<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.unwrap_or("no media type"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_small() {
        assert!(size_of::<Error<()>>() <= 64, "{}", size_of::<Error<()>>());
    }

    #[test]
    fn it_prints_the_request_and_the_outcome() {
        let teapot = RawResponse::for_test(418, "text/plain", b"sk-body");
        assert_eq!(
            Error::<Never>::Undocumented(teapot.clone()).to_string(),
            "GET https://host/path returned 418 I'm a teapot with text/plain, which the document does not describe"
        );
        assert_eq!(
            Error::<Never>::Unexpected(teapot).to_string(),
            "GET https://host/path returned 418 I'm a teapot, which is not the expected response; a `match` on the value handles \
             every documented one"
        );
    }

    #[test]
    fn it_is_a_standard_error() {
        fn is_error<T: std::error::Error + Send + Sync + 'static>() {}
        is_error::<Error<Never>>();
    }
}
