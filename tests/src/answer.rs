//! What a [`Server`](crate::Server) answers.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::vec::IntoIter;

use axum::body::{Body, Bytes};
use axum::http::{Response, StatusCode, header};
use futures_core::Stream;

/// A response that a server sends.
#[derive(Debug, Clone)]
pub struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    chunks: Vec<Bytes>,
    end: End,
}

/// How a body ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// After as many bytes as `Content-Length` announces.
    Length,
    /// With the last chunk (RFC 9112, section 7.1).
    LastChunk,
    /// In the middle: the server closes the connection.
    Cut,
    /// Never: the server sends nothing more and keeps the connection open.
    Never,
}

impl Answer {
    /// Creates an answer without a body.
    pub fn status(status: u16) -> Self {
        Self { status, headers: Vec::new(), chunks: Vec::new(), end: End::Length }
    }

    /// Creates an answer with a body of a media type.
    pub fn new(status: u16, media_type: &str, body: impl Into<Bytes>) -> Self {
        Self { chunks: vec![body.into()], ..Self::status(status) }.header(header::CONTENT_TYPE.as_str(), media_type)
    }

    /// Creates an answer with a body and without a `Content-Type`.
    pub fn without_type(status: u16, body: impl Into<Bytes>) -> Self {
        Self { chunks: vec![body.into()], ..Self::status(status) }
    }

    /// Creates an answer with a JSON body.
    pub fn json(status: u16, body: impl Into<Bytes>) -> Self {
        Self::new(status, "application/json", body)
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Replaces the body by chunks that are sent one after the other.
    #[must_use]
    pub fn chunks(mut self, chunks: impl IntoIterator<Item = impl Into<Bytes>>) -> Self {
        self.chunks = chunks.into_iter().map(Into::into).collect();
        self.end = End::LastChunk;
        self
    }

    /// Closes the connection after the body, before the body is complete.
    #[must_use]
    pub fn cut(mut self) -> Self {
        self.end = End::Cut;
        self
    }

    /// Sends nothing after the body, which is not complete, and keeps the connection open.
    #[must_use]
    pub fn hang(mut self) -> Self {
        self.end = End::Never;
        self
    }

    pub(crate) fn into_response(self) -> Response<Body> {
        let body = match self.end {
            End::Length => Body::from(self.chunks.concat()),
            end => Body::from_stream(Chunks { rest: self.chunks.into_iter(), end, is_flushed: false }),
        };
        let mut response = Response::new(body);
        *response.status_mut() = StatusCode::from_u16(self.status).expect("tests answer with valid statuses");
        for (name, value) in self.headers {
            response.headers_mut().append(name, value.parse().expect("tests answer with valid headers"));
        }
        response
    }
}

/// A body in chunks. It is pending once before each chunk and before its end, so that hyper first sends what it has.
struct Chunks {
    rest: IntoIter<Bytes>,
    end: End,
    is_flushed: bool,
}

impl Stream for Chunks {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.is_flushed = !self.is_flushed;
        if self.is_flushed {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        match (self.rest.next(), self.end) {
            (Some(chunk), _) => Poll::Ready(Some(Ok(chunk))),
            (None, End::Length | End::LastChunk) => Poll::Ready(None),
            (None, End::Cut) => Poll::Ready(Some(Err(io::Error::other("the test cuts the connection")))),
            (None, End::Never) => Poll::Pending,
        }
    }
}
