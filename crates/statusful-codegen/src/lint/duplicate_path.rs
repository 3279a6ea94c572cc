//! Paths that differ only in the names of their parameters are the same path (OpenAPI 3.0.3, section 4.7.8.1). This is
//! a warning, because a client can call both, and documents of large vendors have such paths.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::openapi::{Document, template_parameters};

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    let mut seen = HashMap::new();
    for path in document.paths() {
        let first = *seen.entry(nameless(path.value)).or_insert(path);
        if first.value != path.value {
            let message = format!("the paths {} and {} match the same URLs", quote(&first), quote(&path));
            diagnostics.push(
                Diagnostic::new(Code::DuplicatePath, message)
                    .at(path.span, "second path here")
                    .at(first.span, "first path here")
                    .help("move the operations to one path; the names of its parameters make no difference"),
            );
        }
    }
}

/// Returns a path template without the names of its parameters.
fn nameless(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    let mut rest = 0;
    for parameter in template_parameters(path).unwrap_or_default() {
        text.push_str(&path[rest..parameter.start]);
        text.push_str("{}");
        rest = parameter.end;
    }
    text + &path[rest..]
}
