//! Spans of calls and attempts, with the attribute names of OpenTelemetry's conventions for HTTP clients.
//!
//! A span runs a future without an `async fn`, which would take twice the size of that future.
//!
//! Neither bodies nor header values nor queries are recorded, nor the filled-in path: that is where secrets are.

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
