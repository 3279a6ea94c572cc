//! `x-polling` can be read.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::extension::{self, ExtensionFault, X_POLLING};
use crate::openapi::Document;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for operation in document.operations() {
        if let Some(node) = operation.extension(X_POLLING) {
            report(Code::InvalidPolling, extension::polling(node, operation).faults, diagnostics);
        }
    }
}

/// Reports what is wrong in an extension.
pub(super) fn report(code: Code, faults: Vec<ExtensionFault>, diagnostics: &mut Diagnostics) {
    for ExtensionFault { span, message, help } in faults {
        diagnostics.push(Diagnostic::new(code, message).at(span, "ignored").help(help));
    }
}
