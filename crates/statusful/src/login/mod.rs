//! Authorization codes by way of a browser: the flow of native apps (RFC 8252) with PKCE (RFC 7636).
//!
//! [`Login`] ties the parts together: it makes the code verifier and `state`, listens on loopback, gives the URL that
//! the user has to open, and waits for the redirect. Opening the URL, and exchanging the code, is the caller's part.
//!
//! ```no_run
//! use statusful::login::{AuthorizationRequest, DEFAULT_TIMEOUT, Login};
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let request = AuthorizationRequest::new("https://auth.example/authorize", "my-app").scope("keys:read keys:write");
//! let login = Login::start(&request).await?;
//! println!("Open {}", login.authorization_url());
//! let grant = login.wait(DEFAULT_TIMEOUT).await?;
//! // `grant.code` and `grant.code_verifier` are what the token request takes.
//! # Ok(())
//! # }
//! ```
//!
//! Codes, verifiers and `state` are [`Secret`](crate::Secret)s, and no `Debug` or `Display` of this module shows them.
//! The authorization URL holds `state`, and is printed only by whoever asks for it.
//!
//! # Panics
//!
//! Code verifiers and `state` need random numbers of the operating system. Where it has none, making them panics, as
//! the standard library's hash maps do.

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
