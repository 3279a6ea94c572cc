//! What is in a response: HTTP's own, and the body or each of the bodies.

use super::cell::Table;
use super::site::{FROM_OPERATION as UP, Site};
use super::ty;
use crate::ir::{Group, Operation, Success};
use crate::tokens::text::code;

/// What every response has, as the runtime's `Response` gives it.
const HTTP: [(&str, &str, &str); 8] = [
    ("status()", "http::StatusCode", "The status that was answered."),
    ("headers()", "&http::HeaderMap", "All headers."),
    ("content_type()", "Option<&str>", "The media type as it was sent."),
    ("url()", "&Url", "Where the response came from, after redirects."),
    ("elapsed()", "Duration", "From just before sending until the body was read."),
    ("attempts()", "&[Attempt]", "The attempts before this one, which were worth a retry."),
    ("body()", "&Bytes", "The body as it was received."),
    ("raw()", "&RawResponse", "All of these, for reading a body by hand."),
];

/// The table of a response.
pub(super) fn fields(site: &Site<'_>, group: &Group, operation: &Operation) -> String {
    let mut table = Table::new(&["Field", "Type", "Required", "Description"]);
    let mut row = |accessor: &str, ty: String, required: &str, what: String| {
        table.row(&[code(accessor), ty, required.to_owned(), what]);
    };
    for (accessor, ty, what) in HTTP {
        let required = if ty.starts_with("Option") { "no" } else { "yes" };
        row(accessor, code(ty), required, what.to_owned());
    }
    match &operation.responses.success {
        Success::Single(None) => {}
        Success::Single(Some(arm)) => row("into_inner()", ty::body(site, &arm.body, UP), "yes", BODY.to_owned()),
        Success::Several(name, arms) => {
            row("into_inner()", code(&format!("{}::{name}", group.module)), "yes", BODY.to_owned());
            for arm in arms {
                let accessor = format!("into_inner().{}()", arm.accessor.with_prefix("into"));
                let what = format!("The body, if it is {}; else all of it comes back.", code(arm.variant.as_str()));
                row(&accessor, ty::body(site, &arm.body, UP), "no", what);
            }
        }
    }
    table.finish()
}

const BODY: &str = "The body; a response dereferences to it.";
