//! A request that got no response.

use std::fmt;
use std::sync::Arc;

use http::Method;
use reqwest::Url;

use crate::Attempt;
use crate::auth::BoxError;
use crate::show::{ShowRequest, ShowUrl};

/// A request that got no response. Prints without the query, where API keys may be.
pub struct TransportError(Box<TransportErrorInner>);

struct TransportErrorInner {
    method: Method,
    url: Url,
    kind: TransportErrorKind,
    /// Nothing when the call's own time ran out.
    source: Option<BoxError>,
    attempts: Arc<[Attempt]>,
}

/// What kind of failure it was, as far as reqwest told.
#[derive(Debug, Clone, Copy, Default)]
struct TransportErrorKind {
    connect: bool,
    timeout: bool,
    redirect: bool,
}

impl TransportErrorKind {
    fn of(source: &(dyn std::error::Error + 'static)) -> Self {
        chain(source).find_map(|error| error.downcast_ref::<reqwest::Error>()).map_or_else(Self::default, |error| {
            Self {
                connect: error.is_connect(),
                timeout: error.is_timeout(),
                // The request's own URL was checked before it was sent, so a faulty one is that of a redirect.
                redirect: error.is_redirect() || error.is_builder(),
            }
        })
    }
}

/// An error and its sources.
fn chain<'e>(
    error: &'e (dyn std::error::Error + 'static),
) -> impl Iterator<Item = &'e (dyn std::error::Error + 'static)> {
    std::iter::successors(Some(error), |error| error.source())
}

/// An error that does not print the URL, in whose query an API key may be. What hides one within is not kept.
fn without_url(source: BoxError) -> BoxError {
    let shows_url = |error: &(dyn std::error::Error + 'static)| {
        error.downcast_ref::<reqwest::Error>().is_some_and(|error| error.url().is_some())
    };
    match source.downcast::<reqwest::Error>() {
        Ok(error) => Box::new(error.without_url()),
        Err(other) if chain(&*other).any(shows_url) => "middleware around the HTTP client failed".into(),
        Err(other) => other,
    }
}

impl TransportError {
    pub(crate) fn new(method: Method, url: Url, attempts: Arc<[Attempt]>, source: BoxError) -> Self {
        let kind = TransportErrorKind::of(&*source);
        Self(Box::new(TransportErrorInner { method, url, kind, source: Some(without_url(source)), attempts }))
    }

    /// The time limit of the attempt or the call was reached before there was a response.
    pub(crate) fn timed_out(method: Method, url: Url, attempts: Arc<[Attempt]>) -> Self {
        let kind = TransportErrorKind { timeout: true, ..TransportErrorKind::default() };
        Self(Box::new(TransportErrorInner { method, url, kind, source: None, attempts }))
    }

    /// The attempts before this one, which were worth a retry; mostly none.
    pub fn attempts(&self) -> &[Attempt] {
        &self.0.attempts
    }

    /// Whether no connection could be made, so that the server cannot have seen the request.
    pub fn is_connect(&self) -> bool {
        self.0.kind.connect
    }

    /// Whether time ran out, for the connection or for the whole call.
    pub fn is_timeout(&self) -> bool {
        self.0.kind.timeout
    }

    /// Whether the server redirected too often, or to where a client cannot follow.
    pub fn is_redirect(&self) -> bool {
        self.0.kind.redirect
    }

    /// The method of the request.
    pub fn request_method(&self) -> &Method {
        &self.0.method
    }

    /// The URL of the request. Its query may hold an API key.
    pub fn request_url(&self) -> &Url {
        &self.0.url
    }

    fn what(&self) -> &'static str {
        match (self.is_connect(), self.is_timeout(), self.is_redirect()) {
            (true, true, _) => "no connection was made in time",
            (true, ..) => "no connection could be made",
            (_, true, _) => "it was not answered in time",
            (.., true) => "its redirects could not be followed",
            _ => "the connection failed before an answer",
        }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} got no response: {}", ShowRequest(&self.0.method, &self.0.url), self.what())
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportError")
            .field("method", &self.0.method)
            .field("url", &ShowUrl(&self.0.url))
            .field("attempts", &self.0.attempts)
            .field("source", &self.0.source)
            .finish()
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
