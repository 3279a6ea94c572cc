//! Which version of OpenAPI a document is written in.

use crate::source::{Node, Value};

/// A minor version that is read; any patch version of it will do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// 3.0: schemas in a dialect of their own.
    V3_0,
    /// 3.1: schemas in JSON Schema 2020-12.
    V3_1,
}

impl Version {
    /// All of them, the oldest first.
    pub const ALL: &'static [Self] = &[Self::V3_0, Self::V3_1];

    /// Such as `3.1`.
    pub fn name(self) -> &'static str {
        match self {
            Self::V3_0 => "3.0",
            Self::V3_1 => "3.1",
        }
    }

    /// What `openapi` says. A number (`3.1` without quotes in YAML) says the same as text.
    pub fn of(root: &Node) -> Option<Self> {
        let (Value::String(text) | Value::Number(text)) = &root.get("openapi")?.value else { return None };
        let is_of = |version: &&Self| {
            text.strip_prefix(version.name()).is_some_and(|patch| patch.is_empty() || patch.starts_with('.'))
        };
        Self::ALL.iter().find(is_of).copied()
    }
}
