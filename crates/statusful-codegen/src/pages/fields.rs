//! The fields of a response: those that every response has, and the documented bodies.

use super::cell::Table;
use super::site::{FROM_OPERATION as UP, Site};
use super::ty;
use crate::ir::{Group, Operation};
use crate::tokens::markdown::code;

/// The accessors of the runtime's `Response`: name, type and description.
const HTTP: [(&str, &str, &str); 8] = [
    ("status()", "http::StatusCode", "The status of the response."),
    ("headers()", "&http::HeaderMap", "All headers."),
    ("content_type()", "Option<&str>", "The `Content-Type` header as received."),
    ("url()", "&Url", "The URL of the response, after redirects."),
    ("elapsed()", "Duration", "The time from sending the request until the body was read."),
    ("attempts()", "&[Attempt]", "Earlier attempts, each of which was followed by a retry."),
    ("body()", "&Bytes", "The body as received."),
    ("raw()", "&RawResponse", "The raw response, to decode the body by hand."),
];

/// Returns the table of a response's fields.
pub(super) fn fields(site: &Site<'_>, group: &Group, operation: &Operation) -> String {
    let mut table = Table::new(&["Field", "Type", "Required", "Description"]);
    let mut row = |accessor: &str, ty: String, required: &str, what: String| {
        table.row(&[code(accessor), ty, required.to_owned(), what]);
    };
    for (accessor, ty, what) in HTTP {
        let required = if ty.starts_with("Option") { "no" } else { "yes" };
        row(accessor, code(ty), required, what.to_owned());
    }
    let responses = &operation.responses;
    match (&responses.success, responses.single_success()) {
        (Some(name), _) => row("into_inner()", code(&format!("{}::{name}", group.module)), "yes", BODY.to_owned()),
        (None, Some(response)) => row("into_inner()", ty::body(site, &response.body, UP), "yes", BODY.to_owned()),
        (None, None) => {}
    }
    for response in responses.successes() {
        let Some(accessor) = responses.accessor(response) else { continue };
        let what = match &responses.success {
            Some(_) => code(response.variant.as_str()),
            None => format!("of status {}", response.status),
        };
        let what = format!(
            "Returns the response with this body if it is {what}; otherwise, an error that contains the response."
        );
        row(&format!("{accessor}()"), ty::body(site, &response.body, UP), "no", what);
    }
    table.finish()
}

const BODY: &str = "The body, which a response dereferences to.";
