//! The chunks of a body.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::Body as _;
use tokio::runtime::Handle;
use tokio::time::{Instant, Sleep, sleep_until};

/// The default time that a stream waits for the next chunk: 5 minutes.
pub const DEFAULT_IDLE_TIMEOUT: Duration = Duration::from_secs(300);

/// The maximum number of chunks that are read without yielding to other tasks, if the server sends without a pause.
const MAX_IN_A_ROW: u32 = 32;

/// The chunks of a body: as they arrive, or the bytes of a body that was already read.
pub(crate) struct Chunks {
    source: ChunkSource,
    idle: Idle,
    in_a_row: u32,
}

enum ChunkSource {
    Live(reqwest::Body),
    Kept(Bytes),
}

/// The maximum time between two chunks.
struct Idle {
    timeout: Duration,
    /// Created for the first wait, and reused for each.
    timer: Option<Pin<Box<Sleep>>>,
    is_waiting: bool,
}

/// The reason why no more chunks arrive.
pub(super) enum Cut {
    Idle,
    Broken(reqwest::Error),
}

impl Chunks {
    pub(crate) fn of(response: reqwest::Response) -> Self {
        Self::new(ChunkSource::Live(http::Response::from(response).into_body()))
    }

    pub(crate) fn kept(body: Bytes) -> Self {
        Self::new(ChunkSource::Kept(body))
    }

    fn new(source: ChunkSource) -> Self {
        Self { source, idle: Idle { timeout: DEFAULT_IDLE_TIMEOUT, timer: None, is_waiting: false }, in_a_row: 0 }
    }

    pub(super) fn set_idle_timeout(&mut self, timeout: Duration) {
        self.idle.timeout = timeout;
        self.idle.is_waiting = false;
    }

    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Cut>>> {
        let body = match &mut self.source {
            ChunkSource::Kept(body) if body.is_empty() => return Poll::Ready(None),
            ChunkSource::Kept(body) => return Poll::Ready(Some(Ok(std::mem::take(body)))),
            ChunkSource::Live(body) => body,
        };
        if self.in_a_row >= MAX_IN_A_ROW {
            self.in_a_row = 0;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        while let Poll::Ready(frame) = Pin::new(&mut *body).poll_frame(context) {
            self.idle.is_waiting = false;
            self.in_a_row += 1;
            match frame.map(|frame| frame.map(http_body::Frame::into_data)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(Cut::Broken(error)))),
                Some(Ok(Ok(chunk))) => return Poll::Ready(Some(Ok(chunk))),
                // Trailers are not part of the body.
                Some(Ok(Err(_))) => {}
            }
        }
        self.in_a_row = 0;
        self.idle.poll(context).map(|()| Some(Err(Cut::Idle)))
    }
}

impl Idle {
    /// Completes when waiting for a chunk has taken too long. The wait begins when a caller requests a chunk and there
    /// is none, because a slow caller is not an idle server.
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<()> {
        if !self.is_waiting {
            // A timeout beyond the range of `Instant` never ends. Outside a runtime, there are no timers.
            let (Some(end), Ok(_)) = (Instant::now().checked_add(self.timeout), Handle::try_current()) else {
                return Poll::Pending;
            };
            match &mut self.timer {
                Some(timer) => timer.as_mut().reset(end),
                None => self.timer = Some(Box::pin(sleep_until(end))),
            }
            self.is_waiting = true;
        }
        self.timer.as_mut().map_or(Poll::Pending, |timer| timer.as_mut().poll(context))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;
    use std::io;
    use std::task::Waker;

    use http_body::Frame;
    use tokio::time::advance;

    use super::*;

    /// A body with one chunk for each poll, or none.
    struct Script(VecDeque<Option<&'static str>>);

    impl http_body::Body for Script {
        type Data = Bytes;
        type Error = io::Error;

        fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
            match self.0.pop_front().flatten() {
                Some(chunk) => Poll::Ready(Some(Ok(Frame::data(Bytes::from(chunk))))),
                None => Poll::Pending,
            }
        }
    }

    fn poll(chunks: &mut Chunks) -> Poll<Option<Result<Bytes, Cut>>> {
        chunks.poll(&mut Context::from_waker(Waker::noop()))
    }

    #[tokio::test(start_paused = true)]
    async fn a_slow_caller_is_not_an_idle_server() {
        let body = reqwest::Body::wrap(Script([None, Some("a"), Some("b"), None].into()));
        let mut chunks = Chunks::of(http::Response::new(body).into());
        chunks.set_idle_timeout(Duration::from_secs(10));
        assert!(poll(&mut chunks).is_pending());
        advance(Duration::from_secs(5)).await;
        assert!(matches!(poll(&mut chunks), Poll::Ready(Some(Ok(chunk))) if chunk == "a"));
        advance(Duration::from_secs(20)).await;
        assert!(matches!(poll(&mut chunks), Poll::Ready(Some(Ok(chunk))) if chunk == "b"));
        assert!(poll(&mut chunks).is_pending(), "the wait for the third chunk begins here");
        advance(Duration::from_secs(11)).await;
        assert!(matches!(poll(&mut chunks), Poll::Ready(Some(Err(Cut::Idle)))));
    }
}
