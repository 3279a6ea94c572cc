//! Validation of forms, whose fields are texts.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use statusful_document::openapi::{JsonType, escape_token};
use statusful_schema::{Violation, fewest_violations, property_types, read_json};

use super::parameter::{is_of, value};
use super::style::{Pairs, add, decoded};
use crate::plan::PlannedContent;

/// Returns the violations of a form. A field whose schema allows an array or an object may be JSON, or just look like it, so the
/// better reading of each property counts. The values of the pairs are percent-encoded.
pub(super) fn violations(content: &PlannedContent, pairs: &Pairs) -> Vec<Violation> {
    let encoded = content.fields.iter().filter_map(|field| Some((field.name.clone(), value(field, pairs)?)));
    let encoded: Map<_, _> = encoded.collect();
    let others = pairs.iter().filter(|(name, _)| !content.fields.iter().any(|field| is_of(field, name)));
    let fields: Pairs = others.map(|(name, text)| (name.clone(), decoded(text))).collect();
    let read = |is_json: &dyn Fn(&str) -> bool| {
        let form = object(content, &encoded, &fields, is_json);
        fewest_violations(&content.validator, &content.schema, vec![form])
    };
    let of_texts = read(&|_| false);
    let ambiguous: BTreeSet<_> = fields
        .iter()
        .filter(|(name, text)| json(content, name, text).is_some())
        .map(|(name, _)| name.as_str())
        .collect();
    if of_texts.is_empty() || ambiguous.is_empty() {
        return of_texts;
    }
    let of_json = read(&|_| true);
    let better: BTreeSet<_> =
        ambiguous.into_iter().filter(|name| count(&of_json, name) <= count(&of_texts, name)).collect();
    let of_better = read(&|name| better.contains(name));
    [of_better, of_texts, of_json].into_iter().min_by_key(Vec::len).unwrap_or_default()
}

/// Returns how many violations are in a property.
fn count(violations: &[Violation], name: &str) -> usize {
    let pointer = format!("/{}", escape_token(name));
    let is_within = |found: &&Violation| {
        found.pointer.strip_prefix(&pointer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    violations.iter().filter(is_within).count()
}

/// Returns the fields of a form as an object. Several of one name are an array, and so is one of an array.
fn object(
    content: &PlannedContent,
    encoded: &Map<String, Value>,
    fields: &Pairs,
    is_json: &dyn Fn(&str) -> bool,
) -> Value {
    let mut properties = encoded.clone();
    for (name, text) in fields {
        let value = if is_json(name) { json(content, name, text) } else { None };
        match value.unwrap_or_else(|| text.clone().into()) {
            value if value.is_array() && !properties.contains_key(name) => drop(properties.insert(name.clone(), value)),
            value
                if !properties.contains_key(name)
                    && property_types(&content.schema, name).contains(&JsonType::Array) =>
            {
                properties.insert(name.clone(), Value::Array(vec![value]));
            }
            value => add(&mut properties, name, value),
        }
    }
    Value::Object(properties)
}

/// Returns the value of a field that may be JSON, and looks like it.
fn json(content: &PlannedContent, name: &str, text: &str) -> Option<Value> {
    if !text.trim_start().starts_with(['{', '[']) {
        return None;
    }
    let allowed = property_types(&content.schema, name);
    let may_be_json = allowed.contains(&JsonType::Array) || allowed.contains(&JsonType::Object);
    read_json(text.as_bytes()).ok().filter(|_| may_be_json)
}
