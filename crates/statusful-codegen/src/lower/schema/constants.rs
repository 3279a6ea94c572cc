//! Constants: the values that a schema, or one of its properties, is limited to.

use std::collections::HashMap;

use indexmap::IndexSet;

use crate::ir::Constant;
use crate::openapi::{JsonType, Schema};
use crate::source::{Node, Span, Value};

/// The maximum depth of nested parts that are searched for listed values.
const DEPTH: usize = 8;

/// The maximum number of parts and alternatives that are visited for a property.
const MAX_VISITS: usize = 256;

/// Returns the values of a schema that lists only strings, integers and booleans, without `null`.
pub(in crate::lower) fn of(schema: Schema<'_>) -> Option<Vec<Constant>> {
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

/// Returns a scalar value. In a schema of strings, unquoted values count as strings.
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

/// Returns the values that a property is limited to in a schema, in its parts, or in all of its alternatives.
pub(super) fn constants(schema: Schema<'_>, property: &str) -> Option<Vec<Constant>> {
    Walk::new(property).constants(schema)
}

/// Returns the names of the properties of a schema, of its parts, and of its first alternative.
pub(super) fn properties(schema: Schema<'_>) -> IndexSet<&str> {
    Walk::new("").names(schema)
}

/// Returns `true` if a schema, a part of it, or each of its alternatives requires a property.
pub(super) fn requires(schema: Schema<'_>, property: &str) -> bool {
    Walk::new(property).requires(schema)
}

/// Returns `true` if a schema, a part of it, or one of its alternatives describes a property.
pub(super) fn describes(schema: Schema<'_>, property: &str) -> bool {
    Walk::new(property).describes(schema)
}

/// Visits the parts and alternatives of a schema, which may contain each other. Visits each only once, up to a maximum
/// number.
struct Walk<'p, T> {
    property: &'p str,
    left: usize,
    known: HashMap<Span, T>,
}

impl<'p, T: Clone + Default> Walk<'p, T> {
    fn new(property: &'p str) -> Self {
        Self { property, left: MAX_VISITS, known: HashMap::new() }
    }

    /// Returns what is found in a schema. Returns nothing for a schema that is already being visited.
    fn visit<'d>(&mut self, schema: Schema<'d>, find: impl FnOnce(&mut Self, Schema<'d>) -> T) -> T {
        let Some(schema) = schema.resolve() else { return T::default() };
        if let Some(known) = self.known.get(&schema.span()) {
            return known.clone();
        }
        let Some(left) = self.left.checked_sub(1) else { return T::default() };
        self.left = left;
        self.known.insert(schema.span(), T::default());
        let found = find(self, schema);
        self.known.insert(schema.span(), found.clone());
        found
    }
}

impl Walk<'_, Option<Vec<Constant>>> {
    fn constants(&mut self, schema: Schema<'_>) -> Option<Vec<Constant>> {
        self.visit(schema, |walk, schema| {
            if let Some(own) = schema.property(walk.property).and_then(of) {
                return Some(own);
            }
            if let Some(of_part) = schema.all_of().into_iter().rev().find_map(|part| walk.constants(part)) {
                return Some(of_part);
            }
            let alternatives = schema.alternatives().filter(|alternatives| !alternatives.is_empty())?;
            let some = alternatives.into_iter().filter(|alternative| !alternative.is_null());
            let values: Option<Vec<_>> = some.map(|alternative| walk.constants(alternative)).collect();
            let distinct: IndexSet<_> = values?.into_iter().flatten().collect();
            Some(distinct.into_iter().collect())
        })
    }
}

impl<'d> Walk<'_, IndexSet<&'d str>> {
    fn names(&mut self, schema: Schema<'d>) -> IndexSet<&'d str> {
        self.visit(schema, |walk, schema| {
            let mut names: IndexSet<_> = schema.properties().map(|(name, _)| name.value).collect();
            let first = schema.alternatives().unwrap_or_default().into_iter().take(1);
            for part in schema.all_of().into_iter().chain(first) {
                names.extend(walk.names(part));
            }
            names
        })
    }
}

impl Walk<'_, bool> {
    fn requires(&mut self, schema: Schema<'_>) -> bool {
        self.visit(schema, |walk, schema| {
            let alternatives = schema.alternatives().unwrap_or_default();
            schema.required().any(|name| name.value == walk.property)
                || schema.all_of().into_iter().any(|part| walk.requires(part))
                || !alternatives.is_empty() && alternatives.into_iter().all(|part| walk.requires(part))
        })
    }

    fn describes(&mut self, schema: Schema<'_>) -> bool {
        self.visit(schema, |walk, schema| {
            let mut parts = schema.all_of().into_iter().chain(schema.alternatives().unwrap_or_default());
            schema.property(walk.property).is_some() || parts.any(|part| walk.describes(part))
        })
    }
}
