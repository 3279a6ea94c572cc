//! Credentials, and the selection of the ones that an operation requires.

mod apply;
mod client_credentials;
mod credential;
mod environment;
mod provider;
mod scheme;
mod tokens;

pub(crate) use apply::{authorize, is_credential};
pub use client_credentials::ClientCredentials;
pub use credential::Credential;
pub(crate) use credential::Credentials;
pub use environment::Environment;
pub(crate) use environment::credentials as from_environment;
pub(crate) use provider::CredentialSource;
pub use provider::{BoxError, CredentialFuture, CredentialProvider, CredentialRequest};
pub(crate) use scheme::SchemeKind;
pub use scheme::SecurityScheme;
