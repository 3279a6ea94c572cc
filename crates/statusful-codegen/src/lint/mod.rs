//! What is wrong with a document that can be read.
//!
//! A rule is a file, and a fixture beside the tests. It asks the document, and appends what it finds; all rules run,
//! so that one run shows all faults.

mod circular_reference;
mod dangling_reference;
mod duplicate_operation_id;
mod duplicate_parameter;
mod duplicate_path;
mod external_reference;
mod incomplete_parameter;
mod invalid_aliases;
mod invalid_default;
mod invalid_flag;
mod invalid_media_type;
mod invalid_path_template;
mod invalid_polling;
mod invalid_retries;
mod invalid_secret;
mod invalid_status;
mod missing_info;
mod missing_operation_id;
mod missing_paths;
mod missing_response_description;
mod missing_responses;
mod optional_path_parameter;
mod other_version;
mod relative_path;
mod suggestion;
mod undeclared_path_parameter;
mod unknown_security_scheme;
mod unused_path_parameter;
mod wrong_kind;

use crate::diagnostic::{Diagnostics, quote};
use crate::document::{Document, Operation};
use crate::source::{Node, Span};

type Rule = fn(&Document<'_>, &mut Diagnostics);

/// The rules, in no order that matters.
const RULES: &[Rule] = &[
    missing_info::check,
    missing_paths::check,
    wrong_kind::check,
    other_version::check,
    dangling_reference::check,
    circular_reference::check,
    external_reference::check,
    relative_path::check,
    invalid_path_template::check,
    duplicate_path::check,
    duplicate_operation_id::check,
    missing_operation_id::check,
    incomplete_parameter::check,
    duplicate_parameter::check,
    undeclared_path_parameter::check,
    unused_path_parameter::check,
    optional_path_parameter::check,
    unknown_security_scheme::check,
    missing_responses::check,
    missing_response_description::check,
    invalid_status::check,
    invalid_media_type::check,
    invalid_default::check,
    invalid_aliases::check,
    invalid_secret::check,
    invalid_flag::check,
    invalid_retries::check,
    invalid_polling::check,
];

/// Appends everything that is wrong. A document of another version is not looked into, nor one that could not be read.
pub fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    if document.root().is_null() {
        return;
    }
    statusful_document::check_version(document, diagnostics);
    if statusful_document::has_version(document) {
        for rule in RULES {
            rule(document, diagnostics);
        }
    }
}

/// How many faults of a kind are given a suggestion. A document with more is not misspelt but incomplete, and a hostile
/// one would have every name compared with every other.
const SUGGESTIONS: usize = 50;

/// How much of a path is needed for a title.
const TITLE: usize = 120;

/// How long a key may be that is searched for a part of it.
const LONG_KEY: usize = 4_000;

/// The part of a span in which a text is written, if it is written there as it is; else the whole span.
fn within(document: &Document<'_>, span: Span, text: &str) -> Span {
    let file = document.source().files.get(span.file.0);
    let written = file.and_then(|file| file.text.get(span.start..span.end)).filter(|key| key.len() <= LONG_KEY);
    let written = written.and_then(|key| key.find(text));
    written.map_or(span, |at| Span { start: span.start + at, end: span.start + at + text.len(), ..span })
}

/// The path templates and where they stand.
fn paths<'s>(document: &Document<'s>) -> impl Iterator<Item = (&'s str, Span)> {
    let paths = document.root().get("paths").into_iter().flat_map(Node::members);
    paths.filter(|(path, _)| !path.starts_with("x-")).map(|(path, entry)| (path, entry.key))
}

/// Method and path in backticks, such as `` `GET /keys/{id}` ``, shortened where the path is long.
fn title(operation: &Operation<'_>) -> String {
    let path: String = operation.path.chars().take(TITLE).collect();
    quote(&format!("{} {path}", operation.method.to_uppercase()))
}

/// The name of a parameter that stands in the path.
fn path_parameter(parameter: &Node) -> Option<&str> {
    let is_in_path = parameter.get("in").and_then(Node::as_str) == Some("path");
    parameter.get("name").and_then(Node::as_str).filter(|_| is_in_path)
}
