//! That the document advises against something.

/// That the document advises against something.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Deprecation {
    /// What to use instead, as plain text; may be empty.
    pub note: String,
}
