//! A path template must contain neither a query nor a fragment (OpenAPI 3.0.3, section 4.7.8.2). This is a warning,
//! because documents use them to describe several operations of one path.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::openapi::{Document, Spanned};

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    let paths = document.paths();
    diagnostics.extend(paths.filter_map(|path| Some(diagnostic(document, path, path.find(['?', '#'])?))));
}

fn diagnostic(document: &Document<'_>, path: Spanned<&str>, at: usize) -> Diagnostic {
    let (_, rest) = path.value.split_at(at);
    let (part, label, help) = if rest.starts_with('?') {
        (
            "a query",
            "sent before the query parameters",
            "describe it with query parameters, each with one value in `enum`",
        )
    } else {
        (
            "a fragment",
            "not sent, because fragments never are",
            "remove it, and describe all requests of the path in one operation",
        )
    };
    Diagnostic::new(Code::QueryInPath, format!("the path {} has {part}", quote(&path)))
        .at(super::within(document, path.span, rest), label)
        .help(help)
}
