//! `x-polling` must be valid.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::extension::{self, ExtensionError, X_POLLING};
use crate::openapi::Document;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for operation in document.operations() {
        if let Some(node) = operation.extension(X_POLLING) {
            report(Code::InvalidPolling, extension::polling(node, operation).errors, diagnostics);
        }
    }
}

/// Reports the errors of an extension.
pub(super) fn report(code: Code, errors: Vec<ExtensionError>, diagnostics: &mut Diagnostics) {
    for ExtensionError { span, message, help } in errors {
        diagnostics.push(Diagnostic::new(code, message).at(span, "ignored").help(help));
    }
}
