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

/// The data that services of language models send as their last event. Other services just end the stream.
const END_MARK: &str = "[DONE]";

/// A server-sent event, with its data decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event<T> {
    /// The data.
    pub data: T,
    /// The name of the event; `None` is the default, `message`.
    pub event: Option<String>,
    /// The last id that the server sent, with this event or an earlier one.
    pub id: Option<String>,
    /// The time that the server asks clients to wait before they reconnect.
    pub retry: Option<Duration>,
}

/// A body of type `text/event-stream`, read while it arrives.
///
/// It implements [`Stream`]; [`next`](Self::next) requires no import. Data that cannot be decoded is an error that
/// contains the data, and the stream continues. `[DONE]` instead of JSON ends the stream, and so does the end marker in
/// the document.
///
/// If the connection of a `GET` fails, the call is repeated with the id of the last event in `Last-Event-ID`. It has
/// its own credentials, hooks, retries and time limit, and uses the client's [`RetryBudget`](crate::RetryBudget). The
/// wait is the `retry` of the server, or one second, but at least 100 milliseconds. It doubles with each attempt, up to
/// 60 seconds, and up to half of it is added at random. The stream ends with an error after five attempts without an
/// event. It also does if events had no ids, or an id that is not a valid header value, because events could be lost or
/// repeated.
///
/// The time limit of the call ends when the head of the response has arrived. The limit
/// [`max_body_bytes`](crate::ClientBuilder::max_body_bytes) applies to each event. An id can have at most 8 KiB.
pub struct EventStream<T> {
    frames: Frames,
    decode: DecodeEvent<T>,
    /// Whether [`END_MARK`] ends the stream.
    has_end_mark: bool,
    /// The documented data that ends the stream.
    end_mark: Option<&'static str>,
}

/// A function that decodes an event.
type DecodeEvent<T> = fn(&Frame) -> Result<T, DecodeCause>;

impl<T> EventStream<T> {
    pub(crate) fn new(head: RawResponse, live: Live, decode: DecodeEvent<T>, has_end_mark: bool) -> Self {
        Self { frames: Frames::new(head, live), decode, has_end_mark, end_mark: None }
    }

    /// Ends the stream at an event with this data, which is not returned.
    #[must_use]
    pub fn until(self, data: &'static str) -> Self {
        Self { end_mark: Some(data), ..self }
    }

    /// Returns `true` if an event ends the stream.
    fn is_end(&self, data: &str) -> bool {
        let data = data.trim();
        (self.has_end_mark && data == END_MARK) || self.end_mark == Some(data)
    }

    /// Sets the maximum time to wait for a chunk, which may contain only comments. Defaults to
    /// [`DEFAULT_IDLE_TIMEOUT`](crate::DEFAULT_IDLE_TIMEOUT). When it is reached, the stream reconnects as after a
    /// failed connection.
    #[must_use]
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.frames.idle = Some(timeout);
        if let EventStreamState::Open(chunks) = &mut self.frames.state {
            chunks.set_idle_timeout(timeout);
        }
        self
    }

    /// Ends the stream with an error if the connection fails, instead of reconnecting.
    #[must_use]
    pub fn no_reconnect(mut self) -> Self {
        self.frames.resume = None;
        self
    }

    /// Returns the next event, or `None` at the end.
    pub async fn next(&mut self) -> Option<Result<Event<T>, StreamError>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Returns the next event, or `None` at the end, and blocks the current thread until then. For programs without an
    /// async runtime, and for streams of blocking calls.
    #[cfg(feature = "blocking")]
    pub fn next_blocking(&mut self) -> Option<Result<Event<T>, StreamError>>
    where
        T: Send,
    {
        match crate::blocking::wait(self.next()) {
            Ok(next) => next,
            Err(error) => Some(Err(StreamError::not_read(&self.frames.head, error))),
        }
    }
}

impl<T> Stream for EventStream<T> {
    type Item = Result<Event<T>, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let frame = match ready!(self.frames.poll(context)) {
            Some(Ok(frame)) => frame,
            Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            None => return Poll::Ready(None),
        };
        if self.is_end(&frame.data) {
            self.frames.state = EventStreamState::Ended;
            return Poll::Ready(None);
        }
        let decoded = (self.decode)(&frame);
        let Frame { data, event, id, retry } = frame;
        match decoded {
            Ok(decoded) => {
                self.frames.assembler.reuse(data);
                Poll::Ready(Some(Ok(Event { data: decoded, event, id, retry })))
            }
            Err(cause) => Poll::Ready(Some(Err(StreamError::decode(&self.frames.head, cause, Bytes::from(data))))),
        }
    }
}

impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventStream").field("response", &self.frames.head).finish_non_exhaustive()
    }
}

/// Events before their data is decoded. Not generic, so that it is compiled only once.
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
    /// The connection failed, and the request is being repeated.
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
                    Err(TooLarge(limit)) => {
                        self.state = EventStreamState::Ended;
                        return Poll::Ready(Some(Err(StreamError::too_large(&self.head, limit))));
                    }
                },
            }
        }
    }

    /// Returns the next event in the lines that have arrived.
    fn frame(&mut self) -> Result<Option<Frame>, TooLarge> {
        while let Some(line) = self.lines.next() {
            if line.len() > self.limit {
                return Err(TooLarge(self.limit));
            }
            if let Some(frame) = self.assembler.line(&line)? {
                self.has_events = true;
                self.attempts = 0;
                return Ok(Some(frame));
            }
        }
        if self.lines.pending() > self.limit { Err(TooLarge(self.limit)) } else { Ok(None) }
    }

    /// Reads the next chunk. Returns an error if the stream was interrupted and cannot be resumed.
    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<StreamError>> {
        let EventStreamState::Open(chunks) = &mut self.state else { return Poll::Ready(None) };
        Poll::Ready(match ready!(chunks.poll(context)) {
            Some(Ok(chunk)) => {
                self.lines.push(&chunk);
                None
            }
            Some(Err(cut)) => self.cut(cut),
            // An event that is not followed by an empty line is incomplete and is discarded (WHATWG HTML, section
            // 9.2.6).
            None => {
                self.state = EventStreamState::Ended;
                None
            }
        })
    }

    /// Resumes the stream if that neither loses nor repeats events.
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
