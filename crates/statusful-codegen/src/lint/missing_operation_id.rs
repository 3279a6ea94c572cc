//! Every operation should have an `operationId`, which names the generated method.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::openapi::Document;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for operation in document.operations().filter(|operation| operation.lacks_id()) {
        let message = format!("the operation {} has no operationId", super::title(operation));
        diagnostics.push(
            Diagnostic::new(Code::MissingOperationId, message)
                .at(operation.method.span, "the generated method is named after the HTTP method and the path")
                .help("add an `operationId`, so that the name does not change with the path"),
        );
    }
}
