//! From a request to a received response, the same for all operations.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Method};
use reqwest::{RequestBuilder, Url};

use crate::auth::authorize;
use crate::body::{self, Fault};
use crate::client::Config;
use crate::content_type::ContentType;
use crate::deadline;
use crate::error::{BodyError, Error, Never, RequestError, RequestErrorKind, TransportError};
use crate::operation::{OperationInfo, Reading};
use crate::payload::{Payload, Spent};
use crate::raw::{Parts, RawResponse};
use crate::request::{Request, overlay};
use crate::stream::{Chunks, Live, Resume};

/// What is special about one call. `None` leaves it to the client.
#[derive(Debug, Clone, Default)]
pub(crate) struct CallOptions {
    pub(crate) timeout: Option<Duration>,
    pub(crate) server: Option<String>,
    pub(crate) max_body_bytes: Option<usize>,
}

/// Sends a request, and reads its response: to the end, or to the end of its head where the body is to be a stream.
pub(crate) async fn send(
    mut request: Request,
    options: CallOptions,
    info: OperationInfo,
    reading: fn(&RawResponse) -> Reading,
) -> Result<RawResponse, Error<Never>> {
    let client = request.client().clone();
    let config = client.config();
    let limit = options.max_body_bytes.unwrap_or(config.max_body_bytes);
    let timeout = options.timeout.unwrap_or(config.timeout);
    let (http, prepared) =
        prepare(config, &mut request, &options, &info).map_err(|error| error.in_operation(info.id))?;
    let url = prepared.url().clone();
    // Only what changes nothing on the server can be asked for twice.
    let again = if info.method == Method::GET { prepared.try_clone() } else { None };

    let started = Instant::now();
    let deadline = deadline::after(timeout);
    let response = match deadline::before(deadline, http.execute(prepared)).await {
        Some(Ok(response)) => response,
        Some(Err(error)) => return Err(TransportError::new(info.method, url, error).into()),
        None => return Err(TransportError::timed_out(info.method, url).into()),
    };
    let (head, response) = head(response, info.method, url, started);
    match reading(&head) {
        Reading::Whole => receive(head, response, started, limit, deadline).await,
        Reading::Stream => {
            let resume = again.map(|request| Resume { http, request, timeout });
            Ok(with_live(head, Live { chunks: Chunks::of(response), limit, resume }))
        }
    }
}

/// Builds the request that travels.
fn prepare(
    config: &Config,
    request: &mut Request,
    options: &CallOptions,
    info: &OperationInfo,
) -> Result<(reqwest::Client, reqwest::Request), RequestError> {
    authorize(request, &config.credentials, info.security)?;
    if let Some(fault) = request.take_fault() {
        return Err(fault);
    }
    let server = options.server.as_deref().or(config.server.as_deref()).unwrap_or(info.server);
    let url = request.url(server, info.path)?;
    let http = config.transport.pick(info.redirects, request.is_confined());
    let payload = request.take_body();
    let mut headers = headers(config, request, info)?;
    if !matches!(payload, None | Some(Payload::Body(_))) {
        // A form brings its own, with the boundary in it.
        headers.remove(CONTENT_TYPE);
    }
    let mut builder = http.request(info.method.clone(), url).headers(headers);
    if let Some((user, password)) = request.basic() {
        builder = builder.basic_auth(user, Some(password.expose_secret()));
    }
    builder = carry(builder, payload)?;
    let builder = builder.headers(request.overrides().clone());
    let prepared = builder.build().map_err(|_| RequestError::new(RequestErrorKind::Url, "it cannot be requested"))?;
    Ok((http.clone(), prepared))
}

/// Puts the body in.
fn carry(builder: RequestBuilder, payload: Option<Payload>) -> Result<RequestBuilder, RequestError> {
    match payload {
        None => Ok(builder),
        Some(Payload::Body(body)) => match body.into_transport() {
            Ok((body, _)) => Ok(builder.body(body)),
            Err(Spent) => Err(RequestError::new(RequestErrorKind::Body, "the stream of its body was sent before")),
        },
        #[cfg(feature = "multipart")]
        Some(Payload::Form(form)) => match form.into_transport() {
            Ok(form) => Ok(builder.multipart(form)),
            Err(message) => Err(RequestError::new(RequestErrorKind::Body, message)),
        },
    }
}

/// The headers in layers, of which later ones replace earlier ones: the operation's, the client's, the parameters and
/// credentials. Those of the call come last, once basic credentials are in.
fn headers(config: &Config, request: &Request, info: &OperationInfo) -> Result<HeaderMap, RequestError> {
    let mut headers = HeaderMap::new();
    if !info.accept.is_empty() {
        let accept = HeaderValue::from_str(info.accept).map_err(|_| {
            RequestError::new(RequestErrorKind::Header, "the documented media types cannot be accepted")
        })?;
        headers.insert(ACCEPT, accept);
    }
    overlay(&mut headers, &config.headers);
    request.add_headers(&mut headers)?;
    Ok(headers)
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
        status: response.status(),
        content_type: ContentType::of(&headers),
        headers,
        elapsed: started.elapsed(),
        body: Bytes::new(),
        complete: false,
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
