//! That the document advises against something.

/// That the document advises against something.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Deprecation {
    /// What to use instead: Markdown on one line that is safe for rustdoc; may be empty.
    pub note: String,
}
