//! Paths that differ in the names of their parameters only are the same path (OpenAPI 3.0.3, section 4.7.8.1). A client
//! can call both all the same, so this is a warning; documents of large vendors have such paths.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Document, template_parameters};

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    let mut seen = HashMap::new();
    for (path, span) in super::paths(document) {
        let (first, first_span) = *seen.entry(nameless(path)).or_insert((path, span));
        if first != path {
            let message = format!("the paths {} and {} match the same URLs", quote(first), quote(path));
            diagnostics.push(
                Diagnostic::new(Code::DuplicatePath, message)
                    .at(span, "again here")
                    .at(first_span, "first here")
                    .help("put the operations under one path; the name of a parameter makes no difference"),
            );
        }
    }
}

/// The template without the names of its parameters.
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
