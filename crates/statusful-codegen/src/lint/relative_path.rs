//! A path starts with a slash (OpenAPI 3.0.3, section 4.7.8).

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::Document;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    let paths = super::paths(document).filter(|(path, _)| !path.starts_with('/'));
    for (path, span) in paths {
        diagnostics.push(
            Diagnostic::new(Code::RelativePath, format!("the path {} does not start with a slash", quote(path)))
                .at(span, "appended to the server's URL as it is")
                .help(format!("write {}", quote(&format!("/{path}")))),
        );
    }
}
