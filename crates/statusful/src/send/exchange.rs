//! One attempt: sends a request and reads its response, within the limits of time and size.

use std::pin::pin;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use bytes::Bytes;
use reqwest::Request;

use super::follow::follow;
use super::outgoing::Outgoing;
use super::provide::Provided;
use crate::body::{self, BodyReadError};
use crate::deadline;
use crate::error::{BodyError, Error, Never, TransportError};
use crate::head::ResponseHead;
use crate::operation::Reading;
use crate::raw::{RawResponse, ReceivedBody, ResponseParts};
use crate::sent::Sent;
use crate::stream::{Chunks, Live};

/// The limits of an attempt.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// The deadline for reading the body, or for receiving the head if the body is a stream.
    pub(super) deadline: tokio::time::Instant,
    /// The maximum size of the body, or of one event or line of a stream, in bytes.
    pub(super) body_bytes: usize,
}

/// Sends a request, and reads its response: completely, or only its head if the body is a stream.
///
/// The response or error is created once, including the earlier `attempts`, because a hook may keep a clone.
#[expect(clippy::manual_async_fn, reason = "an async fn would store its arguments twice")]
pub(super) fn exchange(
    request: Request,
    outgoing: &Outgoing<'_>,
    provided: &Provided<'_>,
    limits: Limits,
    mut sent: Sent,
) -> impl Future<Output = Result<RawResponse, Error<Never>>> + Send {
    async move {
        let started = Instant::now();
        let received =
            deadline::before(limits.deadline, pin!(follow(outgoing, provided, request, &mut sent.redirects))).await;
        let mut response = match received {
            Ok(Ok(response)) => response,
            Ok(Err(error)) => return Err(TransportError::received(sent, error).into()),
            Err(_) => return Err(TransportError::timed_out(sent).into()),
        };
        let head = ResponseHead::new(response.status(), std::mem::take(response.headers_mut()));
        let url = (*response.url() != sent.url).then(|| response.url().clone());
        let parts = ResponseParts { sent, url, head };
        match (outgoing.info.reading)(&parts.head) {
            Reading::Whole => {
                let (body, error) = body::read(&mut response, limits.body_bytes, limits.deadline).await;
                whole(parts, body, error, started.elapsed())
            }
            Reading::Stream => {
                let live = Live { chunks: Chunks::of(response), limit: limits.body_bytes, resume: outgoing.resume() };
                Ok(RawResponse::new(parts, ReceivedBody::Stream(Mutex::new(Some(Box::new(live)))), started.elapsed()))
            }
        }
    }
}

/// Returns the response with its body, or with the part that was read before an error.
fn whole(
    parts: ResponseParts,
    body: Bytes,
    error: Option<BodyReadError>,
    elapsed: Duration,
) -> Result<RawResponse, Error<Never>> {
    match error {
        None => Ok(RawResponse::new(parts, ReceivedBody::Complete(body), elapsed)),
        Some(BodyReadError { kind, source }) => {
            let response = RawResponse::new(parts, ReceivedBody::Incomplete(body), elapsed);
            Err(BodyError::received(response, kind, source).into())
        }
    }
}
