//! Builds the request that is sent.

use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue};
use reqwest::RequestBuilder;

use super::cleartext;
use super::outgoing::Outgoing;
use crate::auth::{Credential, SecurityScheme, authorize};
use crate::client::{Config, HttpService};
use crate::error::{RequestError, RequestErrorKind};
use crate::operation::OperationInfo;
use crate::payload::{Payload, Spent};
use crate::request::{Request, overlay};
use crate::{RedirectPolicy, Redirects};

/// A request, the service that sends it, and the redirects that it may follow.
pub(super) struct Prepared {
    pub(super) http: HttpService,
    pub(super) request: reqwest::Request,
    pub(super) redirects: RedirectPolicy,
}

/// Builds the request with its credentials, headers and body.
pub(super) fn prepare(
    outgoing: &Outgoing<'_>,
    credentials: &[(SecurityScheme, Credential)],
) -> Result<Prepared, RequestError> {
    let Outgoing { config, options, info, .. } = *outgoing;
    let mut request = outgoing.request.clone();
    authorize(&mut request, credentials)?;
    if let Some(error) = request.take_fault().or_else(|| options.fault.clone()) {
        return Err(error);
    }
    let extra = config.options.query.iter().chain(&options.query);
    let url = request.url(outgoing.server(), info.path, extra)?;
    let payload = request.take_body();
    let mut headers = headers(config, &request, info)?;
    if !matches!(payload, None | Some(Payload::Body(_))) {
        // The `Content-Type` of a form is set with its boundary.
        headers.remove(CONTENT_TYPE);
    }
    let mut builder = config.transport.request(info.method.clone(), url).headers(headers);
    if let Some((user, password)) = request.basic() {
        builder = builder.basic_auth(user, Some(password.expose_secret()));
    }
    builder = add_body(builder, payload)?;
    let builder = builder.headers(options.headers.clone());
    let mut request = builder.build().map_err(|_| RequestError::new(RequestErrorKind::Url, "the URL is invalid"))?;
    options.removed.iter().for_each(|name| drop(request.headers_mut().remove(name)));
    if !config.allows_cleartext_credentials {
        cleartext::check(&request, credentials)?;
    }
    let redirects = match info.redirects {
        Redirects::Followed => config.redirects,
        Redirects::Returned => RedirectPolicy::never(),
    };
    Ok(Prepared { http: config.transport.http.clone(), request, redirects })
}

/// Adds the body.
fn add_body(builder: RequestBuilder, payload: Option<Payload>) -> Result<RequestBuilder, RequestError> {
    match payload {
        None => Ok(builder),
        Some(Payload::Body(body)) => match body.into_transport() {
            Ok((body, _)) => Ok(builder.body(body)),
            Err(Spent) => Err(RequestError::new(RequestErrorKind::Body, "the stream of its body was already sent")),
        },
        #[cfg(feature = "multipart")]
        Some(Payload::Form(form, media_type)) => match form.into_transport() {
            Ok(form) => {
                let content_type = with_boundary(&media_type, form.boundary())?;
                Ok(builder.multipart(form).headers(HeaderMap::from_iter([(CONTENT_TYPE, content_type)])))
            }
            Err(message) => Err(RequestError::new(RequestErrorKind::Body, message)),
        },
    }
}

/// The media type of parts with the boundary between them, instead of one in the document.
#[cfg(feature = "multipart")]
fn with_boundary(media_type: &str, boundary: &str) -> Result<HeaderValue, RequestError> {
    let parameters = media_type.split(';').map(str::trim);
    let kept = parameters.filter(|parameter| !parameter.to_ascii_lowercase().starts_with("boundary="));
    let text = format!("{}; boundary={boundary}", kept.collect::<Vec<_>>().join("; "));
    HeaderValue::from_str(&text)
        .map_err(|_| RequestError::new(RequestErrorKind::Body, "the media type of the body cannot stand in a header"))
}

/// The headers of the operation, then those of the client, then parameters and credentials; later ones replace earlier
/// ones. The headers of the call are added last, after basic credentials.
fn headers(config: &Config, request: &Request, info: &OperationInfo) -> Result<HeaderMap, RequestError> {
    let mut headers = HeaderMap::new();
    if !info.accept.is_empty() {
        let accept = HeaderValue::from_str(info.accept).map_err(|_| {
            RequestError::new(RequestErrorKind::Header, "the documented media types are not a valid `Accept` header")
        })?;
        headers.insert(ACCEPT, accept);
    }
    overlay(&mut headers, &config.options.headers);
    config.options.removed.iter().for_each(|name| drop(headers.remove(name)));
    request.add_headers(&mut headers)?;
    Ok(headers)
}
