//! The keys of Fern.

use std::collections::HashMap;

use super::edit::Edit;
use super::enums::{self, X_ENUM_DESCRIPTIONS, X_ENUM_VARNAMES};
use super::globals::{X_GLOBAL, global, identity};
use super::pages::{X_PAGINATION, pagination, parameter_or_property, response_part};
use super::path::BodyPath;
use super::rule::{Meaning, Refusal, Rule, Subject, refuse};
use super::tools::NAME;
use crate::openapi::{ObjectKind as K, ParameterLocation};
use crate::source::{Node, Value};
use Meaning::{Nothing, Same, Translated};

pub(super) const RULES: &[Rule] = &[
    Rule { key: "x-fern-sdk-method-name", objects: &[K::Operation], meaning: Same(NAME) },
    Rule { key: "x-fern-sdk-group-name", objects: &[K::Operation], meaning: Translated("x-group", group) },
    Rule { key: "x-fern-parameter-name", objects: &[K::Parameter], meaning: Same(NAME) },
    Rule { key: "x-fern-property-name", objects: &[K::Schema], meaning: Same(NAME) },
    Rule { key: "x-fern-type-name", objects: &[K::Schema], meaning: Same("x-type-name") },
    Rule {
        key: "x-fern-ignore",
        objects: &[K::PathItem, K::Operation, K::Parameter, K::Schema],
        meaning: Same("x-ignore"),
    },
    Rule { key: "x-fern-enum", objects: &[K::Schema], meaning: Translated(X_ENUM_VARNAMES, enumeration) },
    Rule { key: "x-fern-pagination", objects: &[K::Operation], meaning: Translated(X_PAGINATION, pages) },
    Rule { key: "x-fern-retries", objects: &[K::Operation], meaning: Translated("x-retries", retries) },
    Rule { key: "x-fern-idempotent", objects: &[K::Operation], meaning: Same("x-idempotent") },
    Rule { key: "x-fern-global-headers", objects: &[K::Document], meaning: Translated(X_GLOBAL, global_headers) },
    Rule {
        key: "x-fern-streaming",
        objects: &[K::Operation],
        meaning: Nothing("the media type of the response selects streaming"),
    },
    Rule {
        key: "x-fern-examples",
        objects: &[K::Operation],
        meaning: Nothing("the examples of OpenAPI are used instead"),
    },
    Rule { key: "x-fern-server-name", objects: &[K::Server], meaning: Nothing("servers are named after their URLs") },
    Rule {
        key: "x-fern-audiences",
        objects: &[K::Operation, K::Schema, K::Parameter],
        meaning: Nothing("`include` and `exclude` select operations"),
    },
];

/// The group is a name, or a list of names, each within the one before.
fn group(subject: &Subject<'_>) -> Result<Vec<Edit>, Refusal> {
    let names: Vec<&str> = match &subject.value().value {
        Value::String(name) => vec![name],
        Value::Array(items) => items.iter().filter_map(Node::as_str).collect(),
        _ => Vec::new(),
    };
    if names.is_empty() || names.len() < subject.value().items().count() {
        return subject.refuse("expected a name or a list of names");
    }
    Ok(subject.becomes("x-group", Value::String(names.join(" "))))
}

/// Each value has an object with a name and a description, both optional.
fn enumeration(subject: &Subject<'_>) -> Result<Vec<Edit>, Refusal> {
    let value = subject.value();
    let names = enums::texts(subject, value, |item| item.get("name"))?;
    let descriptions = enums::texts(subject, value, |item| item.get("description"))?;
    let mut edits = subject.becomes(X_ENUM_VARNAMES, names);
    edits.extend(subject.becomes(X_ENUM_DESCRIPTIONS, descriptions));
    Ok(edits)
}

fn pages(subject: &Subject<'_>) -> Result<Vec<Edit>, Refusal> {
    let value = subject.value();
    if value.as_object().is_none() {
        return subject.refuse("it refers to a setting of the whole document");
    }
    let request = |key: &str| value.get(key).map(|node| request_part(subject, node)).transpose();
    let response = |key: &str| value.get(key).map(part).transpose();
    let (ty, mut members) = match (request("cursor")?, request("offset")?, response("next_uri")?) {
        (Some(cursor), None, None) => match response("next_cursor")? {
            Some(next) => ("cursor", vec![("input", cursor), ("next", next)]),
            None => return subject.refuse("`next_cursor` is missing"),
        },
        // Without a step, the offset counts pages.
        (None, Some(offset), None) if value.get("step").is_some() => ("offset", vec![("input", offset)]),
        (None, Some(page), None) => ("page", vec![("input", page)]),
        (None, None, Some(next)) => ("url", vec![("next", next)]),
        _ => return subject.refuse("expected exactly one of `cursor`, `offset` and `next_uri`"),
    };
    members.extend(response("results")?.map(|results| ("results", results)));
    members.extend(response("has-next-page")?.map(|more| ("more", more)));
    Ok(subject.becomes(X_PAGINATION, pagination(ty, subject, members)))
}

/// Reads `$request.name`.
fn request_part(subject: &Subject<'_>, node: &Node) -> Result<Node, Refusal> {
    match node.as_str().and_then(|text| text.strip_prefix("$request.")) {
        Some(name) => parameter_or_property(subject, node, name),
        None => refuse(node, "a part of the request is not of the form `$request.name`"),
    }
}

/// Reads `$response.name.name`, or `$response` for the whole body.
fn part(node: &Node) -> Result<Node, Refusal> {
    let path = node.as_str().and_then(|text| text.strip_prefix("$response"));
    let pointer = match path {
        Some("") => Some(String::new()),
        Some(path) => path.strip_prefix('.').and_then(BodyPath::pointer_of_names),
        None => None,
    };
    match pointer {
        Some(pointer) => Ok(response_part(node, &pointer)),
        None => refuse(node, "a part of the response is not of the form `$response.name`"),
    }
}

/// Only `disabled: true` has a counterpart.
fn retries(subject: &Subject<'_>) -> Result<Vec<Edit>, Refusal> {
    match subject.value().get("disabled").and_then(Node::as_bool) {
        Some(true) => {
            let strategy = subject.node(Value::String("none".to_owned()));
            Ok(subject.becomes("x-retries", super::rule::object([("strategy", strategy)])))
        }
        _ => subject.refuse("expected `disabled: true`"),
    }
}

fn global_headers(subject: &Subject<'_>) -> Result<Vec<Edit>, Refusal> {
    let mut headers = HashMap::new();
    for item in subject.value().items() {
        match item.get("header").and_then(Node::as_str) {
            Some(name) => headers.insert(identity(ParameterLocation::Header, name), item),
            None => return refuse(item, "a header has no name"),
        };
    }
    Ok(global(subject, &headers))
}
