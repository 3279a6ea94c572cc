//! Schemas and values as text that is the same if they are.

use std::collections::BTreeMap;

use statusful_codegen::openapi::{Keyword, Schema};
use statusful_codegen::source::Node;

/// Returns the value of a keyword. Annotations are left out, and keywords are sorted.
pub(super) fn of_keyword(keyword: &Keyword<'_>) -> String {
    match keyword {
        Keyword::Value(value) => of_value(value),
        Keyword::Schema(schema) => of_schema(*schema),
        Keyword::List(schemas) => format!("[{}]", schemas.iter().copied().map(of_schema).collect::<Vec<_>>().join(",")),
        Keyword::Map(schemas) => object(schemas.iter().map(|(name, schema)| (*name, of_schema(*schema)))),
    }
}

/// Returns a schema, in which references are not followed.
pub(super) fn of_schema(schema: Schema<'_>) -> String {
    if let Some(all_or_none) = schema.as_bool() {
        return all_or_none.to_string();
    }
    let reference = schema.reference().map(|reference| ("$ref", serde_json::Value::from(reference).to_string()));
    let own = schema.assertions().filter(|_| reference.is_none() || schema.has_siblings_of_reference());
    let own: Vec<_> = own.map(|(name, value)| (name, of_keyword(&value))).collect();
    object(reference.into_iter().chain(own))
}

/// Returns a value as JSON, in which equal numbers are written in the same way.
pub(super) fn of_value(value: &Node) -> String {
    let number = |text: &str| match text.parse::<f64>() {
        Ok(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("{number:.0}").parse().unwrap_or_default()
        }
        _ => text.parse::<serde_json::Number>().map_or_else(|_| text.into(), serde_json::Value::Number),
    };
    value.to_json_with(&number).to_string()
}

fn object<'n>(members: impl Iterator<Item = (&'n str, String)>) -> String {
    let members: BTreeMap<_, _> = members.collect();
    let members = members.into_iter().map(|(name, value)| format!("{}:{value}", serde_json::Value::from(name)));
    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
}
