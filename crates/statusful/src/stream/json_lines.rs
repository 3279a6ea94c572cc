//! A response body of JSON texts as a stream of values.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;

use super::lines::{Ends, Lines};
use super::{Live, StreamError};
use crate::RawResponse;
use crate::decode::DecodeCause;
use crate::stream::Chunks;

/// A body of JSON texts, read while it arrives: one per line, or one per record of `application/json-seq` (RFC 7464).
///
/// It implements [`Stream`]; [`next`](Self::next) requires no import. A line that cannot be decoded is an error that
/// contains the line, and the stream continues. Empty lines are skipped.
///
/// The time limit of the call ends when the head of the response has arrived. The limit
/// [`max_body_bytes`](crate::ClientBuilder::max_body_bytes) applies to each line.
pub struct JsonLines<T> {
    head: RawResponse,
    chunks: Option<Chunks>,
    lines: Lines,
    limit: usize,
    decode: fn(&[u8]) -> Result<T, DecodeCause>,
}

impl<T> JsonLines<T> {
    pub(crate) fn new(
        head: RawResponse,
        live: Live,
        are_records: bool,
        decode: fn(&[u8]) -> Result<T, DecodeCause>,
    ) -> Self {
        let ends = if are_records { Ends::RecordSeparator } else { Ends::Newline };
        let Live { chunks, limit, .. } = live;
        Self { head, chunks: Some(chunks), lines: Lines::new(ends), limit, decode }
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

    /// Returns the next value, or `None` at the end.
    pub async fn next(&mut self) -> Option<Result<T, StreamError>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Returns the next value, or `None` at the end, and blocks the current thread until then. For programs without an
    /// async runtime, and for streams of blocking calls.
    #[cfg(feature = "blocking")]
    pub fn next_blocking(&mut self) -> Option<Result<T, StreamError>>
    where
        T: Send,
    {
        match crate::blocking::wait(self.next()) {
            Ok(next) => next,
            Err(error) => Some(Err(StreamError::not_read(&self.head, error))),
        }
    }

    fn end(&mut self, error: StreamError) -> Poll<Option<Result<T, StreamError>>> {
        self.chunks = None;
        self.lines.rest();
        Poll::Ready(Some(Err(error)))
    }

    /// Returns the value of a line, or `None` if it is empty.
    fn value(&self, line: &Bytes) -> Option<Result<T, StreamError>> {
        let text = line.trim_ascii();
        let value =
            || (self.decode)(text).map_err(|cause| StreamError::decode(&self.head, cause, line.slice_ref(text)));
        (!text.is_empty()).then(value)
    }
}

impl<T> Stream for JsonLines<T> {
    type Item = Result<T, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            while let Some(line) = self.lines.next() {
                if line.len() > self.limit {
                    let error = StreamError::too_large(&self.head, self.limit);
                    return self.end(error);
                }
                if let Some(value) = self.value(&line) {
                    return Poll::Ready(Some(value));
                }
            }
            if self.lines.pending() > self.limit {
                let error = StreamError::too_large(&self.head, self.limit);
                return self.end(error);
            }
            let Some(chunks) = &mut self.chunks else { return Poll::Ready(None) };
            match ready!(chunks.poll(context)) {
                Some(Ok(chunk)) => self.lines.push(&chunk),
                Some(Err(cut)) => {
                    let error = StreamError::cut(&self.head, cut);
                    return self.end(error);
                }
                None => {
                    self.chunks = None;
                    let last = self.lines.rest();
                    return Poll::Ready(self.value(&last));
                }
            }
        }
    }
}

impl<T> fmt::Debug for JsonLines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JsonLines").field("response", &self.head).finish_non_exhaustive()
    }
}
