//! A request that got no response.

use std::fmt;

use http::Method;
use reqwest::Url;

use crate::Attempt;
use crate::show::{ShowRequest, ShowUrl};

/// A request that got no response. Prints without the query, where API keys may be.
pub struct TransportError(Box<Inner>);

struct Inner {
    method: Method,
    url: Url,
    /// Nothing when the call's own time ran out.
    source: Option<reqwest::Error>,
    attempts: Vec<Attempt>,
}

impl TransportError {
    pub(crate) fn new(method: Method, url: Url, source: reqwest::Error) -> Self {
        Self(Box::new(Inner { method, url, source: Some(source.without_url()), attempts: Vec::new() }))
    }

    pub(crate) fn timed_out(method: Method, url: Url) -> Self {
        Self(Box::new(Inner { method, url, source: None, attempts: Vec::new() }))
    }

    pub(crate) fn set_attempts(&mut self, attempts: Vec<Attempt>) {
        self.0.attempts = attempts;
    }

    /// The attempts before this one, which were worth a retry; mostly none.
    pub fn attempts(&self) -> &[Attempt] {
        &self.0.attempts
    }

    fn source_is(&self, kind: impl Fn(&reqwest::Error) -> bool) -> bool {
        self.0.source.as_ref().is_some_and(kind)
    }

    /// Whether no connection could be made, so that the server cannot have seen the request.
    pub fn is_connect(&self) -> bool {
        self.source_is(reqwest::Error::is_connect)
    }

    /// Whether time ran out, for the connection or for the whole call.
    pub fn is_timeout(&self) -> bool {
        self.0.source.as_ref().is_none_or(reqwest::Error::is_timeout)
    }

    /// Whether the server redirected too often, or to where a client cannot follow.
    pub fn is_redirect(&self) -> bool {
        // The request's own URL was checked before it was sent, so a faulty one is that of a redirect.
        self.source_is(|source| source.is_redirect() || source.is_builder())
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
        self.0.source.as_ref().map(|source| source as _)
    }
}
