//! HTTP servers for tests, on loopback.
//!
//! [`Server`] answers by axum and records its requests. [`RawServer`] is for responses that no HTTP library would send.
//! [`Browser`] opens pages in Chromium.

/// The examples that people read first compile.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
#[doc = include_str!("../../docs/guide/authentication.md")]
#[doc = include_str!("../../docs/guide/build.md")]
#[doc = include_str!("../../docs/guide/calls.md")]
#[doc = include_str!("../../docs/guide/errors.md")]
#[doc = include_str!("../../docs/guide/extensions.md")]
#[doc = include_str!("../../docs/guide/from-openapi-generator.md")]
#[doc = include_str!("../../docs/guide/from-progenitor.md")]
#[doc = include_str!("../../docs/guide/getting-started.md")]
#[doc = include_str!("../../docs/guide/inside.md")]
#[doc = include_str!("../../docs/guide/mock.md")]
#[doc = include_str!("../../docs/guide/observing.md")]
#[doc = include_str!("../../docs/guide/pagination.md")]
#[doc = include_str!("../../docs/guide/parameters.md")]
#[doc = include_str!("../../docs/guide/polling.md")]
#[doc = include_str!("../../docs/guide/responses.md")]
#[doc = include_str!("../../docs/guide/streams.md")]
#[doc = include_str!("../../docs/guide/testing.md")]
mod documentation {}

mod answer;
mod browser;
mod raw;
mod server;

pub use answer::Answer;
pub use browser::Browser;
pub use raw::{RawServer, send_and_close, send_and_hang};
pub use server::{Recorded, Server};

/// A URL where no server listens: port 1 is reserved for tcpmux, which nobody runs.
pub const NO_SERVER: &str = "http://127.0.0.1:1";
