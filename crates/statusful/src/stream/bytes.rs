//! A body as a stream of bytes.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;

use super::{Chunks, Live, StreamError};
use crate::RawResponse;

/// A body of bytes, read while it arrives, whatever its size.
///
/// It is a [`Stream`], and [`next`](Self::next) works without any import. The client's time limit ends with the head of
/// the response. A body that breaks off ends in an error, never just early.
pub struct ByteStream {
    head: RawResponse,
    chunks: Option<Chunks>,
}

impl ByteStream {
    pub(crate) fn new(head: RawResponse, live: Live) -> Self {
        Self { head, chunks: Some(live.chunks) }
    }

    /// How long nothing may arrive. No limit if not set.
    #[must_use]
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        if let Some(chunks) = &mut self.chunks {
            chunks.set_idle_timeout(timeout);
        }
        self
    }

    /// The next bytes; nothing after the last.
    pub async fn next(&mut self) -> Option<Result<Bytes, StreamError>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
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
