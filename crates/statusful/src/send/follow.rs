//! Sends a request, and follows redirects in a loop.

use std::fmt;
use std::pin::pin;

use http::header::{
    ACCEPT, ACCEPT_LANGUAGE, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_LENGTH, CONTENT_LOCATION, CONTENT_TYPE, HOST,
    LOCATION, RANGE, TRANSFER_ENCODING, USER_AGENT,
};
use http::{HeaderMap, HeaderName, Method, StatusCode, Uri};
use reqwest::{Request, Response, Url};

use super::outgoing::Outgoing;
use super::prepare::prepare;
use super::provide::Provided;
use crate::auth::{BoxError, is_credential};
use crate::{Redirect, RedirectPolicy, trace};

/// The headers that describe a body, which are removed with it (Fetch, section 2.2.2, "request-body-header name").
const BODY_HEADERS: [HeaderName; 6] =
    [CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_LENGTH, CONTENT_LOCATION, CONTENT_TYPE, TRANSFER_ENCODING];

/// The headers that any origin can receive: those that Fetch safelists (section 2.2.2), and the client's name.
const SAFELISTED: [HeaderName; 5] = [ACCEPT, ACCEPT_LANGUAGE, CONTENT_LANGUAGE, RANGE, USER_AGENT];

/// Sends a request, follows redirects according to the policy, and adds each of them to `redirects`.
///
/// A request that no hook changed is prepared again for a redirect, so that calls without redirects do not copy it.
#[expect(clippy::manual_async_fn, reason = "an async fn would store its arguments twice")]
pub(super) fn follow(
    outgoing: &Outgoing<'_>,
    provided: &Provided<'_>,
    mut request: Request,
    redirects: &mut Vec<Redirect>,
) -> impl Future<Output = Result<Response, BoxError>> + Send {
    async move {
        let policy = outgoing.redirects();
        loop {
            let has_trace_context = outgoing.config.trace_context.is_some();
            let is_as_prepared = outgoing.config.hooks.is_empty() && !has_trace_context && redirects.is_empty();
            let copy = (policy.max_redirects() > 0 && !is_as_prepared).then(|| Box::new(Repeatable::of(&request)));
            let response = pin!(outgoing.config.source.transport()?.http.execute(request)).await?;
            if policy.max_redirects() == 0 || !response.status().is_redirection() {
                return Ok(response);
            }
            let sent = copy.map(|copy| *copy).or_else(|| Repeatable::prepared(outgoing, provided));
            let Some(next) = sent.and_then(|sent| sent.redirected(&response, policy, has_trace_context)) else {
                return Ok(response);
            };
            if redirects.len() >= policy.max_redirects() {
                return Err(TooManyRedirects.into());
            }
            redirects.push(Redirect { status: response.status(), location: next.url().clone() });
            request = next;
        }
    }
}

/// A copy of a request, for a redirect.
struct Repeatable {
    request: Request,
    /// Whether the body was a stream, which `request` lacks.
    is_body_spent: bool,
}

impl Repeatable {
    fn of(request: &Request) -> Self {
        if let Some(request) = request.try_clone() {
            return Self { request, is_body_spent: false };
        }
        let mut head = Request::new(request.method().clone(), request.url().clone());
        head.headers_mut().clone_from(request.headers());
        *head.version_mut() = request.version();
        Self { request: head, is_body_spent: true }
    }

    /// Returns the request as it was prepared for the first time.
    fn prepared(outgoing: &Outgoing<'_>, provided: &Provided<'_>) -> Option<Self> {
        let body = outgoing.request.payload().filter(|_| outgoing.request.is_replayable());
        let request = prepare(outgoing, &provided.credentials, body).ok()?;
        Some(Self { request, is_body_spent: !outgoing.request.is_replayable() })
    }

    /// Returns the request to which `response` redirects, or `None` if the redirect is not followed.
    fn redirected(mut self, response: &Response, policy: RedirectPolicy, has_trace_context: bool) -> Option<Request> {
        let target = location(self.request.url(), response.headers())?;
        let method = redirected_method(self.request.method(), response.status())?;
        if method != *self.request.method() {
            *self.request.method_mut() = method;
            *self.request.body_mut() = None;
            for name in BODY_HEADERS {
                self.request.headers_mut().remove(name);
            }
        } else if self.is_body_spent {
            return None;
        }
        if target.origin() != self.request.url().origin() {
            if self.request.url().scheme() == "https" && target.scheme() != "https" {
                return None;
            }
            remove_credentials(self.request.headers_mut());
            // The header contains the other origin.
            self.request.headers_mut().remove(HOST);
            if !policy.sends_everything_across_origins() {
                if has_trace_context {
                    trace::remove(self.request.headers_mut());
                }
                if !is_free_of_content(&self.request) {
                    return None;
                }
            }
        }
        *self.request.url_mut() = target;
        Some(self.request)
    }
}

/// Returns the method after a redirect, or `None` if the status is not a redirect that is followed (RFC 9110, section
/// 15.4; Fetch, section 4.4, "HTTP-redirect fetch").
fn redirected_method(method: &Method, status: StatusCode) -> Option<Method> {
    let is_read = method == Method::GET || method == Method::HEAD;
    match status {
        StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND | StatusCode::SEE_OTHER if method == Method::POST => {
            Some(Method::GET)
        }
        StatusCode::SEE_OTHER if !is_read => None,
        StatusCode::MOVED_PERMANENTLY
        | StatusCode::FOUND
        | StatusCode::SEE_OTHER
        | StatusCode::TEMPORARY_REDIRECT
        | StatusCode::PERMANENT_REDIRECT => Some(method.clone()),
        _ => None,
    }
}

/// Returns the URL in `Location` (RFC 9110, section 10.2.2), or `None` if it is missing or cannot be requested.
fn location(base: &Url, headers: &HeaderMap) -> Option<Url> {
    let mut written = headers.get_all(LOCATION).iter();
    let first = written.next()?;
    if written.any(|other| other != first) {
        return None;
    }
    let target = base.join(std::str::from_utf8(first.as_bytes()).ok()?).ok()?;
    let is_anonymous = target.username().is_empty() && target.password().is_none();
    // The transport limits the length of a URL.
    let is_sendable = matches!(target.scheme(), "http" | "https") && Uri::try_from(target.as_str()).is_ok();
    (is_sendable && target.has_host() && is_anonymous).then_some(target)
}

fn remove_credentials(headers: &mut HeaderMap) {
    let credentials: Vec<HeaderName> =
        headers.iter().filter(|(name, value)| is_credential(name, value)).map(|(name, _)| name.clone()).collect();
    for name in credentials {
        headers.remove(name);
    }
}

/// Returns `true` if a request contains nothing that is meant only for its origin: no body, and no headers from the
/// caller.
fn is_free_of_content(request: &Request) -> bool {
    let has_body = request.body().is_some_and(|body| body.as_bytes().is_none_or(|bytes| !bytes.is_empty()));
    !has_body && request.headers().keys().all(|name| SAFELISTED.contains(name))
}

/// The error for an attempt with more redirects than the policy allows.
#[derive(Debug)]
pub(crate) struct TooManyRedirects;

impl fmt::Display for TooManyRedirects {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("there were too many redirects")
    }
}

impl std::error::Error for TooManyRedirects {}
