//! A parameter must have a name and a location (OpenAPI 3.0.3, section 4.7.12.2).

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::openapi::{Document, Parameter, ParameterLocation, Spanned};
use crate::source::Span;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for place in document.places() {
        let Some(parameter) = place.view::<Parameter<'_>>() else { continue };
        diagnostics.extend(place.missing().map(|field| missing(parameter, field, place.span())));
        let unknown = parameter.written_location().filter(|_| parameter.location().is_none());
        diagnostics.extend(unknown.map(unknown_location));
    }
}

fn unknown_location(location: Spanned<&str>) -> Diagnostic {
    let known = ParameterLocation::ALL.map(|location| quote(location.as_str()));
    Diagnostic::new(Code::IncompleteParameter, format!("unknown parameter location {}", quote(&location)))
        .at(location.span, "not a location")
        .help(format!("use one of {}", known.join(", ")))
}

fn missing(parameter: Parameter<'_>, field: &str, place: Span) -> Diagnostic {
    let subject = parameter.name().map_or("a parameter".to_owned(), |name| format!("the parameter {}", quote(&name)));
    Diagnostic::new(Code::IncompleteParameter, format!("{subject} has no `{field}`"))
        .at(place, format!("`{field}` is missing here"))
        .help(format!("add `{field}`; a parameter requires both `name` and `in`"))
}
