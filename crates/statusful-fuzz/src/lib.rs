//! The targets of the fuzzer: functions that take any bytes, and panic if an invariant does not hold for them.
//!
//! The fuzzer in `fuzz/` runs them with bytes that it makes up, and the test `replay` with those in `fuzz/regressions`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "the fuzzer finds panics")]

mod answering;
mod decoding;
mod generator;
pub mod graphs;
mod json_document;
mod json_lines;
mod media_type;
mod overlay;
mod response;
mod retry_after;
mod splitting;
mod sse;
mod tree;
mod yaml_document;

/// A function for the fuzzer.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// The name, which is also that of its folder of regressions.
    pub name: &'static str,
    /// Panics if an invariant does not hold.
    pub run: fn(&[u8]),
}

/// All targets.
pub const TARGETS: &[Target] = &[
    Target { name: "decoding", run: decoding::run },
    Target { name: "generator", run: generator::run },
    Target { name: "json-document", run: json_document::run },
    Target { name: "json-lines", run: json_lines::run },
    Target { name: "media-type", run: media_type::run },
    Target { name: "overlay", run: overlay::run },
    Target { name: "response", run: response::run },
    Target { name: "retry-after", run: retry_after::run },
    Target { name: "sse", run: sse::run },
    Target { name: "yaml-document", run: yaml_document::run },
];
