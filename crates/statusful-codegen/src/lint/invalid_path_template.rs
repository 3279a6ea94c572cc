//! The braces of a path template must match, and must contain a name.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::openapi::{Document, template_parameters};

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for path in document.paths() {
        if let Err(at) = template_parameters(path.value) {
            let message = if path[at..].starts_with("{}") {
                format!("a parameter of {} has no name", quote(&path))
            } else {
                format!("unmatched brace in {}", quote(&path))
            };
            diagnostics.push(
                Diagnostic::new(Code::InvalidPathTemplate, message)
                    .at(super::within(document, path.span, &path[at..]), "starting at this brace")
                    .help("write a parameter as `{name}`, and a literal brace as `%7B` or `%7D`"),
            );
        }
    }
}
