//! A path must start with a slash (OpenAPI 3.0.3, section 4.7.8).

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::openapi::Document;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for path in document.paths().filter(|path| !path.starts_with('/')) {
        diagnostics.push(
            Diagnostic::new(Code::RelativePath, format!("the path {} does not start with a slash", quote(&path)))
                .at(path.span, "appended to the server's URL without a slash")
                .help(format!("write {}", quote(&format!("/{}", path.value)))),
        );
    }
}
