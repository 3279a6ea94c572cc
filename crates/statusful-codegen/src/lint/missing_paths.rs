//! The document must have `paths`, which may be empty, or since OpenAPI 3.1 other content.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::openapi::Document;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    if document.is_without_content() {
        diagnostics.push(
            Diagnostic::new(Code::MissingPaths, "the document has no `paths`")
                .at(document.start(), "`paths` is missing next to this")
                .help("add `paths`, or `paths: {}` if the document has only models"),
        );
    }
}
