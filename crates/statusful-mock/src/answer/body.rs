//! Bodies with deliberate faults.

use std::collections::VecDeque;
use std::future::Future as _;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, Bytes};
use futures_core::Stream;
use tokio::time::{Sleep, sleep};

/// How many pieces a slow body is sent in.
const PIECES: usize = 20;

/// Bytes that are neither JSON nor UTF-8.
pub(super) const GARBAGE: &[u8] = b"\xff\xfe{\"garbage\": [\x00\xc3";

/// Returns the first half of a body, then an error, which closes the connection.
pub(super) fn cut(body: &[u8]) -> Body {
    let half = Bytes::copy_from_slice(body.get(..body.len() / 2).unwrap_or_default());
    let pieces = [Ok(half), Err(io::Error::from(io::ErrorKind::ConnectionAborted))];
    Body::from_stream(Pieces { rest: pieces.into(), pause: Duration::ZERO, sleep: None })
}

/// Returns a body in pieces, of which the last is sent after the duration.
pub(super) fn slow(body: &[u8], duration: Duration) -> Body {
    let size = body.len().div_ceil(PIECES).max(1);
    let pieces: VecDeque<_> = body.chunks(size).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
    let count = u32::try_from(pieces.len()).unwrap_or(u32::MAX).max(1);
    Body::from_stream(Pieces { rest: pieces, pause: duration / count, sleep: None })
}

/// Returns a body in items, with a pause between them. If it is cut, the first half of them precedes an error.
pub(super) fn items(items: Vec<Bytes>, pause: Duration, is_cut: bool) -> Body {
    let count = if is_cut { items.len().div_ceil(2) } else { items.len() };
    let error = is_cut.then(|| Err(io::Error::from(io::ErrorKind::ConnectionAborted)));
    let rest = items.into_iter().take(count).map(Ok).chain(error).collect();
    Body::from_stream(Pieces { rest, pause, sleep: Some(Box::pin(sleep(Duration::ZERO))) })
}

/// A stream of pieces with a pause before each.
struct Pieces {
    rest: VecDeque<io::Result<Bytes>>,
    pause: Duration,
    sleep: Option<Pin<Box<Sleep>>>,
}

impl Stream for Pieces {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.rest.is_empty() {
            return Poll::Ready(None);
        }
        let pause = self.pause;
        let sleep = self.sleep.get_or_insert_with(|| Box::pin(sleep(pause)));
        ready!(sleep.as_mut().poll(context));
        self.sleep = None;
        Poll::Ready(self.rest.pop_front())
    }
}
