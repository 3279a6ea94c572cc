//! From a request to a received response, the same for all operations.

use std::time::{Duration, Instant};

use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Method};
use reqwest::{RequestBuilder, Url};

use crate::auth::authorize;
use crate::body::{self, Fault};
use crate::client::Config;
use crate::content_type::ContentType;
use crate::error::{BodyError, Error, Never, RequestError, RequestErrorKind, TransportError};
use crate::operation::OperationInfo;
use crate::payload::{Payload, Spent};
use crate::raw::{Parts, RawResponse};
use crate::request::{Request, overlay};

/// What is special about one call. `None` leaves it to the client.
#[derive(Debug, Clone, Default)]
pub(crate) struct CallOptions {
    pub(crate) timeout: Option<Duration>,
    pub(crate) server: Option<String>,
    pub(crate) max_body_bytes: Option<usize>,
}

/// Sends a request, and reads its response to the end.
pub(crate) async fn send(
    mut request: Request,
    options: CallOptions,
    info: OperationInfo,
) -> Result<RawResponse, Error<Never>> {
    let client = request.client().clone();
    let limit = options.max_body_bytes.unwrap_or(client.config().max_body_bytes);
    let (http, prepared) =
        prepare(client.config(), &mut request, &options, &info).map_err(|error| error.in_operation(info.id))?;
    let url = prepared.url().clone();

    let started = Instant::now();
    match http.execute(prepared).await {
        Ok(response) => receive(response, info.method, url, started, limit).await,
        Err(error) => Err(TransportError::new(info.method, url, error).into()),
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
    let builder = builder.headers(request.overrides().clone()).timeout(options.timeout.unwrap_or(config.timeout));
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

/// Reads the body, and puts together what was received.
async fn receive(
    mut response: reqwest::Response,
    method: Method,
    request_url: Url,
    started: Instant,
    limit: usize,
) -> Result<RawResponse, Error<Never>> {
    let (body, fault) = body::read(&mut response, limit).await;
    let headers = std::mem::take(response.headers_mut());
    let raw = RawResponse::new(Parts {
        method,
        request_url,
        url: response.url().clone(),
        status: response.status(),
        content_type: ContentType::of(&headers),
        headers,
        elapsed: started.elapsed(),
        body,
        complete: fault.is_none(),
    });
    match fault {
        None => Ok(raw),
        Some(Fault { kind, source }) => Err(BodyError::new(raw, kind, source).into()),
    }
}
