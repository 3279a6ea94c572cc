//! Authorization codes by way of a browser: the flow of native apps (RFC 8252) with PKCE (RFC 7636).
//!
//! Codes, verifiers and `state` are [`Secret`](crate::Secret)s, and no `Debug` or `Display` of this module shows them.
//!
//! # Panics
//!
//! Code verifiers and `state` need random numbers of the operating system. Where it has none, making them panics, as
//! the standard library's hash maps do.

mod authorization;
mod error;
mod listener;
mod page;
mod pkce;
mod reception;
mod redirect;
mod state;

pub use authorization::AuthorizationRequest;
pub use error::{AuthorizationError, LoginError};
pub use listener::LoopbackListener;
pub use pkce::{CodeVerifierError, Pkce};
pub use state::random_state;
