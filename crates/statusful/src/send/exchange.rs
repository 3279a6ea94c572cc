//! One attempt: sends a request and reads its response, within the limits of time and size.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use http::Method;
use reqwest::Response;

use super::prepare::Prepared;
use crate::body::{self, BodyReadError};
use crate::deadline;
use crate::error::{BodyError, Error, Never, TransportError};
use crate::head::ResponseHead;
use crate::operation::Reading;
use crate::raw::{RawResponse, ReceivedBody, ResponseParts};
use crate::retry::Attempt;
use crate::show::Route;
use crate::stream::{Chunks, Live, Resume};

/// The limits of an attempt.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// The time until the body is read, or until the head has arrived if the body is a stream.
    pub(super) time: Duration,
    /// The size of the body, or of one event or line of a stream, in bytes.
    pub(super) body_bytes: usize,
}

/// Sends a request, and reads its response: to the end, or to the end of its head if the body is a stream.
///
/// The response, or the error, is created once, complete with the `attempts` before this one: a hook may keep a clone.
pub(super) async fn exchange(
    prepared: Prepared,
    reading: fn(&ResponseHead) -> Reading,
    limits: Limits,
    route: Route,
    attempts: Arc<[Attempt]>,
) -> Result<RawResponse, Error<Never>> {
    let Prepared { http, request } = prepared;
    let (method, request_url) = (request.method().clone(), request.url().clone());
    // A stream is resumed by the same request, so that must not change anything on the server.
    let again = if method == Method::GET { request.try_clone() } else { None };

    let started = Instant::now();
    let deadline = deadline::after(limits.time);
    let mut response = match deadline::before(deadline, http.execute(request)).await {
        Some(Ok(response)) => response,
        Some(Err(error)) => return Err(TransportError::new(method, request_url, route, attempts, error).into()),
        None => return Err(TransportError::timed_out(method, request_url, route, attempts).into()),
    };
    let head = ResponseHead::new(response.status(), std::mem::take(response.headers_mut()));
    let parts = ResponseParts { method, request_url, route, url: response.url().clone(), head, attempts };
    match reading(&parts.head) {
        Reading::Whole => read_whole(parts, response, started, limits.body_bytes, deadline).await,
        Reading::Stream => {
            let resume = again.map(|request| Resume { http, request, timeout: limits.time });
            let live = Live { chunks: Chunks::of(response), limit: limits.body_bytes, resume };
            Ok(RawResponse::new(parts, ReceivedBody::Stream(Mutex::new(Some(Box::new(live)))), started.elapsed()))
        }
    }
}

/// Reads the body to its end.
async fn read_whole(
    parts: ResponseParts,
    mut response: Response,
    started: Instant,
    limit: usize,
    deadline: Option<tokio::time::Instant>,
) -> Result<RawResponse, Error<Never>> {
    let (body, error) = body::read(&mut response, limit, deadline).await;
    match error {
        None => Ok(RawResponse::new(parts, ReceivedBody::Complete(body), started.elapsed())),
        Some(BodyReadError { kind, source }) => {
            let response = RawResponse::new(parts, ReceivedBody::Incomplete(body), started.elapsed());
            Err(BodyError::new(response, kind, source).into())
        }
    }
}
