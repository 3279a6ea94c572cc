//! Generated clients, and the runtime alone, with real HTTP servers on loopback.

#![allow(clippy::unwrap_used, clippy::panic, reason = "this is how a test fails")]

mod accessors;
mod blocking;
mod call_errors;
mod clock;
mod credential_providers;
mod debug_log;
mod decoding;
mod edges;
mod globals;
mod groups;
mod hooks;
mod idempotency;
mod keymint_requests;
mod keymint_responses;
mod login;
mod mock;
mod options;
mod pagination;
mod polling;
mod reliability;
mod response_headers;
mod retries;
mod runtime;
mod schemas;
mod secrets;
mod servers;
mod shapes;
mod spans;
mod trace_context;
mod traffic;
mod undocumented;

use std::future::poll_fn;
use std::pin::pin;

use futures_core::Stream;
use keymint::Client;
use statusful_tests::Server;

/// Creates a client of keymint that calls this server.
fn keymint(server: &Server) -> Client {
    Client::builder().server(server.url()).bearer_auth("token-of-the-tests").build().unwrap()
}

/// Returns the next item of a stream.
async fn next<S: Stream + Unpin>(stream: &mut S) -> Option<S::Item> {
    let mut stream = pin!(stream);
    poll_fn(|context| stream.as_mut().poll_next(context)).await
}
