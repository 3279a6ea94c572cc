//! Obtains authorization codes with a browser: the flow of native apps (RFC 8252) with PKCE (RFC 7636).
//!
//! [`Login`] combines the parts: it creates the code verifier and `state`, listens on loopback, returns the URL that
//! the user must open, and waits for the redirect. The caller opens the URL and exchanges the code.
//!
//! ```no_run
//! use statusful::login::{AuthorizationRequest, DEFAULT_TIMEOUT, Login};
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let request = AuthorizationRequest::new("https://auth.example/authorize", "my-app").scope("keys:read keys:write");
//! let login = Login::start(&request).await?;
//! println!("Open {}", login.authorization_url());
//! let grant = login.wait(DEFAULT_TIMEOUT).await?;
//! // `grant.code` and `grant.code_verifier` are for the token request.
//! # Ok(())
//! # }
//! ```
//!
//! Codes, verifiers and `state` are [`Secret`](crate::Secret)s, and no `Debug` or `Display` of this module prints them.
//! The authorization URL contains `state`, so it is returned but never printed.
//!
//! # Panics
//!
//! Code verifiers and `state` require random numbers from the operating system. If there are none, creating them
//! panics, like the standard library's hash maps.

mod authorization;
mod error;
mod flow;
mod listener;
mod page;
mod pkce;
mod random;
mod reception;
mod redirect;
mod state;

pub use authorization::AuthorizationRequest;
pub use error::{AuthorizationError, LoginError};
pub use flow::{AuthorizationGrant, DEFAULT_TIMEOUT, Login};
pub use listener::LoopbackListener;
pub use pkce::{CodeVerifierError, Pkce};
pub use state::random_state;
