//! Matches the operations of the document with the lowered ones.

use statusful_codegen::ir;
use statusful_codegen::openapi::{Document, Operation};

/// An operation of the document, and the operation of the API that it was lowered to.
#[derive(Debug, Clone)]
pub(crate) struct OperationPair<'a> {
    pub(crate) found: Operation<'a>,
    pub(crate) operation: &'a ir::Operation,
    /// The index of the operation in the API.
    pub(crate) index: usize,
}

/// Returns the operations of the document with the lowered ones, and the titles of those that are missing in the API.
pub(crate) fn pairs<'a>(document: &'a Document<'a>, api: &'a ir::Api) -> (Vec<OperationPair<'a>>, Vec<String>) {
    let mut pairs = Vec::new();
    let mut missing = Vec::new();
    for found in document.operations() {
        let is_it =
            |operation: &ir::Operation| operation.path == found.path.value && operation.method == found.method.value;
        match api.operations().enumerate().find(|(_, operation)| is_it(operation)) {
            Some((index, operation)) => pairs.push(OperationPair { found, operation, index }),
            None => missing.push(found.title()),
        }
    }
    (pairs, missing)
}
