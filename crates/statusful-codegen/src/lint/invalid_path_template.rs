//! The braces of a path template pair up, and have a name between them.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Document, template_parameters};

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for (path, span) in super::paths(document) {
        if let Err(at) = template_parameters(path) {
            let message = if path[at..].starts_with("{}") {
                format!("a parameter of {} has no name", quote(path))
            } else {
                format!("the braces of {} do not pair up", quote(path))
            };
            diagnostics.push(
                Diagnostic::new(Code::InvalidPathTemplate, message)
                    .at(super::within(document, span, &path[at..]), "from this brace on")
                    .help("a parameter is written `{name}`, and a brace that is meant itself `%7B` or `%7D`"),
            );
        }
    }
}
