//! One attempt: a request out, a response in, within bounds.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::Method;
use reqwest::Url;

use super::prepare::Prepared;
use crate::body::{self, Fault};
use crate::deadline;
use crate::error::{BodyError, Error, Never, TransportError};
use crate::head::ResponseHead;
use crate::operation::Reading;
use crate::raw::{Parts, RawResponse};
use crate::stream::{Chunks, Live, Resume};

/// How long an attempt may take, and how much it may bring.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub(super) time: Duration,
    pub(super) body_bytes: usize,
}

/// Sends a request, and reads its response: to the end, or to the end of its head where the body is to be a stream.
pub(super) async fn exchange(
    prepared: Prepared,
    reading: fn(&ResponseHead) -> Reading,
    limits: Limits,
) -> Result<RawResponse, Error<Never>> {
    let Prepared { http, request } = prepared;
    let (method, url) = (request.method().clone(), request.url().clone());
    // Only what changes nothing on the server can be asked for twice.
    let again = if method == Method::GET { request.try_clone() } else { None };

    let started = Instant::now();
    let deadline = deadline::after(limits.time);
    let response = match deadline::before(deadline, http.execute(request)).await {
        Some(Ok(response)) => response,
        Some(Err(error)) => return Err(TransportError::new(method, url, error).into()),
        None => return Err(TransportError::timed_out(method, url).into()),
    };
    let (head, response) = head(response, method, url, started);
    match reading(head.head()) {
        Reading::Whole => receive(head, response, started, limits.body_bytes, deadline).await,
        Reading::Stream => {
            let resume = again.map(|request| Resume { http, request, timeout: limits.time });
            Ok(with_live(head, Live { chunks: Chunks::of(response), limit: limits.body_bytes, resume }))
        }
    }
}

/// What was received before the body.
fn head(
    mut response: reqwest::Response,
    method: Method,
    request_url: Url,
    started: Instant,
) -> (RawResponse, reqwest::Response) {
    let headers = std::mem::take(response.headers_mut());
    let head = RawResponse::new(Parts {
        method,
        request_url,
        url: response.url().clone(),
        head: ResponseHead::new(response.status(), headers),
        elapsed: started.elapsed(),
        body: Bytes::new(),
        complete: false,
        attempts: Vec::new(),
        live: Mutex::new(None),
    });
    (head, response)
}

/// Reads the body, and puts it with its head.
async fn receive(
    mut head: RawResponse,
    mut response: reqwest::Response,
    started: Instant,
    limit: usize,
    deadline: Option<tokio::time::Instant>,
) -> Result<RawResponse, Error<Never>> {
    let (body, fault) = body::read(&mut response, limit, deadline).await;
    if let Some(parts) = head.parts_mut() {
        parts.elapsed = started.elapsed();
        parts.body = body;
        parts.complete = fault.is_none();
    }
    match fault {
        None => Ok(head),
        Some(Fault { kind, source }) => Err(BodyError::new(head, kind, source).into()),
    }
}

fn with_live(mut head: RawResponse, live: Live) -> RawResponse {
    if let Some(parts) = head.parts_mut() {
        parts.live = Mutex::new(Some(live));
    }
    head
}
