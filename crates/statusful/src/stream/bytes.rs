//! A response body as a stream of bytes.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;

use super::{Chunks, Live, StreamError};
use crate::RawResponse;

/// A response body of any size as a stream of bytes, read while it arrives.
///
/// It implements [`Stream`]; [`next`](Self::next) requires no import. The time limit of the call ends when the head of
/// the response has arrived. If the body is interrupted, the stream ends with an error.
pub struct ByteStream {
    head: RawResponse,
    chunks: Option<Chunks>,
}

impl ByteStream {
    pub(crate) fn new(head: RawResponse, live: Live) -> Self {
        Self { head, chunks: Some(live.chunks) }
    }

    /// Sets the maximum time to wait for a chunk. Defaults to
    /// [`DEFAULT_IDLE_TIMEOUT`](crate::DEFAULT_IDLE_TIMEOUT).
    #[must_use]
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        if let Some(chunks) = &mut self.chunks {
            chunks.set_idle_timeout(timeout);
        }
        self
    }

    /// Returns the next bytes, or `None` at the end.
    pub async fn next(&mut self) -> Option<Result<Bytes, StreamError>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Returns the next bytes, or `None` at the end, and blocks the current thread until then. For programs without an
    /// async runtime, and for streams of blocking calls.
    #[cfg(feature = "blocking")]
    pub fn next_blocking(&mut self) -> Option<Result<Bytes, StreamError>> {
        match crate::blocking::wait(self.next()) {
            Ok(next) => next,
            Err(error) => Some(Err(StreamError::not_read(&self.head, error))),
        }
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(chunks) = &mut self.chunks else { return Poll::Ready(None) };
        let chunk = ready!(chunks.poll(context));
        if !matches!(chunk, Some(Ok(_))) {
            self.chunks = None;
        }
        Poll::Ready(chunk.map(|chunk| chunk.map_err(|cut| StreamError::cut(&self.head, cut))))
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream").field("response", &self.head).finish_non_exhaustive()
    }
}
