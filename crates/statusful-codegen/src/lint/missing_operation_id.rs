//! Every operation has an `operationId`, which becomes the method's name.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Document;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for operation in document.operations().filter(|operation| operation.node.get("operationId").is_none()) {
        let message = format!("the operation {} has no operationId", super::title(&operation));
        diagnostics.push(
            Diagnostic::new(Code::MissingOperationId, message)
                .at(operation.method_span, "its method is named for the method and path")
                .help("add an `operationId`, so that the name stays when the path changes"),
        );
    }
}
