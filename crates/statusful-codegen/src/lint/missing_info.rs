//! `info` must have a title and a version (OpenAPI 3.0.3, section 4.7.2).

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::openapi::{Document, ObjectKind};
use crate::source::Span;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    if document.info_key().is_none() {
        diagnostics.push(no_info(document.start()));
    }
    for place in document.places().filter(|place| place.is(ObjectKind::Info)) {
        diagnostics.extend(place.missing().map(|field| no_field(field, place.span())));
    }
}

fn no_info(place: Span) -> Diagnostic {
    Diagnostic::new(Code::MissingInfo, "the document has no `info`")
        .at(place, "`info` is missing next to this")
        .help("add `info` with a `title` and a `version`; both are in the documentation of the generated crate")
}

fn no_field(field: &str, info: Span) -> Diagnostic {
    Diagnostic::new(Code::MissingInfo, format!("`info` has no `{field}`"))
        .at(info, format!("`{field}` is missing here"))
        .help(format!("add a `{field}`; it is in the documentation of the generated crate"))
}
