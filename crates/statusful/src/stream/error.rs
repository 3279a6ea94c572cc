//! Errors in a stream.

use std::fmt;
use std::io;
use std::sync::Arc;

use bytes::Bytes;

use super::chunks::Cut;
use crate::RawResponse;
use crate::auth::BoxError;
use crate::decode::{DecodeCause, JsonLocation};

/// An error in a stream after its head has arrived.
///
/// After [`StreamErrorKind::Decode`], the stream continues; any other error ends it. It prints no data of the stream.
/// `?` converts it into an [`Error`](crate::Error) of any operation, and into a [`CallError`](crate::CallError).
#[derive(Clone)]
pub struct StreamError(Arc<StreamErrorInner>);

struct StreamErrorInner {
    response: RawResponse,
    kind: StreamErrorKind,
    cause: Option<DecodeCause>,
    data: Bytes,
    source: Option<BoxError>,
}

/// The kind of a [`StreamError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum StreamErrorKind {
    /// The data of one event or line could not be decoded. The stream continues with the next one.
    Decode,
    /// One event or line is larger than the limit.
    TooLarge {
        /// The limit in bytes; see [`ClientBuilder::max_body_bytes`](crate::ClientBuilder::max_body_bytes).
        limit: usize,
    },
    /// The connection was interrupted, and the stream could not be resumed.
    Interrupted,
    /// No data arrived within the `idle_timeout` of the stream.
    TimedOut,
}

impl StreamError {
    pub(super) fn decode(response: &RawResponse, cause: DecodeCause, data: Bytes) -> Self {
        Self::new(response, StreamErrorKind::Decode, Some(cause), data, None)
    }

    pub(super) fn too_large(response: &RawResponse, limit: usize) -> Self {
        Self::new(response, StreamErrorKind::TooLarge { limit }, None, Bytes::new(), None)
    }

    pub(super) fn cut(response: &RawResponse, cut: Cut) -> Self {
        let (kind, source) = match cut {
            Cut::Idle => (StreamErrorKind::TimedOut, None),
            Cut::Broken(error) => (StreamErrorKind::Interrupted, Some(error.without_url().into())),
        };
        Self::new(response, kind, None, Bytes::new(), source)
    }

    /// Creates the error for a runtime for blocking calls that cannot be started.
    #[cfg(feature = "blocking")]
    pub(super) fn not_read(response: &RawResponse, error: io::Error) -> Self {
        Self::new(response, StreamErrorKind::Interrupted, None, Bytes::new(), Some(error.into()))
    }

    fn new(
        response: &RawResponse,
        kind: StreamErrorKind,
        cause: Option<DecodeCause>,
        data: Bytes,
        source: Option<BoxError>,
    ) -> Self {
        Self(Arc::new(StreamErrorInner { response: response.clone(), kind, cause, data, source }))
    }

    /// Returns the kind of the error.
    pub fn kind(&self) -> StreamErrorKind {
        self.0.kind
    }

    /// Returns the response whose body is the stream, with its status and headers.
    pub fn response(&self) -> &RawResponse {
        &self.0.response
    }

    /// Returns the data of the event, or the line, that could not be decoded. Empty for other kinds.
    pub fn data(&self) -> &Bytes {
        &self.0.data
    }

    /// Returns the path in the JSON of an event or line, such as `.choices[0].delta`, if the kind is
    /// [`StreamErrorKind::Decode`].
    pub fn path(&self) -> Option<&str> {
        self.0.cause.as_ref()?.location.as_ref().map(|location| location.path.as_str())
    }
}

impl fmt::Display for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, but its stream ", self.0.response)?;
        match (self.0.kind, &self.0.cause) {
            (StreamErrorKind::Decode, Some(DecodeCause { message, location: Some(JsonLocation { path, .. }) })) => {
                write!(f, "has data that could not be decoded: {message} at `{path}`")
            }
            (StreamErrorKind::Decode, cause) => {
                let message = cause.as_ref().map_or("it is malformed", |cause| &cause.message);
                write!(f, "has data that could not be decoded: {message}")
            }
            (StreamErrorKind::TooLarge { limit }, _) => write!(f, "has data larger than {limit} bytes"),
            (StreamErrorKind::Interrupted, _) => f.write_str("was interrupted"),
            (StreamErrorKind::TimedOut, _) => f.write_str("timed out"),
        }
    }
}

/// Prints neither data nor headers, which may contain secrets.
impl fmt::Debug for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamError")
            .field("response", &self.0.response)
            .field("kind", &self.0.kind)
            .field("cause", &self.0.cause)
            .field("data_bytes", &self.0.data.len())
            .field("source", &self.0.source)
            .finish()
    }
}

impl std::error::Error for StreamError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

/// Allows readers of `std::io` and `tokio::io` to read from a stream.
impl From<StreamError> for io::Error {
    fn from(error: StreamError) -> Self {
        let kind = match error.kind() {
            StreamErrorKind::Decode => io::ErrorKind::InvalidData,
            StreamErrorKind::TooLarge { .. } => io::ErrorKind::FileTooLarge,
            StreamErrorKind::Interrupted => io::ErrorKind::ConnectionAborted,
            StreamErrorKind::TimedOut => io::ErrorKind::TimedOut,
        };
        Self::new(kind, error)
    }
}
