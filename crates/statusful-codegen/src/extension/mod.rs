//! Extensions of operations: read once, for the linter, which shows the faults, and for lowering, which takes the value.

mod fields;
mod polling;
mod retries;

use crate::source::Span;

pub(crate) use polling::polling;
pub(crate) use retries::retries;

/// An extension, and what is wrong with it. What is wrong is left out of the value.
#[derive(Debug)]
pub(crate) struct Read<T> {
    /// What it says.
    pub(crate) value: T,
    /// What is wrong, in order.
    pub(crate) faults: Vec<Fault>,
}

/// A fault in an extension.
#[derive(Debug)]
pub(crate) struct Fault {
    /// Where.
    pub(crate) span: Span,
    /// What is wrong.
    pub(crate) message: String,
    /// What to do.
    pub(crate) help: String,
}
