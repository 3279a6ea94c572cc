//! The responses and errors of an operation.

use super::cell::{Table, prose};
use super::code::json;
use super::fields::fields;
use super::site::{FROM_OPERATION as UP, Site};
use super::ty;
use crate::ir::{DocumentedResponse, Group, MediaRange, Operation, ResponseHeaders, StatusKey, TypeName};
use crate::tokens::markdown::code;

/// Returns the type of the result, the documented responses, the fields of a response, the documented headers, and
/// examples.
pub(super) fn response(site: &Site<'_>, group: &Group, operation: &Operation) -> String {
    let mut table = Table::new(&["Status", "Media type", "Variant", "Body", "Description"]);
    for response in operation.responses.successes() {
        table.row(&row(site, response, operation.responses.success.as_ref()));
    }
    for response in operation.responses.failures() {
        table.row(&row(site, response, operation.responses.failure.as_ref()));
    }
    let result = result(site, group, operation);
    let fields = fields(site, group, operation);
    let headers: String = operation.responses.headers.iter().map(|headers| described(site, group, headers)).collect();
    format!("{result}\n\n{}\n### Fields\n\n{fields}{headers}{}", table.finish(), examples(operation))
}

fn result(site: &Site<'_>, group: &Group, operation: &Operation) -> String {
    let module = &group.module;
    let responses = &operation.responses;
    let success = match (&responses.success, responses.single_success()) {
        (Some(name), _) => format!("{module}::{name}"),
        (None, Some(response)) => plain(&ty::body(site, &response.body, UP)),
        (None, None) => "()".to_owned(),
    };
    let failure = responses.failure.as_ref().map_or_else(|| "Never".to_owned(), |name| format!("{module}::{name}"));
    code(&format!("Result<Response<{success}>, Error<{failure}>>"))
}

/// Returns the text of a type without its code span and link.
fn plain(cell: &str) -> String {
    let start = cell.find('`').map_or(0, |at| at + 1);
    let end = cell.rfind('`').unwrap_or(cell.len());
    cell.get(start..end).unwrap_or(cell).to_owned()
}

fn row(site: &Site<'_>, response: &DocumentedResponse, of: Option<&TypeName>) -> Vec<String> {
    let variant = of.map(|name| code(&format!("{name}::{}", response.variant)));
    vec![
        status(response.status),
        media(response.media.as_ref()),
        variant.unwrap_or_else(|| "(the body itself)".to_owned()),
        ty::body(site, &response.body, UP),
        prose(&response.docs),
    ]
}

/// Returns the section about the documented headers of a status.
fn described(site: &Site<'_>, group: &Group, headers: &ResponseHeaders) -> String {
    let mut table = Table::new(&["Header", "Field", "Type", "Description"]);
    for field in &headers.fields {
        let whole = format!("Option<{}>", ty::text(site, &field.ty));
        let of = ty::to_model(site, &field.ty, &whole, UP);
        table.row(&[code(&field.wire), code(field.ident.as_str()), of, prose(&field.docs)]);
    }
    let read = code(&format!("response.typed_headers::<{}::{}>()", group.module, headers.name));
    format!("\n### Headers of {}\n\nDecode them with {read}.\n\n{}", status(headers.status), table.finish())
}

/// Returns the section of example bodies, or an empty string if the document has none.
fn examples(operation: &Operation) -> String {
    let is_json = |media: Option<&MediaRange>| media.is_some_and(|media| media.as_str().contains("json"));
    let shown: String = operation
        .responses
        .documented()
        .filter_map(|response| {
            let value = response.example.value()?;
            let range = response.media.as_ref();
            let body = match value.as_str() {
                Some(text) if !is_json(range) => super::code::fenced("text", &visible(text)),
                _ => json(value),
            };
            Some(format!("\n{}, {}:\n\n{body}", status(response.status), media(range)))
        })
        .collect();
    if shown.is_empty() { shown } else { format!("\n### Example bodies\n{shown}") }
}

fn visible(text: &str) -> String {
    text.chars().filter(|c| *c == '\n' || *c == '\t' || c.escape_debug().len() == 1).collect()
}

/// Returns the table of errors, with the statuses that cause them.
pub(super) fn errors(group: &Group, operation: &Operation) -> String {
    let mut table = Table::new(&["Error", "Status", "Media type", "Contains"]);
    if let Some(name) = &operation.responses.failure {
        for response in operation.responses.failures() {
            table.row(&[
                code(&format!("Error::Api({}::{name}::{})", group.module, response.variant)),
                number(response.status),
                media(response.media.as_ref()),
                prose(&response.docs),
            ]);
        }
    }
    let rest = "Any other response, with status, headers and body as received.";
    table.row(&["`Error::Undocumented`".to_owned(), others(operation), "`*/*`".to_owned(), rest.to_owned()]);
    for (error, statuses, media, contents) in GENERAL {
        table.row(&[error.to_owned(), statuses.to_owned(), media.to_owned(), contents.to_owned()]);
    }
    table.finish()
}

const GENERAL: [(&str, &str, &str, &str); 3] = [
    (
        "`Error::Decode`",
        "any documented",
        "as documented",
        "A body that does not match the document. Contains the location of the mismatch and the response.",
    ),
    (
        "`Error::Body`",
        "any",
        "any",
        "A body that is too large, incomplete or too slow. Contains the response with the part that was received.",
    ),
    ("`Error::Transport`", "none", "none", "The reason why there is no response."),
];

/// Returns the statuses that have no documented failure.
fn others(operation: &Operation) -> String {
    let has = |status| operation.responses.failures().any(|response| response.status == status);
    match (has(StatusKey::Default), has(StatusKey::Range(4)), has(StatusKey::Range(5))) {
        (true, ..) | (_, true, true) => "another media type",
        (_, true, _) => "5XX and others",
        (_, _, true) => "4XX and others",
        _ => "4XX, 5XX and others",
    }
    .to_owned()
}

/// Returns a status with its reason phrase.
fn status(status: StatusKey) -> String {
    match status.reason() {
        Some(reason) => format!("{status} {reason}"),
        None => number(status),
    }
}

/// Returns a status without its reason phrase.
fn number(status: StatusKey) -> String {
    match status {
        StatusKey::Default => "any other".to_owned(),
        status => status.to_string(),
    }
}

fn media(media: Option<&MediaRange>) -> String {
    media.map_or_else(|| "none".to_owned(), |media| code(media.as_str()))
}
