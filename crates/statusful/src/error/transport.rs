//! A request without a response.

use std::fmt;
use std::sync::Arc;

use http::Method;
use reqwest::Url;

use crate::auth::BoxError;
use crate::send::TooManyRedirects;
use crate::sent::Sent;
use crate::{Attempt, Redirect};

/// A request without a response. Prints the path template instead of the path, and no query: both may contain secrets.
#[derive(Clone)]
pub struct TransportError(Arc<TransportErrorInner>);

struct TransportErrorInner {
    sent: Sent,
    kind: TransportErrorKind,
    /// `None` if a time limit of the call or the attempt was reached.
    source: Option<BoxError>,
}

/// The kind of the error, as reqwest reports it.
#[derive(Debug, Clone, Copy, Default)]
struct TransportErrorKind {
    connect: bool,
    timeout: bool,
    redirect: bool,
}

impl TransportErrorKind {
    fn of(source: &(dyn std::error::Error + 'static)) -> Self {
        if source.is::<TooManyRedirects>() {
            return Self { redirect: true, ..Self::default() };
        }
        chain(source).find_map(|error| error.downcast_ref::<reqwest::Error>()).map_or_else(Self::default, |error| {
            Self {
                connect: error.is_connect(),
                timeout: error.is_timeout(),
                // The URL of the request was checked before, so an invalid URL is that of a redirect.
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

/// The error without the URL, whose query may contain an API key. An error that wraps one with a URL is replaced.
pub(crate) fn without_url(source: BoxError) -> BoxError {
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
    pub(crate) fn new(sent: Sent, source: BoxError) -> Self {
        let kind = TransportErrorKind::of(&*source);
        Self(Arc::new(TransportErrorInner { sent, kind, source: Some(without_url(source)) }))
    }

    /// The time limit of the attempt or the call was reached before there was a response.
    pub(crate) fn timed_out(sent: Sent) -> Self {
        let kind = TransportErrorKind { timeout: true, ..TransportErrorKind::default() };
        Self(Arc::new(TransportErrorInner { sent, kind, source: None }))
    }

    /// Returns the earlier attempts of the call, which were followed by a retry; usually none.
    pub fn attempts(&self) -> &[Attempt] {
        &self.0.sent.attempts
    }

    /// Returns the redirects that were followed before the error; usually none.
    pub fn redirects(&self) -> &[Redirect] {
        &self.0.sent.redirects
    }

    /// Returns `true` if the client could not connect, so that no server can have received the request. If a redirect
    /// was followed before, one has, and this is `false`.
    pub fn is_connect(&self) -> bool {
        self.0.kind.connect && self.redirects().is_empty()
    }

    /// Returns `true` if a time limit was reached: that of the connection, the attempt or the call.
    pub fn is_timeout(&self) -> bool {
        self.0.kind.timeout
    }

    /// Returns `true` if there were too many redirects, or one to a URL that cannot be requested.
    pub fn is_redirect(&self) -> bool {
        self.0.kind.redirect
    }

    /// Returns the method of the request.
    pub fn request_method(&self) -> &Method {
        &self.0.sent.method
    }

    /// Returns the URL of the request, before redirects. Its path and its query may contain secrets.
    pub fn request_url(&self) -> &Url {
        &self.0.sent.url
    }

    fn what(&self) -> &'static str {
        match (self.0.kind.connect, self.is_timeout(), self.is_redirect()) {
            (true, true, _) => "the connection timed out",
            (true, ..) => "it could not connect",
            (_, true, _) => "it timed out",
            (.., true) => "a redirect could not be followed",
            _ => "the connection failed",
        }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} got no response: {}", self.0.sent.show(), self.what())?;
        match self.redirects().last() {
            Some(last) => write!(f, ", after a redirect to {}", last.location.origin().ascii_serialization()),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportError")
            .field("method", self.request_method())
            .field("url", &self.0.sent.show_url())
            .field("attempts", &self.attempts())
            .field("redirects", &self.redirects())
            .field("source", &self.0.source)
            .finish()
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
