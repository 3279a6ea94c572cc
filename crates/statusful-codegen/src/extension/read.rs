//! The value of an extension with several keys, and its errors.

use crate::source::Span;

/// An extension that was read.
#[derive(Debug)]
pub(crate) struct Read<T> {
    /// The value, without its invalid parts.
    pub(crate) value: T,
    /// The errors.
    pub(crate) errors: Vec<ExtensionError>,
}

/// An error in an extension.
#[derive(Debug)]
pub(crate) struct ExtensionError {
    /// The location.
    pub(crate) span: Span,
    /// The problem.
    pub(crate) message: String,
    /// How to fix it.
    pub(crate) help: String,
}
