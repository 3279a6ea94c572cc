//! An HTTP server on loopback, which returns the response of each case and stores the requests.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, HeaderValue, Request, Response, StatusCode, header};
use tokio::net::TcpListener;

use crate::Failure;

/// The response to a case.
#[derive(Debug, Clone)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) content_type: Option<String>,
    pub(super) body: Vec<u8>,
}

/// A received request.
#[derive(Debug, Clone)]
pub(super) struct Arrival {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) query: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

/// The received requests, by the number of the case.
pub(super) type Arrivals = BTreeMap<usize, Arrival>;

/// Serves the replies while `calls` runs with the address of the server. Returns its result and the received requests.
pub(super) fn serve<T>(
    replies: Vec<Reply>,
    calls: impl FnOnce(&str) -> Result<T, Failure>,
) -> Result<(T, Arrivals), Failure> {
    let told = |error: std::io::Error| format!("the server cannot be started: {error}");
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().map_err(told)?;
    let listener = runtime.block_on(TcpListener::bind(("127.0.0.1", 0))).map_err(told)?;
    let address = listener.local_addr().map_err(told)?;
    let arrivals = Arc::new(Mutex::new(Arrivals::new()));
    let (replies, seen) = (Arc::new(replies), arrivals.clone());
    let answer = move |request| answer(request, replies.clone(), seen.clone());
    runtime.spawn(async move { axum::serve(listener, Router::new().fallback(answer)).await });
    let outcome = calls(&format!("http://{address}"))?;
    runtime.shutdown_background();
    let mut arrivals = arrivals.lock().unwrap_or_else(PoisonError::into_inner);
    Ok((outcome, std::mem::take(&mut *arrivals)))
}

async fn answer(request: Request<Body>, replies: Arc<Vec<Reply>>, arrivals: Arc<Mutex<Arrivals>>) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let number = parts.headers.get("x-conform-case").and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    let Some((number, reply)) = number.and_then(|number| Some((number, replies.get(number)?))) else {
        return with_status(StatusCode::INTERNAL_SERVER_ERROR, Body::empty());
    };
    let arrival = Arrival {
        method: parts.method.to_string(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        headers: parts.headers,
        body: to_bytes(body, usize::MAX).await.unwrap_or_default(),
    };
    arrivals.lock().unwrap_or_else(PoisonError::into_inner).insert(number, arrival);
    respond(reply)
}

fn respond(reply: &Reply) -> Response<Body> {
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = with_status(status, Body::from(reply.body.clone()));
    let content_type = reply.content_type.as_deref().and_then(|text| HeaderValue::from_str(text).ok());
    response.headers_mut().extend(content_type.map(|value| (header::CONTENT_TYPE, value)));
    response
}

fn with_status(status: StatusCode, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response
}
