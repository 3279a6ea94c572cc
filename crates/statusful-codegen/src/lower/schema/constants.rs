//! Constants: the values that a schema, or a property of one, is limited to.

use crate::ir::Constant;
use crate::openapi::{JsonType, Schema};
use crate::source::{Node, Value};

/// How far the parts of a listing schema are followed.
const DEPTH: usize = 8;

/// How many parts and alternatives are visited for a property.
const MAX_VISITS: usize = 256;

/// Returns the values of a schema that lists strings, integers and booleans only, `null` left out.
pub(super) fn of(schema: Schema<'_>) -> Option<Vec<Constant>> {
    let schema = schema.resolve()?;
    let values = listed(schema, DEPTH)?;
    let constants: Option<Vec<_>> =
        values.into_iter().filter(|value| !value.is_null()).map(|value| constant(schema, value)).collect();
    constants.filter(|constants| !constants.is_empty())
}

/// Returns the values that a schema or one of its parts lists.
fn listed(schema: Schema<'_>, depth: usize) -> Option<Vec<&Node>> {
    let parts = || if depth > 0 { schema.all_of() } else { Vec::new() };
    schema.values().or_else(|| parts().into_iter().rev().find_map(|part| listed(part.resolve()?, depth - 1)))
}

/// Returns a value without parts. A schema of strings lists strings, even if their quotes were forgotten.
fn constant(schema: Schema<'_>, value: &Node) -> Option<Constant> {
    if schema.types().is_just(JsonType::String) {
        return Some(Constant::Text(schema.written_text(value)?.to_owned()));
    }
    match &value.value {
        Value::String(text) => Some(Constant::Text(text.clone())),
        Value::Bool(flag) => Some(Constant::Boolean(*flag)),
        Value::Number(text) => text.parse().ok().map(Constant::Integer),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Returns the values that a property is limited to: in a schema, in its parts, or in all of its alternatives.
pub(super) fn constants(schema: Schema<'_>, property: &str) -> Option<Vec<Constant>> {
    Walk::new(property).constants(schema)
}

/// Returns the names of the properties of a schema, of its parts, and of its first alternative.
pub(super) fn properties(schema: Schema<'_>) -> Vec<&str> {
    Walk::new("").names(schema)
}

/// Returns whether a schema, a part of it, or each of its alternatives requires a property.
pub(super) fn requires(schema: Schema<'_>, property: &str) -> bool {
    Walk::new(property).requires(schema)
}

/// Returns whether a schema, a part of it, or one of its alternatives describes a property.
pub(super) fn describes(schema: Schema<'_>, property: &str) -> bool {
    Walk::new(property).describes(schema)
}

/// A walk through the parts and alternatives of a schema. It ends after so many schemas, because alternatives may contain
/// each other.
struct Walk<'p> {
    property: &'p str,
    left: usize,
}

impl<'p> Walk<'p> {
    fn new(property: &'p str) -> Self {
        Self { property, left: MAX_VISITS }
    }

    /// Returns what a schema resolves to, unless the walk is over.
    fn enter<'d>(&mut self, schema: Schema<'d>) -> Option<Schema<'d>> {
        self.left = self.left.checked_sub(1)?;
        schema.resolve()
    }

    fn constants(&mut self, schema: Schema<'_>) -> Option<Vec<Constant>> {
        let schema = self.enter(schema)?;
        if let Some(own) = schema.property(self.property).and_then(of) {
            return Some(own);
        }
        if let Some(of_part) = schema.all_of().into_iter().rev().find_map(|part| self.constants(part)) {
            return Some(of_part);
        }
        let alternatives = schema.alternatives().filter(|alternatives| !alternatives.is_empty())?;
        let some = alternatives.into_iter().filter(|alternative| !alternative.is_null());
        let values: Option<Vec<_>> = some.map(|alternative| self.constants(alternative)).collect();
        Some(values?.concat())
    }

    fn names<'d>(&mut self, schema: Schema<'d>) -> Vec<&'d str> {
        let Some(schema) = self.enter(schema) else { return Vec::new() };
        let mut names: Vec<_> = schema.properties().map(|(name, _)| name.value).collect();
        let first = schema.alternatives().unwrap_or_default().into_iter().take(1);
        for part in schema.all_of().into_iter().chain(first) {
            names.extend(self.names(part));
        }
        names
    }

    fn requires(&mut self, schema: Schema<'_>) -> bool {
        let Some(schema) = self.enter(schema) else { return false };
        let alternatives = schema.alternatives().unwrap_or_default();
        schema.required().any(|name| name.value == self.property)
            || schema.all_of().into_iter().any(|part| self.requires(part))
            || !alternatives.is_empty() && alternatives.into_iter().all(|part| self.requires(part))
    }

    fn describes(&mut self, schema: Schema<'_>) -> bool {
        let Some(schema) = self.enter(schema) else { return false };
        let parts = schema.all_of().into_iter().chain(schema.alternatives().unwrap_or_default());
        schema.property(self.property).is_some() || parts.into_iter().any(|part| self.describes(part))
    }
}
