//! `text/event-stream` as a stream of typed events.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;

use super::chunks::{Chunks, Cut};
use super::lines::{Ends, Lines};
use super::resume::{MAX_ATTEMPTS, Resume, Resumed};
use super::sse::{Assembler, Frame, TooLarge};
use super::{Live, StreamError};
use crate::RawResponse;
use crate::decode::DecodeCause;

/// What services of language models send after their last event, where others just end the stream.
const END_MARK: &str = "[DONE]";

/// A server-sent event.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event<T> {
    /// What it says.
    pub data: T,
    /// Its name; a `message` where it has none.
    pub event: Option<String>,
    /// The last id that the server gave, with this event or before it.
    pub id: Option<String>,
    /// How long the server wants clients to wait before they connect again.
    pub retry: Option<Duration>,
}

/// A body of type `text/event-stream`, read while it arrives.
///
/// It is a [`Stream`], and [`next`](Self::next) works without any import. Data that does not decode is an error with
/// the data in it, and the stream goes on. `[DONE]` in place of JSON ends it.
///
/// When the connection of a `GET` breaks, the request is sent again, with the last event's id in `Last-Event-ID`: after
/// the server's `retry` or a second, longer each time, and five times without an event in between. Where events came
/// without ids, nothing can be resumed without losing or repeating some, so that the break is an error.
///
/// The client's time limit ends with the head of the response, and its
/// [`max_body_bytes`](crate::ClientBuilder::max_body_bytes) holds for each event.
pub struct EventStream<T> {
    frames: Frames,
    decode: fn(&str) -> Result<T, DecodeCause>,
    has_end_mark: bool,
}

impl<T> EventStream<T> {
    pub(crate) fn new(
        head: RawResponse,
        live: Live,
        decode: fn(&str) -> Result<T, DecodeCause>,
        has_end_mark: bool,
    ) -> Self {
        Self { frames: Frames::new(head, live), decode, has_end_mark }
    }

    /// How long nothing may arrive, comments included. No limit if not set. When it is over, the connection counts as
    /// broken.
    #[must_use]
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.frames.idle = Some(timeout);
        if let EventStreamState::Open(chunks) = &mut self.frames.state {
            chunks.set_idle_timeout(timeout);
        }
        self
    }

    /// Makes a broken connection an error.
    #[must_use]
    pub fn no_reconnect(mut self) -> Self {
        self.frames.resume = None;
        self
    }

    /// The next event; nothing after the last.
    pub async fn next(&mut self) -> Option<Result<Event<T>, StreamError>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<T> Stream for EventStream<T> {
    type Item = Result<Event<T>, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Frame { data, event, id, retry } = match ready!(self.frames.poll(context)) {
            Some(Ok(frame)) => frame,
            Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            None => return Poll::Ready(None),
        };
        match (self.decode)(&data) {
            Ok(data) => Poll::Ready(Some(Ok(Event { data, event, id, retry }))),
            Err(_) if self.has_end_mark && data.trim() == END_MARK => {
                self.frames.state = EventStreamState::Ended;
                Poll::Ready(None)
            }
            Err(fault) => Poll::Ready(Some(Err(StreamError::decode(&self.frames.head, fault, Bytes::from(data))))),
        }
    }
}

impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventStream").field("response", &self.frames.head).finish_non_exhaustive()
    }
}

/// Events before their data is decoded: the same for all types.
struct Frames {
    head: RawResponse,
    state: EventStreamState,
    lines: Lines,
    assembler: Assembler,
    limit: usize,
    idle: Option<Duration>,
    resume: Option<Resume>,
    has_events: bool,
    attempts: u32,
}

enum EventStreamState {
    Open(Chunks),
    /// The connection broke for a reason, and another is on its way.
    Resuming(Cut, Pin<Box<dyn Future<Output = Resumed> + Send>>),
    Ended,
}

impl Frames {
    fn new(head: RawResponse, live: Live) -> Self {
        let Live { chunks, limit, resume } = live;
        Self {
            head,
            state: EventStreamState::Open(chunks),
            lines: Lines::new(Ends::AnyBreak),
            assembler: Assembler::new(limit),
            limit,
            idle: None,
            resume,
            has_events: false,
            attempts: 0,
        }
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Frame, StreamError>>> {
        loop {
            match &mut self.state {
                EventStreamState::Ended => return Poll::Ready(None),
                EventStreamState::Resuming(_, attempt) => {
                    let resumed = ready!(attempt.as_mut().poll(context));
                    if let Some(error) = self.resumed(resumed) {
                        return Poll::Ready(Some(Err(error)));
                    }
                }
                EventStreamState::Open(_) => match self.frame() {
                    Ok(Some(frame)) => return Poll::Ready(Some(Ok(frame))),
                    Ok(None) => {
                        if let Some(error) = ready!(self.poll_chunk(context)) {
                            return Poll::Ready(Some(Err(error)));
                        }
                    }
                    Err(TooLarge) => {
                        self.state = EventStreamState::Ended;
                        return Poll::Ready(Some(Err(StreamError::too_large(&self.head, self.limit))));
                    }
                },
            }
        }
    }

    /// The next event among the lines that have arrived.
    fn frame(&mut self) -> Result<Option<Frame>, TooLarge> {
        while let Some(line) = self.lines.next() {
            if line.len() > self.limit {
                return Err(TooLarge);
            }
            if let Some(frame) = self.assembler.line(&line)? {
                self.has_events = true;
                self.attempts = 0;
                return Ok(Some(frame));
            }
        }
        if self.lines.pending() > self.limit { Err(TooLarge) } else { Ok(None) }
    }

    /// Waits for more to arrive; an error where there will be no more, but should.
    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<StreamError>> {
        let EventStreamState::Open(chunks) = &mut self.state else { return Poll::Ready(None) };
        Poll::Ready(match ready!(chunks.poll(context)) {
            Some(Ok(chunk)) => {
                self.lines.push(&chunk);
                None
            }
            Some(Err(cut)) => self.cut(cut),
            // An event without the empty line after it is none.
            None => {
                self.state = EventStreamState::Ended;
                None
            }
        })
    }

    /// Asks for the rest where that neither loses nor repeats events.
    fn cut(&mut self, cut: Cut) -> Option<StreamError> {
        let last_id = self.assembler.last_id();
        let is_known = !self.has_events || !last_id.is_empty();
        match &self.resume {
            Some(resume) if is_known && self.attempts < MAX_ATTEMPTS => {
                let attempt = resume.attempt(last_id, self.assembler.wait(), self.attempts);
                self.state = EventStreamState::Resuming(cut, Box::pin(attempt));
                self.attempts += 1;
                None
            }
            _ => {
                self.state = EventStreamState::Ended;
                Some(StreamError::cut(&self.head, cut))
            }
        }
    }

    fn resumed(&mut self, resumed: Resumed) -> Option<StreamError> {
        match (std::mem::replace(&mut self.state, EventStreamState::Ended), resumed) {
            (EventStreamState::Resuming(..), Resumed::On(mut chunks)) => {
                if let Some(timeout) = self.idle {
                    chunks.set_idle_timeout(timeout);
                }
                self.lines = Lines::new(Ends::AnyBreak);
                self.assembler.restart();
                self.state = EventStreamState::Open(chunks);
                None
            }
            (EventStreamState::Resuming(cut, _), Resumed::Failed) => self.cut(cut),
            (EventStreamState::Resuming(cut, _), Resumed::Refused) => Some(StreamError::cut(&self.head, cut)),
            _ => None,
        }
    }
}
