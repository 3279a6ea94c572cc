//! The version of OpenAPI of a document.

use crate::source::{Node, Value};

/// A minor version that is supported, with all of its patch versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// 3.0, whose schemas are in a dialect of JSON Schema.
    V3_0,
    /// 3.1: schemas are JSON Schema 2020-12.
    V3_1,
}

impl Version {
    /// Every version, the oldest first.
    pub const ALL: &'static [Self] = &[Self::V3_0, Self::V3_1];

    /// Returns the version as people write it, such as `3.1`.
    pub fn name(self) -> &'static str {
        match self {
            Self::V3_0 => "3.0",
            Self::V3_1 => "3.1",
        }
    }

    /// Returns the version that `openapi` names. A number (`3.1` without quotes in YAML) names it too.
    pub fn of(root: &Node) -> Option<Self> {
        let (Value::String(text) | Value::Number(text)) = &root.get("openapi")?.value else { return None };
        let is_of = |version: &&Self| {
            text.strip_prefix(version.name()).is_some_and(|patch| patch.is_empty() || patch.starts_with('.'))
        };
        Self::ALL.iter().find(is_of).copied()
    }
}
