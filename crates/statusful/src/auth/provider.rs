//! Providers, which obtain credentials when they are needed.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use super::{Credential, SecurityScheme};
use crate::client::Transport;
use crate::clock::Clock;

/// The error of a credential provider, a hook, a service or a request body.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The future that a [`CredentialProvider`] returns.
pub type CredentialFuture<'a> = Pin<Box<dyn Future<Output = Result<Credential, BoxError>> + Send + 'a>>;

/// Provides credentials on demand, such as from a file, a vault or a token endpoint.
///
/// A provider is called before every attempt, so it should cache its credentials. If a server returns `401`, it is
/// called once more in the same call, with the previous credential in [`CredentialRequest::rejected`]. If it then
/// returns the same credential or an error, the call returns the `401`. Closures that take a [`CredentialRequest`] and
/// return a future implement this trait.
pub trait CredentialProvider: Send + Sync + 'static {
    /// Returns the credential for a scheme.
    ///
    /// If it fails before the first attempt, the call fails with [`Error::Request`](crate::Error::Request). If it fails
    /// later, the call returns the outcome of the last attempt; a response contains the error as
    /// [`credential_error`](crate::RawResponse::credential_error).
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

/// The argument of a [`CredentialProvider`].
#[derive(Clone)]
#[non_exhaustive]
pub struct CredentialRequest {
    /// The scheme that requires the credential.
    pub scheme: SecurityScheme,
    /// The previous credential, if a server returned `401` for it.
    pub rejected: Option<Credential>,
    pub(crate) server: String,
    pub(crate) allows_cleartext: bool,
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

/// A credential, or a provider of one.
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
