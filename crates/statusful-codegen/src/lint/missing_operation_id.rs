//! Every operation has an `operationId`, which becomes the method's name.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Document;
use crate::source::Node;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    let is_missing = |node: &Node| match node.get("operationId") {
        None => true,
        Some(id) => id.as_str().is_some_and(|id| id.trim().is_empty()),
    };
    for operation in document.operations().filter(|operation| is_missing(operation.node)) {
        let message = format!("the operation {} has no operationId", super::title(&operation));
        diagnostics.push(
            Diagnostic::new(Code::MissingOperationId, message)
                .at(operation.method_span, "its method is named for the method and path")
                .help("add an `operationId`, so that the name stays when the path changes"),
        );
    }
}
