//! `x-polling` says which answers of an operation are ready.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Document;
use crate::extension::{self, Fault};

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for operation in document.operations() {
        if let Some(node) = operation.node.get("x-polling") {
            report(Code::InvalidPolling, extension::polling(node, operation.node).faults, diagnostics);
        }
    }
}

/// Appends the faults of an extension.
pub(super) fn report(code: Code, faults: Vec<Fault>, diagnostics: &mut Diagnostics) {
    for Fault { span, message, help } in faults {
        diagnostics.push(Diagnostic::new(code, message).at(span, "this is left out").help(help));
    }
}
