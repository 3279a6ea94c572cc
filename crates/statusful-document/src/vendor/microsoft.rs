//! The keys of Microsoft's `AutoRest`.

use std::collections::{HashMap, HashSet};

use super::edit::Edit;
use super::enums::{self, X_ENUM_DESCRIPTIONS, X_ENUM_VARNAMES};
use super::pages::{X_PAGINATION, has_property, pagination, response_part};
use super::path::BodyPath;
use super::rule::{Meaning, Refusal, Rule, Subject, refuse};
use super::tools::{NAME, name_of_schema};
use crate::openapi::ObjectKind as K;
use crate::source::{Node, Value};
use Meaning::{Same, Translated};

pub(super) const RULES: &[Rule] = &[
    Rule { key: "x-ms-enum", objects: &[K::Schema], meaning: Translated(X_ENUM_VARNAMES, enumeration) },
    Rule { key: "x-ms-pageable", objects: &[K::Operation], meaning: Translated(X_PAGINATION, pages) },
    Rule { key: "x-ms-client-name", objects: &[K::Parameter], meaning: Same(NAME) },
    Rule { key: "x-ms-client-name", objects: &[K::Schema], meaning: Translated(NAME, name_of_schema) },
];

/// The name of the type, and a list of values with names and descriptions.
fn enumeration(subject: &Subject<'_>) -> Result<Vec<Edit>, Refusal> {
    let value = subject.value();
    let mut edits = Vec::new();
    if let Some(name) = value.get("name") {
        edits.extend(subject.becomes("x-type-name", name.value.clone()));
    }
    if let Some(listed) = value.get("values") {
        let (names, descriptions) = (of_values(subject, listed, "name")?, of_values(subject, listed, "description")?);
        edits.extend(subject.becomes(X_ENUM_VARNAMES, names));
        edits.extend(subject.becomes(X_ENUM_DESCRIPTIONS, descriptions));
    }
    Ok(edits)
}

/// Returns a text of each value, in the order of `enum`; the list may have another.
fn of_values(subject: &Subject<'_>, listed: &Node, text: &str) -> Result<Value, Refusal> {
    let values = enums::values(subject)?;
    let known: HashSet<_> = values.iter().map(enums::key).collect();
    let mut texts = HashMap::new();
    for item in listed.items() {
        match item.get("value").map(enums::key).filter(|value| known.contains(value)) {
            Some(value) => texts.entry(value).or_insert_with(|| item.get(text)),
            None => return refuse(item, "a value is not in `enum`"),
        };
    }
    let empty = || subject.node(Value::String(String::new()));
    let text = |value: &Node| texts.get(&enums::key(value)).copied().flatten().cloned().unwrap_or_else(empty);
    Ok(Value::Array(values.iter().map(text).collect()))
}

/// The items are in `value` unless it says otherwise.
fn pages(subject: &Subject<'_>) -> Result<Vec<Edit>, Refusal> {
    let value = subject.value();
    let Some(next) = value.get("nextLinkName") else { return subject.refuse("it has no `nextLinkName`") };
    if next.is_null() {
        // All items are on one page.
        return Ok(Vec::new());
    }
    let part = |node: &Node, name: Option<&str>| match name.and_then(BodyPath::pointer_of_names) {
        Some(pointer) => Ok(response_part(node, &pointer)),
        None => refuse(node, "a name is not that of a property"),
    };
    let results = match value.get("itemName") {
        Some(name) => part(name, name.as_str())?,
        None if has_property(subject, "value") => response_part(value, "/value"),
        None => return subject.refuse("no response has the property `value`"),
    };
    let members = vec![("next", part(next, next.as_str())?), ("results", results)];
    Ok(subject.becomes(X_PAGINATION, pagination("url", subject, members)))
}
