//! Checks documents that could be parsed.
//!
//! Each rule has a file here and a fixture in the tests. All rules run, so one run reports every problem.
//! [`openapi`](crate::openapi) implements the requirements of the specification; a rule uses it and words the
//! diagnostic.

mod bodiless_content;
mod circular_reference;
mod conflicting_examples;
mod dangling_reference;
mod duplicate_operation_id;
mod duplicate_parameter;
mod duplicate_path;
mod external_reference;
mod inapplicable_field;
mod incomplete_parameter;
mod invalid_aliases;
mod invalid_default;
mod invalid_enum_names;
mod invalid_flag;
mod invalid_idempotency;
mod invalid_media_type;
mod invalid_message;
mod invalid_name;
mod invalid_pagination;
mod invalid_path_template;
mod invalid_polling;
mod invalid_retries;
mod invalid_secret;
mod invalid_server_variable;
mod invalid_status;
mod missing_info;
mod missing_operation_id;
mod missing_paths;
mod missing_response_description;
mod missing_responses;
mod optional_path_parameter;
mod other_version;
mod query_in_path;
mod relative_path;
mod rounded_number;
mod undeclared_path_parameter;
mod unknown_field;
mod unknown_security_scheme;
mod unused_path_parameter;
mod wrong_kind;

use crate::diagnostic::{Diagnostic, Diagnostics, quote};
use crate::openapi::{Document, Operation, Parameter, ParameterLocation, Spanned, Version};
use crate::source::Span;

type Rule = fn(&Document<'_>, &mut Diagnostics);

/// The rules. Their order does not matter.
const RULES: &[Rule] = &[
    missing_info::check,
    missing_paths::check,
    wrong_kind::check,
    other_version::check,
    unknown_field::check,
    invalid_server_variable::check,
    dangling_reference::check,
    circular_reference::check,
    external_reference::check,
    relative_path::check,
    query_in_path::check,
    invalid_path_template::check,
    duplicate_path::check,
    duplicate_operation_id::check,
    missing_operation_id::check,
    incomplete_parameter::check,
    duplicate_parameter::check,
    inapplicable_field::check,
    conflicting_examples::check,
    undeclared_path_parameter::check,
    unused_path_parameter::check,
    optional_path_parameter::check,
    unknown_security_scheme::check,
    missing_responses::check,
    missing_response_description::check,
    invalid_status::check,
    bodiless_content::check,
    invalid_media_type::check,
    invalid_default::check,
    rounded_number::check,
    invalid_aliases::check,
    invalid_secret::check,
    invalid_flag::check,
    invalid_name::check,
    invalid_enum_names::check,
    invalid_message::check,
    invalid_retries::check,
    invalid_idempotency::check,
    invalid_polling::check,
    invalid_pagination::check,
];

/// Reports all problems of a document. A document that could not be parsed, or that has another version, is not checked
/// further.
pub fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    if document.root().is_null() {
        return;
    }
    statusful_document::check_version(document, diagnostics);
    if statusful_document::has_version(document) {
        // Most rules visit the whole document.
        let document = document.with_places();
        for rule in RULES {
            rule(&document, diagnostics);
        }
    }
}

/// Returns a diagnostic about something that a document lacks, with the severity for its version. Since OpenAPI 3.1, a
/// description may consist of several documents (section 4.3.1), so another document may contain the `paths` or a part
/// of the path items.
fn lacking(document: &Document<'_>, diagnostic: Diagnostic) -> Diagnostic {
    match document.version() {
        Version::V3_0 => diagnostic,
        Version::V3_1 => diagnostic.as_warning(),
    }
}

/// The maximum number of diagnostics of a rule that get a suggestion. A document with more of them is incomplete rather
/// than misspelled, and a hostile document would cause every name to be compared with every other.
const SUGGESTIONS: usize = 50;

/// The maximum length of a path in a title, in characters.
const TITLE: usize = 120;

/// The maximum length of a key, in bytes, that is searched for a substring.
const LONG_KEY: usize = 4_000;

/// Returns the part of a span that contains a text, or the whole span if the text is escaped there.
fn within(document: &Document<'_>, span: Span, text: &str) -> Span {
    let file = document.source().files.get(span.file.0);
    let written = file.and_then(|file| file.text.get(span.start..span.end)).filter(|key| key.len() <= LONG_KEY);
    let written = written.and_then(|key| key.find(text));
    written.map_or(span, |at| Span { start: span.start + at, end: span.start + at + text.len(), ..span })
}

/// Returns the method and path in backticks, such as `` `GET /keys/{id}` ``. A long path is truncated.
fn title(operation: Operation<'_>) -> String {
    let path: String = operation.path.chars().take(TITLE).collect();
    quote(&format!("{} {path}", operation.method.value))
}

/// Returns the name of a path parameter.
fn path_parameter(parameter: Parameter<'_>) -> Option<Spanned<&str>> {
    parameter.name().filter(|_| parameter.location() == Some(ParameterLocation::Path))
}
