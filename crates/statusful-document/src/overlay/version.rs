//! Which version of the Overlay Specification an overlay is written in.

use super::action::{fault, start};
use crate::diagnostic::{Diagnostic, quote};
use crate::source::{Node, Value};

/// The versions that differ in what actions do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    /// Targets are objects and arrays.
    V1_0,
    /// Targets may be primitives, and there is `copy`.
    V1_1,
}

impl Version {
    /// Returns the version of an overlay, or what is wrong with it.
    pub(super) fn of(overlay: &Node) -> Result<Self, Box<Diagnostic>> {
        let version = overlay.get("overlay");
        let text = version.and_then(Node::as_str).unwrap_or_default();
        let is_patch = |prefix: &str| {
            let patch = text.strip_prefix(prefix).unwrap_or_default();
            !patch.is_empty() && patch.bytes().all(|byte| byte.is_ascii_digit())
        };
        match version {
            _ if is_patch("1.0.") => Ok(Self::V1_0),
            _ if is_patch("1.1.") => Ok(Self::V1_1),
            Some(version) => Err(Box::new(unsupported(version))),
            None => Err(Box::new(
                fault("the file is not an overlay", start(overlay), "missing `overlay`")
                    .help("an overlay requires `overlay: 1.1.0`, `info` and `actions`"),
            )),
        }
    }
}

fn unsupported(version: &Node) -> Diagnostic {
    let written = match &version.value {
        Value::String(text) | Value::Number(text) => quote(text),
        _ => version.kind().to_owned(),
    };
    fault(format!("unsupported overlay version {written}"), version.span, "supported versions are 1.0 and 1.1")
        .help("write the version in full, such as `overlay: 1.1.0`")
}
