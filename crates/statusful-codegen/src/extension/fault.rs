//! An extension with several keys, and what is wrong with it.

use crate::source::Span;

/// An extension that was read.
#[derive(Debug)]
pub(crate) struct Read<T> {
    /// Its value, without what is wrong.
    pub(crate) value: T,
    /// What is wrong.
    pub(crate) faults: Vec<ExtensionFault>,
}

/// Something wrong in an extension.
#[derive(Debug)]
pub(crate) struct ExtensionFault {
    /// Where it is.
    pub(crate) span: Span,
    /// What is wrong.
    pub(crate) message: String,
    /// How to fix it.
    pub(crate) help: String,
}
