//! No two parameters in a list may have the same name and location (OpenAPI 3.0.3, sections 4.7.9 and 4.7.10).

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::openapi::{Document, Parameter};
use crate::source::Span;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for place in document.places() {
        let mut seen = HashMap::new();
        for listed in place.listed_parameters() {
            let Some(identity) = listed.parameter.and_then(identity) else { continue };
            match seen.get(&identity) {
                Some(first) => diagnostics.push(diagnostic(identity, *first, listed.span)),
                None => drop(seen.insert(identity, listed.span)),
            }
        }
    }
}

/// Returns the name and the location of a parameter, which together identify it.
fn identity(parameter: Parameter<'_>) -> Option<(&str, &str)> {
    Some((parameter.name()?.value, parameter.written_location()?.value))
}

fn diagnostic((name, location): (&str, &str), first: Span, second: Span) -> Diagnostic {
    let message = format!("the parameter {} is declared twice in {}", quote(name), quote(location));
    Diagnostic::new(Code::DuplicateParameter, message)
        .at(second, "declared again here")
        .at(first, "first declared here")
        .help("remove one of them; a parameter can be sent only once")
}
