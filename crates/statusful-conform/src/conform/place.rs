//! An operation as the document has it, beside what was made of it.

use statusful_codegen::document::{self, Document};
use statusful_codegen::ir;

/// An operation of the document and of the API.
#[derive(Debug, Clone)]
pub(super) struct Place<'d, 'a> {
    pub(super) document: &'a Document<'d>,
    pub(super) found: document::Operation<'d>,
    pub(super) operation: &'a ir::Operation,
    /// Which operation of the API it is.
    pub(super) index: usize,
}

/// The operations of the document, each with what was made of it; and the titles of those that nothing was made of.
pub(super) fn places<'d, 'a>(document: &'a Document<'d>, api: &'a ir::Api) -> (Vec<Place<'d, 'a>>, Vec<String>) {
    let mut places = Vec::new();
    let mut lost = Vec::new();
    for found in document.operations() {
        let is_it = |operation: &ir::Operation| {
            operation.path == found.path && operation.method.as_str().eq_ignore_ascii_case(found.method)
        };
        match api.operations().enumerate().find(|(_, operation)| is_it(operation)) {
            Some((index, operation)) => places.push(Place { document, found, operation, index }),
            None => lost.push(found.title()),
        }
    }
    (places, lost)
}
