//! `example` and `examples` of a parameter, header or media type are mutually exclusive (OpenAPI 3.0.3, sections 4.7.12
//! and 4.7.14).

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::openapi::Document;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for (one, several) in document.places().filter_map(|place| place.conflicting_examples()) {
        diagnostics.push(
            Diagnostic::new(Code::ConflictingExamples, "`example` and `examples` are mutually exclusive")
                .at(several, "`examples` is here")
                .at(one, "`example` is here")
                .help("move the `example` into `examples`"),
        );
    }
}
