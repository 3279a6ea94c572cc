//! Names and descriptions of enum values, which vendors write as lists or as maps from value to text.

use std::collections::HashSet;

use super::edit::Edit;
use super::rule::{Refusal, Subject, refuse};
use crate::source::{Node, Value};

/// The names of the values, in the order of `enum`.
pub(super) const X_ENUM_VARNAMES: &str = "x-enum-varnames";
/// The descriptions of the values, in the order of `enum`.
pub(super) const X_ENUM_DESCRIPTIONS: &str = "x-enum-descriptions";

/// Translates names: a list in the order of `enum`, or a map from value to name.
pub(super) fn names(subject: &Subject<'_>) -> Result<Vec<Edit>, Refusal> {
    let texts = texts(subject, subject.value(), |item| Some(item))?;
    Ok(subject.becomes(X_ENUM_VARNAMES, texts))
}

/// Returns a text for each value of `enum`, given what has them: a list as long as `enum`, or a map from value to an item.
/// Values without a text have an empty one.
pub(super) fn texts(
    subject: &Subject<'_>,
    given: &Node,
    of_item: impl Fn(&Node) -> Option<&Node>,
) -> Result<Value, Refusal> {
    let values = values(subject)?;
    let items: Vec<Option<&Node>> = match &given.value {
        Value::Array(items) if items.len() == values.len() => items.iter().map(Some).collect(),
        Value::Array(_) => return refuse(given, "it has another number of items than `enum`"),
        Value::Object(_) => {
            let known: HashSet<_> = values.iter().filter_map(key).collect();
            if let Some((other, entry)) = given.members().find(|(key, _)| !known.contains(*key)) {
                return refuse(&entry.node, format!("{} is not in `enum`", crate::diagnostic::quote(other)));
            }
            values.iter().map(|value| given.get(&key(value)?)).collect()
        }
        _ => return refuse(given, "expected a list or a map"),
    };
    let empty = || Node { span: given.span, value: Value::String(String::new()) };
    let texts = items.into_iter().map(|item| item.and_then(&of_item).cloned().unwrap_or_else(empty));
    Ok(Value::Array(texts.collect()))
}

/// Returns the values of the enum of a schema, or of its items.
pub(super) fn values<'d>(subject: &Subject<'d>) -> Result<&'d [Node], Refusal> {
    match subject.place.node.get("enum").and_then(Node::as_array) {
        Some(values) => Ok(values),
        None => subject.refuse("the schema has no `enum`"),
    }
}

/// Returns a value as the key of a map.
pub(super) fn key(value: &Node) -> Option<String> {
    match &value.value {
        Value::String(text) | Value::Number(text) => Some(text.clone()),
        Value::Bool(value) => Some(value.to_string()),
        _ => None,
    }
}
