//! What goes wrong in a stream.

use std::fmt;
use std::io;

use bytes::Bytes;

use super::chunks::Cut;
use crate::RawResponse;
use crate::decode::{DecodeCause, JsonLocation};

/// A fault in a stream that had begun.
///
/// After [`StreamErrorKind::Decode`] the stream goes on; any other fault is its end. Prints nothing of what was sent.
#[derive(Debug)]
pub struct StreamError(Box<StreamErrorInner>);

struct StreamErrorInner {
    response: RawResponse,
    kind: StreamErrorKind,
    fault: Option<DecodeCause>,
    data: Bytes,
    source: Option<reqwest::Error>,
}

/// What is wrong with a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum StreamErrorKind {
    /// One event or line is not what the document says. The next one may well be.
    Decode,
    /// One event or line is larger than the client accepts.
    TooLarge {
        /// How many bytes the client accepts; see
        /// [`ClientBuilder::max_body_bytes`](crate::ClientBuilder::max_body_bytes).
        limit: usize,
    },
    /// The connection broke off, and could not be resumed.
    Interrupted,
    /// Nothing arrived for longer than the stream's `idle_timeout`.
    TimedOut,
}

impl StreamError {
    pub(super) fn decode(response: &RawResponse, fault: DecodeCause, data: Bytes) -> Self {
        Self::new(response, StreamErrorKind::Decode, Some(fault), data, None)
    }

    pub(super) fn too_large(response: &RawResponse, limit: usize) -> Self {
        Self::new(response, StreamErrorKind::TooLarge { limit }, None, Bytes::new(), None)
    }

    pub(super) fn cut(response: &RawResponse, cut: Cut) -> Self {
        let (kind, source) = match cut {
            Cut::Idle => (StreamErrorKind::TimedOut, None),
            Cut::Broken(error) => (StreamErrorKind::Interrupted, Some(error.without_url())),
        };
        Self::new(response, kind, None, Bytes::new(), source)
    }

    fn new(
        response: &RawResponse,
        kind: StreamErrorKind,
        fault: Option<DecodeCause>,
        data: Bytes,
        source: Option<reqwest::Error>,
    ) -> Self {
        Self(Box::new(StreamErrorInner { response: response.clone(), kind, fault, data, source }))
    }

    /// What is wrong.
    pub fn kind(&self) -> StreamErrorKind {
        self.0.kind
    }

    /// The response that the stream is the body of: its status and headers.
    pub fn response(&self) -> &RawResponse {
        &self.0.response
    }

    /// The event's data, or the line, that does not decode; empty for other faults.
    pub fn data(&self) -> &Bytes {
        &self.0.data
    }

    /// Where in the JSON of an event or line, as in `.choices[0].delta`.
    pub fn path(&self) -> Option<&str> {
        self.0.fault.as_ref()?.place.as_ref().map(|place| place.path.as_str())
    }
}

impl fmt::Display for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, but its stream ", self.0.response)?;
        match (self.0.kind, &self.0.fault) {
            (StreamErrorKind::Decode, Some(DecodeCause { message, place: Some(JsonLocation { path, .. }) })) => {
                write!(f, "has data that does not decode: {message} at `{path}`")
            }
            (StreamErrorKind::Decode, fault) => {
                let message = fault.as_ref().map_or("it is malformed", |fault| &fault.message);
                write!(f, "has data that does not decode: {message}")
            }
            (StreamErrorKind::TooLarge { limit }, _) => write!(f, "has data larger than {limit} bytes"),
            (StreamErrorKind::Interrupted, _) => f.write_str("broke off"),
            (StreamErrorKind::TimedOut, _) => f.write_str("did not go on in time"),
        }
    }
}

/// Neither data nor headers: they are where secrets travel.
impl fmt::Debug for StreamErrorInner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamErrorInner")
            .field("response", &self.response)
            .field("kind", &self.kind)
            .field("fault", &self.fault)
            .field("data_bytes", &self.data.len())
            .field("source", &self.source)
            .finish()
    }
}

impl std::error::Error for StreamError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_ref().map(|source| source as _)
    }
}

/// So that a stream can be read by what reads from `io`.
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
