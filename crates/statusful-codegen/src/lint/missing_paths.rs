//! The document has `paths`, be it an empty object (OpenAPI 3.0.3, section 4.7.1).

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Document;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    if document.root().get("paths").is_none() {
        diagnostics.push(
            Diagnostic::new(Code::MissingPaths, "the document has no `paths`")
                .at(super::start(document), "`paths` is missing beside this")
                .help("add `paths`; a document of models alone has `paths: {}`"),
        );
    }
}
