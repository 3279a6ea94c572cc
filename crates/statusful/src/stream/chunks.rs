//! The chunks of a body.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::Body as _;
use tokio::time::{Instant, Sleep, sleep};

/// The chunks of a body: as they arrive, or the bytes of a body that was read before.
pub(crate) struct Chunks {
    source: ChunkSource,
    idle: Option<Idle>,
}

enum ChunkSource {
    Live(reqwest::Body),
    Kept(Bytes),
}

/// The maximum time between two chunks, and when it ends.
struct Idle {
    timeout: Duration,
    over: Pin<Box<Sleep>>,
}

/// The reason why no more chunks arrive.
pub(super) enum Cut {
    Idle,
    Broken(reqwest::Error),
}

impl Chunks {
    pub(crate) fn of(response: reqwest::Response) -> Self {
        Self { source: ChunkSource::Live(http::Response::from(response).into_body()), idle: None }
    }

    pub(crate) fn kept(body: Bytes) -> Self {
        Self { source: ChunkSource::Kept(body), idle: None }
    }

    pub(super) fn set_idle_timeout(&mut self, timeout: Duration) {
        self.idle = Some(Idle { timeout, over: Box::pin(sleep(timeout)) });
    }

    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Cut>>> {
        let body = match &mut self.source {
            ChunkSource::Kept(body) if body.is_empty() => return Poll::Ready(None),
            ChunkSource::Kept(body) => return Poll::Ready(Some(Ok(std::mem::take(body)))),
            ChunkSource::Live(body) => body,
        };
        while let Poll::Ready(frame) = Pin::new(&mut *body).poll_frame(context) {
            if let Some(idle) = &mut self.idle {
                idle.start();
            }
            match frame.map(|frame| frame.map(http_body::Frame::into_data)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(Cut::Broken(error)))),
                Some(Ok(Ok(chunk))) => return Poll::Ready(Some(Ok(chunk))),
                // Trailers are not part of the body.
                Some(Ok(Err(_))) => {}
            }
        }
        match &mut self.idle {
            Some(idle) => idle.over.as_mut().poll(context).map(|()| Some(Err(Cut::Idle))),
            None => Poll::Pending,
        }
    }
}

impl Idle {
    fn start(&mut self) {
        // A timeout beyond the range of `Instant` never ends.
        if let Some(over) = Instant::now().checked_add(self.timeout) {
            self.over.as_mut().reset(over);
        }
    }
}
