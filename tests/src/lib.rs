//! Servers for tests: real ones, on loopback, that answer as they are told and remember what they were asked.

/// What people read first compiles.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
#[doc = include_str!("../../docs/extensions.md")]
mod documentation {}

mod raw;
mod script;
mod server;

pub use raw::serve_raw;
pub use script::{End, Heads, Script, serve_scripts};
pub use server::{Answer, Recorded, Server};
