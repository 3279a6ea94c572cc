//! Builds the request that is sent.

use std::borrow::Cow;

use bytes::Bytes;
#[cfg(feature = "multipart")]
use http::header::CONTENT_TYPE;
use http::header::{ACCEPT, AUTHORIZATION};
use http::{HeaderMap, HeaderValue};

use super::cleartext;
use super::outgoing::Outgoing;
use crate::auth::{Credential, SecurityScheme, authorize};
use crate::client::{Config, Transport};
use crate::error::{RequestError, RequestErrorKind};
use crate::operation::OperationInfo;
use crate::payload::{Payload, Spent};
use crate::request::{Request, overlay};

/// Builds the request with its credentials, headers and this body.
pub(super) fn prepare(
    outgoing: &Outgoing<'_>,
    credentials: &[(SecurityScheme, Cow<'_, Credential>)],
    payload: Option<&Payload>,
) -> Result<reqwest::Request, RequestError> {
    let Outgoing { config, options, info, .. } = *outgoing;
    let mut request = Cow::Borrowed(outgoing.request);
    // An invalid parameter must not be reported as missing.
    if request.error().is_none() {
        add_globals(&mut request, config, info)?;
    }
    let mut headers = headers(config, info)?;
    request.add_headers(&mut headers);
    authorize(&mut request, &mut headers, credentials)?;
    if let Some(error) = request.error().or(options.error.as_ref()) {
        return Err(error.clone());
    }
    let extra = config.options.query.iter().chain(&options.query);
    let url = request.url(outgoing.server_url()?, info.path, extra)?;
    if request.basic().is_some() {
        headers.remove(AUTHORIZATION);
    }
    request.add_cookies(&mut headers)?;
    let mut prepared = reqwest::Request::new(info.method.clone(), url);
    *prepared.headers_mut() = headers;
    if let Some((user, password)) = request.basic() {
        let builder = config.source.transport()?.builder(prepared).basic_auth(user, Some(password.expose_secret()));
        prepared = built(builder)?;
    }
    if let Some(payload) = payload {
        prepared = with_body(config.source.transport()?, prepared, payload.clone())?;
    }
    overlay(prepared.headers_mut(), &options.headers);
    options.removed.iter().for_each(|name| drop(prepared.headers_mut().remove(name)));
    if !config.allows_cleartext_credentials {
        cleartext::check(&prepared, !credentials.is_empty())?;
    }
    Ok(prepared)
}

/// Adds the client's values of global parameters that the call does not set.
fn add_globals(request: &mut Cow<'_, Request>, config: &Config, info: &OperationInfo) -> Result<(), RequestError> {
    let missing: Vec<_> = info.globals.iter().filter(|parameter| !request.has(**parameter)).collect();
    missing.into_iter().try_for_each(|parameter| config.globals.add_to(request.to_mut(), *parameter))
}

fn built(builder: reqwest::RequestBuilder) -> Result<reqwest::Request, RequestError> {
    builder.build().map_err(|_| RequestError::new(RequestErrorKind::Url, "the URL is invalid"))
}

/// Adds the body.
#[cfg_attr(not(feature = "multipart"), expect(unused_variables, reason = "only forms need the transport"))]
fn with_body(
    transport: &Transport,
    mut request: reqwest::Request,
    payload: Payload,
) -> Result<reqwest::Request, RequestError> {
    match payload {
        Payload::Body(body) => match body.into_transport() {
            Ok((body, _)) => {
                *request.body_mut() = Some(body);
                Ok(request)
            }
            Err(Spent) => Err(RequestError::new(RequestErrorKind::Body, "its streamed body was already sent")),
        },
        #[cfg(feature = "multipart")]
        Payload::Form(form, media_type) => match form.into_transport() {
            Ok(form) => {
                let content_type = with_boundary(&media_type, form.boundary())?;
                // The `Content-Type` of a form contains its boundary.
                request.headers_mut().remove(CONTENT_TYPE);
                let mut request = built(transport.builder(request).multipart(form))?;
                request.headers_mut().insert(CONTENT_TYPE, content_type);
                Ok(request)
            }
            Err(message) => Err(RequestError::new(RequestErrorKind::Body, message)),
        },
    }
}

/// Returns the media type of a multipart body with its boundary, instead of the documented one.
#[cfg(feature = "multipart")]
fn with_boundary(media_type: &str, boundary: &str) -> Result<HeaderValue, RequestError> {
    let parameters = media_type.split(';').map(str::trim);
    let kept = parameters.filter(|parameter| !parameter.to_ascii_lowercase().starts_with("boundary="));
    let text = format!("{}; boundary={boundary}", kept.collect::<Vec<_>>().join("; "));
    HeaderValue::from_str(&text).map_err(|_| {
        RequestError::new(RequestErrorKind::Body, "the media type of the body is not a valid header value")
    })
}

/// Returns the headers of the operation, overridden by those of the client. The headers of the request, its credentials
/// and the call are added later.
fn headers(config: &Config, info: &OperationInfo) -> Result<HeaderMap, RequestError> {
    let mut headers = HeaderMap::new();
    if !info.accept.is_empty() {
        let accept = HeaderValue::from_maybe_shared(Bytes::from_static(info.accept.as_bytes())).map_err(|_| {
            RequestError::new(RequestErrorKind::Header, "the documented media types are not a valid `Accept` header")
        })?;
        headers.insert(ACCEPT, accept);
    }
    overlay(&mut headers, &config.options.headers);
    config.options.removed.iter().for_each(|name| drop(headers.remove(name)));
    Ok(headers)
}
