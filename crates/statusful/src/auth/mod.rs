//! Credentials, and which operation gets which.

mod apply;
mod credential;
mod scheme;

pub(crate) use apply::authorize;
pub use credential::Credential;
pub(crate) use credential::Credentials;
pub(crate) use scheme::SchemeKind;
pub use scheme::SecurityScheme;
