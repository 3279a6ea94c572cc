//! An `operationId` belongs to one operation.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Document, Operation};
use crate::source::{Node, Span};

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    let mut seen: HashMap<&str, Operation<'_>> = HashMap::new();
    for operation in document.operations() {
        let Some((id, span)) = id(&operation) else { continue };
        if let Some(first) = seen.get(id) {
            diagnostics.push(fault(id, first, &operation, span));
        } else {
            seen.insert(id, operation);
        }
    }
}

fn id<'s>(operation: &Operation<'s>) -> Option<(&'s str, Span)> {
    let node: &Node = operation.node.get("operationId")?;
    Some((node.as_str().filter(|id| !id.trim().is_empty())?, node.span))
}

fn fault(id: &str, first: &Operation<'_>, second: &Operation<'_>, place: Span) -> Diagnostic {
    let message = format!("the operationId {} is used twice", quote(id));
    let fault = Diagnostic::new(Code::DuplicateOperationId, message);
    if std::ptr::eq(first.node, second.node) {
        return fault
            .at(second.path_span, "this path refers to the operation")
            .at(first.path_span, "and so does this one")
            .help("give each path an operation of its own; an operationId names one method of the client");
    }
    let first_place = self::id(first).map_or(first.method_span, |(_, span)| span);
    fault
        .at(place, format!("again for {}", super::title(second)))
        .at(first_place, format!("first for {}", super::title(first)))
        .help("rename one of them; an operationId names one method of the client")
}
