//! A body of bytes, at hand or still to come.

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Frame, SizeHint};

type Failure = Box<dyn std::error::Error + Send + Sync>;
type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, Failure>> + Send>>;

/// A body to be sent: bytes, or a stream of them.
///
/// Whatever holds bytes or text converts into one. A stream is sent once: a call that was cloned, or a redirect that
/// asks for the body again, finds it spent.
#[derive(Clone)]
pub struct Body(Content);

#[derive(Clone)]
enum Content {
    Bytes(Bytes),
    Stream(Arc<Mutex<Option<Source>>>),
}

/// A stream of bytes, as the transport takes it. The lock is never waited for; it makes the stream `Sync`.
struct Source {
    chunks: Mutex<Chunks>,
    length: Option<u64>,
}

/// A stream was sent before.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spent;

impl Body {
    /// A body that is read while it is sent, in chunks, because its length is not known.
    ///
    /// An error of the stream breaks the request off.
    pub fn stream<S, E>(chunks: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<Failure> + 'static,
    {
        Self::source(chunks, None)
    }

    /// A body that is read while it is sent, and has a length in bytes that is known before. A stream of any other
    /// length breaks the request off.
    pub fn stream_of_length<S, E>(length: u64, chunks: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<Failure> + 'static,
    {
        Self::source(chunks, Some(length))
    }

    fn source<S, E>(chunks: S, length: Option<u64>) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<Failure> + 'static,
    {
        let chunks: Chunks = Box::pin(Failures(Box::pin(chunks)));
        Self(Content::Stream(Arc::new(Mutex::new(Some(Source { chunks: Mutex::new(chunks), length })))))
    }

    /// The bytes, unless they are still to come.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Content::Bytes(bytes) => Some(bytes),
            Content::Stream(_) => None,
        }
    }

    /// The body as the transport takes it, and its length where that is known.
    pub(crate) fn into_transport(self) -> Result<(reqwest::Body, Option<u64>), Spent> {
        match self.0 {
            Content::Bytes(bytes) => {
                let length = u64::try_from(bytes.len()).ok();
                Ok((bytes.into(), length))
            }
            Content::Stream(source) => {
                let source = source.lock().unwrap_or_else(PoisonError::into_inner).take().ok_or(Spent)?;
                let length = source.length;
                Ok((reqwest::Body::wrap(source), length))
            }
        }
    }
}

/// Only how much there is: bodies are where secrets travel.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Content::Bytes(bytes) => write!(f, "Body({} bytes)", bytes.len()),
            Content::Stream(_) => f.write_str("Body(stream)"),
        }
    }
}

/// Bytes are equal by value; a stream is equal to its own clones alone.
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

/// A stream whose errors are of any type, made one of a single type.
struct Failures<S>(Pin<Box<S>>);

impl<S, E> Stream for Failures<S>
where
    S: Stream<Item = Result<Bytes, E>>,
    E: Into<Failure>,
{
    type Item = Result<Bytes, Failure>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context).map(|item| item.map(|chunk| chunk.map_err(Into::into)))
    }
}

impl http_body::Body for Source {
    type Data = Bytes;
    type Error = Failure;

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
    fn bytes_are_sent_as_often_as_one_likes_and_streams_once() {
        let body = Body::from("text");
        assert!(body.clone().into_transport().is_ok() && body.into_transport().is_ok());
        let stream = Body::stream(Nothing);
        assert!(stream.clone().into_transport().is_ok());
        assert!(stream.into_transport().is_err());
        assert_eq!(Body::stream_of_length(3, Nothing).into_transport().unwrap().1, Some(3));
    }

    #[test]
    fn nothing_of_it_is_printed() {
        assert_eq!(format!("{:?}", Body::from("sk-body")), "Body(7 bytes)");
        assert_eq!(format!("{:?}", Body::stream(Nothing)), "Body(stream)");
    }

    #[test]
    fn equality_is_by_value_where_there_is_one() {
        assert_eq!(Body::from("a"), Body::from(b"a"));
        assert_ne!(Body::from("a"), Body::default());
        let stream = Body::stream(Nothing);
        assert_eq!(stream, stream.clone());
        assert_ne!(stream, Body::stream(Nothing));
    }
}
