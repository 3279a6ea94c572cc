//! Every response must have a description (OpenAPI 3.0.3, section 4.7.17).

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::openapi::{Document, ObjectKind};

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for place in document.places().filter(|place| place.is(ObjectKind::Response)) {
        let name = place.key.map(|(name, _)| quote(name)).unwrap_or_default();
        for field in place.missing() {
            diagnostics.push(
                Diagnostic::new(Code::MissingResponseDescription, format!("the response {name} has no {field}"))
                    .at(place.span(), format!("`{field}` is missing here"))
                    .help(format!("add a `{field}`; it documents the generated variant")),
            );
        }
    }
}
