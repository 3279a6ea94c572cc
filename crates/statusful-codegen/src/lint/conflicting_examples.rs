//! `example` and `examples` of a parameter, header or media type exclude each other (OpenAPI 3.0.3, sections 4.7.12 and 4.7.14).

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::openapi::Document;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for (one, several) in document.places().filter_map(|place| place.conflicting_examples()) {
        diagnostics.push(
            Diagnostic::new(Code::ConflictingExamples, "`example` and `examples` exclude each other")
                .at(several, "these are examples")
                .at(one, "and this is one more")
                .help("add the `example` to the `examples`"),
        );
    }
}
