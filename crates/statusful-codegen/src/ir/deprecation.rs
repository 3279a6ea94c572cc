//! Deprecation of an item.

/// The deprecation of an item.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Deprecation {
    /// What to use instead, as one line of Markdown that is safe for rustdoc. May be empty.
    pub note: String,
}
