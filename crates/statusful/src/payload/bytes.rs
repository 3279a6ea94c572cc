//! A request body: bytes, or a stream of bytes.

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Frame, SizeHint};

use crate::auth::BoxError;

type BoxStream = Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>;

/// A request body: bytes, or a stream of bytes.
///
/// Types of bytes or text convert into it. A stream can be sent only once. Sending it again, by a clone of the call or
/// after a redirect that requires the body, fails. A call whose body is a stream is not retried.
#[derive(Clone)]
pub struct Body(Content);

#[derive(Clone)]
enum Content {
    Bytes(Bytes),
    Stream(Arc<Mutex<Option<BodyStream>>>),
}

/// A stream of bytes for the transport. The `Mutex` only makes it `Sync` and is never contended.
struct BodyStream {
    chunks: Mutex<BoxStream>,
    /// The length in bytes.
    length: Option<u64>,
}

/// The error for a stream that has already been sent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spent;

impl Body {
    /// Creates a body that is read while it is sent. Its length is unknown, so HTTP/1.1 uses chunked encoding.
    ///
    /// An error of the stream aborts the request, and the call fails with
    /// [`Error::Transport`](crate::Error::Transport).
    pub fn stream<S, E>(chunks: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<BoxError> + 'static,
    {
        Self::of_stream(chunks, None)
    }

    /// Creates a body that is read while it is sent, with a length in bytes that is sent as `Content-Length`. The
    /// stream must have exactly this length.
    ///
    /// An error of the stream aborts the request, and the call fails with
    /// [`Error::Transport`](crate::Error::Transport).
    pub fn stream_of_length<S, E>(length: u64, chunks: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<BoxError> + 'static,
    {
        Self::of_stream(chunks, Some(length))
    }

    fn of_stream<S, E>(chunks: S, length: Option<u64>) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<BoxError> + 'static,
    {
        let chunks: BoxStream = Box::pin(BoxedErrors(Box::pin(chunks)));
        Self(Content::Stream(Arc::new(Mutex::new(Some(BodyStream { chunks: Mutex::new(chunks), length })))))
    }

    /// Returns the bytes, or `None` if the body is a stream.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Content::Bytes(bytes) => Some(bytes),
            Content::Stream(_) => None,
        }
    }

    /// Returns the body for the transport, and its length in bytes if it is known.
    pub(crate) fn into_transport(self) -> Result<(reqwest::Body, Option<u64>), Spent> {
        match self.0 {
            Content::Bytes(bytes) => {
                let length = u64::try_from(bytes.len()).ok();
                Ok((bytes.into(), length))
            }
            Content::Stream(stream) => {
                let stream = stream.lock().unwrap_or_else(PoisonError::into_inner).take().ok_or(Spent)?;
                let length = stream.length;
                Ok((reqwest::Body::wrap(stream), length))
            }
        }
    }
}

/// Prints only the length, because bodies may contain secrets.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Content::Bytes(bytes) => write!(f, "Body({} bytes)", bytes.len()),
            Content::Stream(_) => f.write_str("Body(stream)"),
        }
    }
}

/// Compares bytes by value. A stream equals only its clones.
impl PartialEq for Body {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Content::Bytes(a), Content::Bytes(b)) => a == b,
            (Content::Stream(a), Content::Stream(b)) => Arc::ptr_eq(a, b),
            _ => false,
        }
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::from(Bytes::new())
    }
}

macro_rules! from_bytes {
    ($($type:ty),*) => {
        $(impl From<$type> for Body {
            fn from(bytes: $type) -> Self {
                Self(Content::Bytes(bytes.into()))
            }
        })*
    };
}

from_bytes!(Bytes, Vec<u8>, String, &'static str, &'static [u8]);

impl<const N: usize> From<&'static [u8; N]> for Body {
    fn from(bytes: &'static [u8; N]) -> Self {
        Self::from(bytes.as_slice())
    }
}

/// A stream with boxed errors.
struct BoxedErrors<S>(Pin<Box<S>>);

impl<S, E> Stream for BoxedErrors<S>
where
    S: Stream<Item = Result<Bytes, E>>,
    E: Into<BoxError>,
{
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context).map(|item| item.map(|chunk| chunk.map_err(Into::into)))
    }
}

impl http_body::Body for BodyStream {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let chunks = self.chunks.get_mut().unwrap_or_else(PoisonError::into_inner);
        chunks.as_mut().poll_next(context).map(|item| item.map(|chunk| chunk.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        self.length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Nothing;

    impl Stream for Nothing {
        type Item = Result<Bytes, std::io::Error>;

        fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            Poll::Ready(None)
        }
    }

    #[test]
    fn bytes_can_be_sent_repeatedly_and_streams_once() {
        let body = Body::from("text");
        assert!(body.clone().into_transport().is_ok() && body.into_transport().is_ok());
        let stream = Body::stream(Nothing);
        assert!(stream.clone().into_transport().is_ok());
        assert!(stream.into_transport().is_err());
        assert_eq!(Body::stream_of_length(3, Nothing).into_transport().unwrap().1, Some(3));
    }

    #[test]
    fn its_content_is_not_printed() {
        assert_eq!(format!("{:?}", Body::from("sk-body")), "Body(7 bytes)");
        assert_eq!(format!("{:?}", Body::stream(Nothing)), "Body(stream)");
    }

    #[test]
    fn bytes_are_equal_by_value_and_streams_by_identity() {
        assert_eq!(Body::from("a"), Body::from(b"a"));
        assert_ne!(Body::from("a"), Body::default());
        let stream = Body::stream(Nothing);
        assert_eq!(stream, stream.clone());
        assert_ne!(stream, Body::stream(Nothing));
    }
}
