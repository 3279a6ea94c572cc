//! Everything that can come of a call but a documented success.

mod body;
mod build;
mod deadline;
mod never;
mod request;
mod transport;

use std::fmt;

use http::{HeaderMap, StatusCode};

pub use body::{BodyError, BodyErrorKind};
pub use build::BuildError;
pub use deadline::DeadlineError;
pub use never::Never;
pub use request::{RequestError, RequestErrorKind};
pub use transport::TransportError;

use crate::{Attempt, DecodeError, RawResponse, Response};

/// Why a call did not end in a documented success.
///
/// `E` holds the documented failures of the operation. `Display` is one line that says what happened to which request,
/// without bodies, header values and queries; the same holds for the chain of [`source`](std::error::Error::source)s.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E> {
    /// A failure that the document describes.
    Api(Response<E>),
    /// A response that the document does not describe: another status, or another media type.
    Undocumented(RawResponse),
    /// A documented success, but not the one the caller asked for. `?` makes it of an
    /// [`UnexpectedResponse`](crate::UnexpectedResponse).
    Unexpected(RawResponse),
    /// A documented response whose body is not what the document says.
    Decode(DecodeError),
    /// A response whose body could not be read to its end.
    Body(BodyError),
    /// No response: no connection, no TLS, too many redirects, or too late.
    Transport(TransportError),
    /// The request could not be built; nothing was sent.
    Request(RequestError),
    /// Polling took longer than it may, and nothing was ready.
    Deadline(DeadlineError),
}

impl<E> Error<E> {
    /// The response, where there is one.
    pub fn raw(&self) -> Option<&RawResponse> {
        match self {
            Self::Api(response) => Some(response.raw()),
            Self::Undocumented(raw) | Self::Unexpected(raw) => Some(raw),
            Self::Decode(error) => Some(error.response()),
            Self::Body(error) => Some(error.response()),
            Self::Deadline(error) => error.last_response(),
            Self::Transport(_) | Self::Request(_) => None,
        }
    }

    /// The status, where there is a response.
    pub fn status(&self) -> Option<StatusCode> {
        self.raw().map(RawResponse::status)
    }

    /// The headers, where there is a response.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.raw().map(RawResponse::headers)
    }

    /// The attempts before the one that ended so, which were worth a retry; mostly none.
    pub fn attempts(&self) -> &[Attempt] {
        match self {
            Self::Transport(error) => error.attempts(),
            other => other.raw().map(RawResponse::attempts).unwrap_or_default(),
        }
    }

    /// Whether time ran out, before the response or within its body.
    pub fn is_timeout(&self) -> bool {
        match self {
            Self::Transport(error) => error.is_timeout(),
            Self::Body(error) => error.kind() == BodyErrorKind::TimedOut,
            Self::Deadline(_) => true,
            _ => false,
        }
    }

    /// Whether no connection could be made, so that the server cannot have seen the request.
    pub fn is_connect(&self) -> bool {
        matches!(self, Self::Transport(error) if error.is_connect())
    }

    /// Converts the documented failure, and keeps everything else.
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
            Self::Unexpected(raw) => write!(f, "{raw}, which is not the response that was asked for"),
            Self::Decode(error) => error.fmt(f),
            Self::Body(error) => error.fmt(f),
            Self::Transport(error) => error.fmt(f),
            Self::Request(error) => error.fmt(f),
            Self::Deadline(error) => error.fmt(f),
        }
    }
}

/// The wrapped errors print through, so that a chain does not say everything twice.
impl<E: fmt::Debug> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Decode(error) => error.source(),
            Self::Body(error) => error.source(),
            Self::Transport(error) => error.source(),
            Self::Request(error) => error.source(),
            Self::Api(_) | Self::Undocumented(_) | Self::Unexpected(_) | Self::Deadline(_) => None,
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

impl<E> From<DeadlineError> for Error<E> {
    fn from(error: DeadlineError) -> Self {
        Self::Deadline(error)
    }
}

/// A media type in a sentence.
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
    fn it_is_small_beside_the_documented_failure() {
        assert!(size_of::<Error<()>>() <= 64, "{}", size_of::<Error<()>>());
    }

    #[test]
    fn it_says_what_happened_to_which_request() {
        let teapot = RawResponse::for_test(418, "text/plain", b"sk-body");
        assert_eq!(
            Error::<Never>::Undocumented(teapot.clone()).to_string(),
            "GET https://host/path answered 418 I'm a teapot with text/plain, which the document does not describe"
        );
        assert_eq!(
            Error::<Never>::Unexpected(teapot).to_string(),
            "GET https://host/path answered 418 I'm a teapot, which is not the response that was asked for"
        );
    }

    #[test]
    fn it_is_an_error_to_others() {
        fn is_error<T: std::error::Error + Send + Sync + 'static>() {}
        is_error::<Error<Never>>();
    }
}
