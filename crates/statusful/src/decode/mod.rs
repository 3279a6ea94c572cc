//! Decodes bodies and headers into values.

mod error;
mod header;
mod json;
mod known;
mod message;
mod path;
mod pointer;
mod text;

pub use error::DecodeError;
pub(crate) use error::{DecodeCause, JsonLocation};
pub(crate) use header::header;
pub(crate) use json::{is_empty, json};
pub(crate) use known::note;
pub(crate) use message::describe;
pub(crate) use pointer::{NoScalar, find, items, names, scalar};
pub(crate) use text::text;
