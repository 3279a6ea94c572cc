//! Operation ids must be unique.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::openapi::{Document, Operation, Spanned};

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    let mut seen = HashMap::new();
    for operation in document.operations() {
        let Some(id) = operation.id() else { continue };
        match seen.get(id.value) {
            Some(first) => diagnostics.push(diagnostic(*first, (id, operation))),
            None => drop(seen.insert(id.value, (id, operation))),
        }
    }
}

/// An `operationId` and the operation that has it.
type Identified<'d> = (Spanned<&'d str>, Operation<'d>);

fn diagnostic((first_id, first): Identified<'_>, (id, second): Identified<'_>) -> Diagnostic {
    let message = format!("the operationId {} is used twice", quote(&id));
    let diagnostic = Diagnostic::new(Code::DuplicateOperationId, message);
    if first.is(second) {
        return diagnostic
            .at(second.path.span, "this path refers to the operation")
            .at(first.path.span, "and so does this one")
            .help("write a separate operation for each path; an operationId names one method of the client");
    }
    diagnostic
        .at(id.span, format!("used again for {}", super::title(second)))
        .at(first_id.span, format!("first used for {}", super::title(first)))
        .help("rename one of them; an operationId names one method of the client")
}
