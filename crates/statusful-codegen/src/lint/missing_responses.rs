//! Every operation must document at least one response (OpenAPI 3.0.3, sections 4.7.10 and 4.7.16). Since 3.1, this is
//! optional.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::openapi::{Document, Operation, Responses};

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for operation in document.operations() {
        let diagnostic = match operation.responses_key() {
            None => {
                super::lacking(document, missing(operation)).at(operation.method.span, "`responses` is missing here")
            }
            // Also invalid, but the meaning is clear: nothing is known about responses.
            Some(key) if operation.responses().is_some_and(Responses::is_empty) => {
                missing(operation).as_warning().at(key, "every response will be undocumented")
            }
            Some(_) => continue,
        };
        diagnostics.push(diagnostic.help("add the statuses that the server returns, or `default`"));
    }
}

fn missing(operation: Operation<'_>) -> Diagnostic {
    let message = format!("the operation {} documents no response", super::title(operation));
    Diagnostic::new(Code::MissingResponses, message)
}
