//! What comes back: responses and errors.

use super::cell::{Table, prose};
use super::code::json;
use super::fields::fields;
use super::site::{FROM_OPERATION as UP, Site};
use super::ty;
use crate::ir::{Arm, Group, Media, Operation, ResponseHeaders, StatusMatch, Success};
use crate::tokens::text::code;

/// The type of the result, every documented status, what is known of a response beside its body, and examples.
pub(super) fn response(site: &Site<'_>, group: &Group, operation: &Operation) -> String {
    let mut table = Table::new(&["Status", "Media type", "Variant", "Body", "Description"]);
    let success = match &operation.responses.success {
        Success::Single(_) => None,
        Success::Several(name, _) => Some(name.as_str()),
    };
    for arm in operation.responses.success_arms() {
        table.row(&row(site, arm, success));
    }
    for arm in operation.responses.failure_arms() {
        table.row(&row(site, arm, Some(operation.responses.failure.0.as_str())));
    }
    let result = result(site, group, operation);
    let fields = fields(site, group, operation);
    let headers: String = operation.responses.headers.iter().map(|headers| described(site, group, headers)).collect();
    format!("{result}\n\n{}\n### Fields\n\n{fields}{headers}{}", table.finish(), examples(operation))
}

fn result(site: &Site<'_>, group: &Group, operation: &Operation) -> String {
    let module = &group.module;
    let success = match &operation.responses.success {
        Success::Single(Some(arm)) => plain(&ty::body(site, &arm.body, UP)),
        Success::Single(None) => "()".to_owned(),
        Success::Several(name, _) => format!("{module}::{name}"),
    };
    let failure = match &operation.responses.failure {
        (_, arms) if arms.is_empty() => "Never".to_owned(),
        (name, _) => format!("{module}::{name}"),
    };
    code(&format!("Result<Response<{success}>, Error<{failure}>>"))
}

/// The text of a type without what makes it code or a link.
fn plain(cell: &str) -> String {
    let start = cell.find('`').map_or(0, |at| at + 1);
    let end = cell.rfind('`').unwrap_or(cell.len());
    cell.get(start..end).unwrap_or(cell).to_owned()
}

fn row(site: &Site<'_>, arm: &Arm, outcome: Option<&str>) -> Vec<String> {
    let variant = outcome.map(|name| code(&format!("{name}::{}", arm.variant)));
    vec![
        status(arm.status),
        media(&arm.media),
        variant.unwrap_or_else(|| "the body itself".to_owned()),
        ty::body(site, &arm.body, UP),
        prose(&arm.docs),
    ]
}

/// The headers that are described for a status.
fn described(site: &Site<'_>, group: &Group, headers: &ResponseHeaders) -> String {
    let mut table = Table::new(&["Header", "Field", "Type", "Description"]);
    for field in &headers.fields {
        let whole = format!("Option<{}>", ty::text(site, &field.ty));
        let of = ty::to_model(site, &field.ty, &whole, UP);
        table.row(&[code(&field.wire), code(field.ident.as_str()), of, prose(&field.docs)]);
    }
    let read = code(&format!("response.typed_headers::<{}::{}>()", group.module, headers.name));
    format!("\n### Headers of {}\n\nRead by {read}.\n\n{}", status(headers.status), table.finish())
}

/// The documented bodies by way of example.
fn examples(operation: &Operation) -> String {
    let arms = operation.responses.success_arms().iter().chain(operation.responses.failure_arms());
    let shown: String = arms
        .filter_map(|arm| {
            let value = arm.example.value()?;
            let body = match value.as_str() {
                Some(text) if !arm.media.as_str().contains("json") => super::code::fenced("text", &visible(text)),
                _ => json(value),
            };
            Some(format!("\n{}, {}:\n\n{body}", status(arm.status), media(&arm.media)))
        })
        .collect();
    if shown.is_empty() { shown } else { format!("\n### Example bodies\n{shown}") }
}

fn visible(text: &str) -> String {
    text.chars().filter(|c| *c == '\n' || *c == '\t' || c.escape_debug().len() == 1).collect()
}

/// Each error, with the statuses it is for.
pub(super) fn errors(group: &Group, operation: &Operation) -> String {
    let mut table = Table::new(&["Error", "Status", "Media type", "Holds"]);
    let (name, arms) = &operation.responses.failure;
    for arm in arms {
        table.row(&[
            code(&format!("Error::Api({}::{name}::{})", group.module, arm.variant)),
            number(arm.status),
            media(&arm.media),
            prose(&arm.docs),
        ]);
    }
    let rest = "whatever else comes: status, headers and bytes as they are";
    table.row(&["`Error::Undocumented`".to_owned(), others(operation), "`*/*`".to_owned(), rest.to_owned()]);
    for (error, statuses, media, holds) in GENERAL {
        table.row(&[error.to_owned(), statuses.to_owned(), media.to_owned(), holds.to_owned()]);
    }
    table.finish()
}

const GENERAL: [(&str, &str, &str, &str); 3] = [
    (
        "`Error::Decode`",
        "any documented",
        "as documented",
        "a body that is not as documented: where in it, and the response",
    ),
    ("`Error::Body`", "any", "any", "a body that is too large, cut off or too slow: what came of it, and the response"),
    ("`Error::Transport`", "none", "none", "why there was no response"),
];

/// The statuses that no failure is documented for.
fn others(operation: &Operation) -> String {
    let has = |status| operation.responses.failure_arms().iter().any(|arm| arm.status == status);
    match (has(StatusMatch::Default), has(StatusMatch::Range(4)), has(StatusMatch::Range(5))) {
        (true, ..) | (_, true, true) => "another media type",
        (_, true, _) => "5XX, and others",
        (_, _, true) => "4XX, and others",
        _ => "4XX, 5XX, and others",
    }
    .to_owned()
}

/// A status as people know it.
fn status(status: StatusMatch) -> String {
    match status {
        StatusMatch::Code(code) => {
            let reason = http::StatusCode::from_u16(code).ok().and_then(|status| status.canonical_reason());
            reason.map_or_else(|| code.to_string(), |reason| format!("{code} {reason}"))
        }
        other => number(other),
    }
}

/// A status as documents write it.
fn number(status: StatusMatch) -> String {
    match status {
        StatusMatch::Code(code) => code.to_string(),
        StatusMatch::Range(class) => format!("{class}XX"),
        StatusMatch::Default => "any other".to_owned(),
    }
}

fn media(media: &Media) -> String {
    match media {
        Media::None => "none".to_owned(),
        media => code(media.as_str()),
    }
}
