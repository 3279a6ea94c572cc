//! Credentials that are fetched when they are needed.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use super::{Credential, SecurityScheme};
use crate::client::Transport;
use crate::clock::Clock;

/// Why there is no credential, or why a hook or a service of one's own failed.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// A credential on its way.
pub type CredentialFuture<'a> = Pin<Box<dyn Future<Output = Result<Credential, BoxError>> + Send + 'a>>;

/// Where credentials come from when they are not known beforehand: a file, a vault, a token endpoint.
///
/// It is asked before every attempt, so it should keep what it has; and once more when a server answers `401` to what it
/// gave, with that as [`CredentialRequest::rejected`]. Closures that take a [`CredentialRequest`] and return a future are
/// providers.
pub trait CredentialProvider: Send + Sync + 'static {
    /// The credential for a scheme.
    fn credential(&self, request: CredentialRequest) -> CredentialFuture<'_>;
}

impl<F, R> CredentialProvider for F
where
    F: Fn(CredentialRequest) -> R + Send + Sync + 'static,
    R: Future<Output = Result<Credential, BoxError>> + Send + 'static,
{
    fn credential(&self, request: CredentialRequest) -> CredentialFuture<'_> {
        Box::pin(self(request))
    }
}

/// What a provider is asked for.
#[derive(Clone)]
#[non_exhaustive]
pub struct CredentialRequest {
    /// The scheme that needs it.
    pub scheme: SecurityScheme,
    /// What the provider gave before and a server then answered `401` to.
    pub rejected: Option<Credential>,
    pub(crate) server: String,
    pub(crate) transport: Transport,
    pub(crate) clock: Arc<dyn Clock>,
}

impl fmt::Debug for CredentialRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CredentialRequest")
            .field("scheme", &self.scheme)
            .field("rejected", &self.rejected.is_some())
            .finish_non_exhaustive()
    }
}

/// A credential, or where to get it.
#[derive(Clone)]
pub(crate) enum CredentialSource {
    Known(Credential),
    Provided(Arc<dyn CredentialProvider>),
}

impl fmt::Debug for CredentialSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(credential) => credential.fmt(f),
            Self::Provided(_) => f.write_str("CredentialProvider"),
        }
    }
}
