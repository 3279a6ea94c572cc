//! Responses with some statuses never have a body (RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5), so their content
//! cannot be sent.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::openapi::{Document, Responses, StatusKey};
use crate::source::Span;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    let responses = document.all::<Responses<'_>>().flat_map(Responses::iter);
    let bodiless = responses.filter(|(status, _)| status.is_bodiless());
    // Operations can share a response, whose content is reported once.
    let mut seen = HashSet::new();
    let contents = bodiless.filter_map(|(status, response)| Some((status, response.contents().next()?.key.span)));
    diagnostics.extend(contents.filter(|found| seen.insert(*found)).map(|(status, place)| diagnostic(status, place)));
}

fn diagnostic(status: StatusKey, place: Span) -> Diagnostic {
    Diagnostic::new(Code::BodilessContent, format!("a response with status `{status}` has no body"))
        .at(place, "this content cannot be sent")
        .help("remove `content`, or document it for the status that it is sent with, such as `200`")
}
