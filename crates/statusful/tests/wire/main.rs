//! The runtime against real servers on loopback, with operations written as generated code is.

#![expect(clippy::unwrap_used, clippy::panic, reason = "this is how a test fails, in its helpers too")]

mod attempts;
mod bodies;
mod credentials;
mod operations;
mod outcomes;
mod redirects;
mod requests;
mod server;
mod transport;
