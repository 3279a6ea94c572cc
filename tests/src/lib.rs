//! Servers for tests: real ones, on loopback, that answer as they are told and remember what they were asked.

mod raw;
mod script;
mod server;

pub use raw::serve_raw;
pub use script::{End, Heads, Script, serve_scripts};
pub use server::{Answer, Recorded, Server};
