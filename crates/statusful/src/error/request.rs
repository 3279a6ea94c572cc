//! The error for a request that could not be built.

use std::fmt;
use std::sync::Arc;

use crate::auth::BoxError;

/// An error in a request that was detected before anything was sent. Names the invalid part, but contains no value.
#[derive(Debug, Clone)]
pub struct RequestError {
    operation: &'static str,
    kind: RequestErrorKind,
    message: String,
    source: Option<Arc<dyn std::error::Error + Send + Sync>>,
    is_timeout: bool,
}

/// The part of a request that is invalid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestErrorKind {
    /// The server's URL, or the complete URL.
    Url,
    /// A path parameter: missing, empty, or one that would lead to another path.
    Path,
    /// A query parameter or a cookie.
    Parameter,
    /// A header.
    Header,
    /// The body.
    Body,
    /// A credential that does not match its scheme, or that could not be provided.
    Credential,
    /// A hook that rejected the request.
    Hook,
    /// The runtime for blocking calls, which could not be started.
    Runtime,
}

impl RequestError {
    /// Creates an error, for tests. The message follows "was not sent: ".
    pub fn new(kind: RequestErrorKind, message: impl Into<String>) -> Self {
        Self { operation: "", kind, message: message.into(), source: None, is_timeout: false }
    }

    /// Creates the error for a runtime for blocking calls that cannot be started.
    #[cfg(feature = "blocking")]
    pub(crate) fn no_runtime(operation: &'static str, error: BoxError) -> Self {
        let message = "the runtime for blocking calls could not be started";
        Self::new(RequestErrorKind::Runtime, message).because(error).in_operation(operation)
    }

    /// Returns the error with a source.
    pub(crate) fn because(self, source: BoxError) -> Self {
        Self { source: Some(source.into()), ..self }
    }

    /// Returns the error, marked as a timeout.
    pub(crate) fn timed_out(self) -> Self {
        Self { is_timeout: true, ..self }
    }

    /// Returns the same error with this `operationId`. Calls add it.
    #[must_use]
    pub fn in_operation(self, operation: &'static str) -> Self {
        Self { operation, ..self }
    }

    /// Returns the `operationId`.
    pub fn operation(&self) -> &str {
        self.operation
    }

    /// Returns `true` if a time limit was reached: a credential or a hook took too long.
    pub fn is_timeout(&self) -> bool {
        self.is_timeout
    }

    /// Returns the message, without the operation.
    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    /// Returns the part that is invalid.
    pub fn kind(&self) -> RequestErrorKind {
        self.kind
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} was not sent: {}", self.operation, self.message)
    }
}

impl std::error::Error for RequestError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// Sources are not compared.
impl PartialEq for RequestError {
    fn eq(&self, other: &Self) -> bool {
        (self.operation, self.kind, &self.message) == (other.operation, other.kind, &other.message)
    }
}

impl Eq for RequestError {}
