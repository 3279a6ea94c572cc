//! The error for a request without a response.

use std::fmt;
use std::sync::Arc;

use http::Method;
use reqwest::Url;

use crate::auth::BoxError;
use crate::send::TooManyRedirects;
use crate::sent::Sent;
use crate::{Attempt, Redirect};

/// A request without a response. It prints the path template instead of the path, and no query, because both may
/// contain secrets.
#[derive(Clone)]
pub struct TransportError(Arc<TransportErrorInner>);

struct TransportErrorInner {
    sent: Sent,
    kind: TransportErrorKind,
    /// `None` if a time limit of the call or the attempt was reached.
    source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

/// The reason why there is no response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The client could not connect.
    Connect,
    /// Connecting took too long.
    ConnectTimeout,
    /// A time limit of the attempt or the call was reached.
    Timeout,
    /// There were too many redirects, or one to a URL that cannot be requested.
    Redirect,
    /// Anything else, such as a connection that was interrupted.
    Other,
}

impl TransportErrorKind {
    fn of(source: &(dyn std::error::Error + 'static)) -> Self {
        if source.is::<TooManyRedirects>() {
            return Self::Redirect;
        }
        let known = |error: &(dyn std::error::Error + 'static)| {
            let of_service = error.downcast_ref::<TransportError>().map(TransportError::kind);
            of_service.or_else(|| error.downcast_ref().map(Self::of_reqwest))
        };
        chain(source).find_map(known).unwrap_or(Self::Other)
    }

    fn of_reqwest(error: &reqwest::Error) -> Self {
        match (error.is_connect(), error.is_timeout()) {
            (true, true) => Self::ConnectTimeout,
            (true, false) => Self::Connect,
            (false, true) => Self::Timeout,
            // The URL of the request was checked before, so an invalid URL comes from a redirect.
            (false, false) if error.is_redirect() || error.is_builder() => Self::Redirect,
            (false, false) => Self::Other,
        }
    }
}

/// Returns an error and its sources.
fn chain<'e>(
    error: &'e (dyn std::error::Error + 'static),
) -> impl Iterator<Item = &'e (dyn std::error::Error + 'static)> {
    std::iter::successors(Some(error), |error| error.source())
}

/// Returns the error without the URL, whose query may contain an API key. An error that wraps one with a URL is
/// replaced.
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
    /// Creates an error, for tests. If a [service](crate::ClientBuilder::service) returns it, the error of the call has
    /// the same kind.
    pub fn new(kind: TransportErrorKind) -> Self {
        Self::of(Sent::made_up(), kind, None)
    }

    /// Creates the error for an error of an HTTP client or a service.
    pub(crate) fn received(sent: Sent, source: BoxError) -> Self {
        let kind = TransportErrorKind::of(&*source);
        Self::of(sent, kind, Some(without_url(source)))
    }

    /// Creates the error for a time limit of the attempt or the call that was reached before a response.
    pub(crate) fn timed_out(sent: Sent) -> Self {
        Self::of(sent, TransportErrorKind::Timeout, None)
    }

    /// Returns the same error for another request.
    pub(crate) fn in_reply_to(&self, sent: Sent) -> Self {
        Self(Arc::new(TransportErrorInner { sent, kind: self.kind(), source: self.0.source.clone() }))
    }

    fn of(sent: Sent, kind: TransportErrorKind, source: Option<BoxError>) -> Self {
        Self(Arc::new(TransportErrorInner { sent, kind, source: source.map(Arc::from) }))
    }

    /// Returns the reason why there is no response.
    pub fn kind(&self) -> TransportErrorKind {
        self.0.kind
    }

    /// Returns the earlier attempts of the call, which were followed by a retry. Usually empty.
    pub fn attempts(&self) -> &[Attempt] {
        &self.0.sent.attempts
    }

    /// Returns the redirects that were followed before the error. Usually empty.
    pub fn redirects(&self) -> &[Redirect] {
        &self.0.sent.redirects
    }

    /// Returns `true` if the client could not connect, so that no server can have received the request. If a redirect
    /// was followed before, a server has received it, and this is `false`.
    pub fn is_connect(&self) -> bool {
        matches!(self.kind(), TransportErrorKind::Connect | TransportErrorKind::ConnectTimeout)
            && self.redirects().is_empty()
    }

    /// Returns `true` if a time limit was reached: that of the connection, the attempt or the call.
    pub fn is_timeout(&self) -> bool {
        matches!(self.kind(), TransportErrorKind::Timeout | TransportErrorKind::ConnectTimeout)
    }

    /// Returns `true` if there were too many redirects, or one to a URL that cannot be requested.
    pub fn is_redirect(&self) -> bool {
        self.kind() == TransportErrorKind::Redirect
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
        match self.kind() {
            TransportErrorKind::Connect => "it could not connect",
            TransportErrorKind::ConnectTimeout => "the connection timed out",
            TransportErrorKind::Timeout => "it timed out",
            TransportErrorKind::Redirect => "a redirect could not be followed",
            TransportErrorKind::Other => "the connection failed",
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_of_a_service_keeps_its_kind() {
        let made_up = |kind| TransportError::received(Sent::made_up(), Box::new(TransportError::new(kind)));
        for (kind, is_connect, is_timeout, is_redirect, printed) in [
            (TransportErrorKind::Connect, true, false, false, "it could not connect"),
            (TransportErrorKind::ConnectTimeout, true, true, false, "the connection timed out"),
            (TransportErrorKind::Timeout, false, true, false, "it timed out"),
            (TransportErrorKind::Redirect, false, false, true, "a redirect could not be followed"),
            (TransportErrorKind::Other, false, false, false, "the connection failed"),
        ] {
            let error = made_up(kind);
            assert_eq!((error.kind(), error.is_connect()), (kind, is_connect));
            assert_eq!((error.is_timeout(), error.is_redirect()), (is_timeout, is_redirect));
            assert_eq!(error.to_string(), format!("GET http://localhost/ got no response: {printed}"));
        }
    }
}
