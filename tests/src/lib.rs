//! Servers for tests: real ones, on loopback, that answer as they are told and remember what they were asked.

mod raw;
mod server;

pub use raw::serve_raw;
pub use server::{Answer, Recorded, Server};
