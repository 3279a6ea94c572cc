//! What extensions say about an operation.

use super::Lowering;
use crate::extension;
use crate::ir::{Polling, Retries};
use crate::source::Node;

impl Lowering<'_> {
    /// `x-retries` of the operation, else of the document.
    pub(super) fn retries(&self, operation: &Node) -> Option<Retries> {
        let node = operation.get("x-retries").or_else(|| self.document.root().get("x-retries"))?;
        node.as_object().map(|_| extension::retries(node).value)
    }
}

/// `x-polling` of the operation.
pub(super) fn polling(operation: &Node) -> Option<Polling> {
    extension::polling(operation.get("x-polling")?, operation).value
}
