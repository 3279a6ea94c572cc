//! Every operation documents a response at least (OpenAPI 3.0.3, sections 4.7.10 and 4.7.16).

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Document, Operation};
use crate::source::Object;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for operation in document.operations() {
        let fault = match operation.node.entry("responses") {
            None => missing(&operation).at(operation.method_span, "`responses` is missing in this"),
            // Wrong as well, but it says what it means: nothing is known.
            Some(entry) if entry.node.as_object().is_some_and(is_empty) => {
                missing(&operation).as_warning().at(entry.key, "every response will be an undocumented one")
            }
            Some(_) => continue,
        };
        diagnostics.push(fault.help("add the statuses that the server answers with, or `default`"));
    }
}

fn missing(operation: &Operation<'_>) -> Diagnostic {
    let message = format!("the operation {} documents no response", super::title(operation));
    Diagnostic::new(Code::MissingResponses, message)
}

fn is_empty(responses: &Object) -> bool {
    responses.keys().all(|status| status.starts_with("x-"))
}
