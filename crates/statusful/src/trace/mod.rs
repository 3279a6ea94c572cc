//! Spans of calls and attempts, with the attribute names of OpenTelemetry's conventions for HTTP clients.
//!
//! Neither bodies nor header values nor queries are recorded, nor the filled-in path: that is where secrets are.

#[cfg(not(feature = "tracing"))]
mod off;
#[cfg(feature = "tracing")]
mod on;

#[cfg(not(feature = "tracing"))]
pub(crate) use off::{AttemptSpan, CallSpan};
#[cfg(feature = "tracing")]
pub(crate) use on::{AttemptSpan, CallSpan};
