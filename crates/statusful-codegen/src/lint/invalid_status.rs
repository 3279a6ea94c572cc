//! The keys of `responses` must be statuses, ranges of statuses or `default` (OpenAPI 3.0.3, section 4.7.16.2).

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::openapi::{Document, Responses, Spanned, StatusKey};

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for key in document.all::<Responses<'_>>().flat_map(Responses::keys) {
        match key.parse::<StatusKey>() {
            Err(_) => diagnostics.push(invalid(key)),
            Ok(status) if status.to_string() != key.value => diagnostics.push(in_lower_case(key, status)),
            Ok(_) => {}
        }
    }
}

fn invalid(key: Spanned<&str>) -> Diagnostic {
    Diagnostic::new(Code::InvalidStatus, format!("{} is not a status", quote(&key)))
        .at(key.span, "no response has this status")
        .help("use a status from `100` to `599`, a range from `1XX` to `5XX`, or `default`")
}

fn in_lower_case(key: Spanned<&str>, status: StatusKey) -> Diagnostic {
    Diagnostic::new(Code::InvalidStatus, format!("the range {} is written in lower case", quote(&key)))
        .as_warning()
        .at(key.span, format!("read as `{status}`"))
        .help(format!("write `{status}`"))
}
