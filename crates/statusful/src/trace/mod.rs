//! Spans of calls and attempts, with the attribute names of OpenTelemetry's conventions for HTTP clients.
//!
//! A span runs a future without an `async fn`, which would double the size of the future.
//!
//! Bodies, header values, queries and actual paths are not recorded, because they may contain secrets.

mod context;
#[cfg(not(feature = "tracing"))]
mod off;
#[cfg(feature = "tracing")]
mod on;

pub(crate) use context::{Inject, propagate, remove};
#[cfg(not(feature = "tracing"))]
pub(crate) use off::{AttemptSpan, CallSpan};
#[cfg(feature = "tracing")]
pub(crate) use on::{AttemptSpan, CallSpan};
