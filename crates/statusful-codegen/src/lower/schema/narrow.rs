//! Values that several schemas describe: uses the narrowest schema, with a type from any of them.

use super::context::Context;
use super::enumeration::enumeration;
use super::form::Form;
use super::typed::{by_type, of_type, one_of_types};
use crate::openapi::Schema;

/// Returns the form of the narrowest schema. If it has no type, such as `format: date` alone, uses the type of another.
pub(super) fn narrowed<'d>(schemas: &[Schema<'d>], context: &mut Context<'_, 'd>) -> Form<'d> {
    let Some(&narrow) = schemas.get(narrowest(schemas)) else { return Form::Any };
    let named = std::iter::once(narrow).chain(schemas.iter().rev().copied()).map(Schema::types);
    let types = named.into_iter().find(|types| !types.is_empty()).unwrap_or_default();
    match (narrow.values(), types.as_slice()) {
        (Some(values), _) => enumeration(narrow, &types, &values, context),
        (None, []) => by_type(narrow, context),
        (None, [one]) => of_type(narrow, *one, context),
        (None, several) => one_of_types(narrow, several),
    }
}

/// Returns `true` if a schema relies on another for the type of its values.
pub(super) fn is_remnant(schema: Schema<'_>) -> bool {
    let is_whole = schema.is_reference() || schema.has_all_of() || described_alternatives(schema).is_some();
    !is_whole && schema.types().is_empty()
}

/// Returns the alternatives of a schema, unless all of them are mere restrictions.
pub(super) fn described_alternatives(schema: Schema<'_>) -> Option<Vec<Schema<'_>>> {
    schema.alternatives().filter(|alternatives| !alternatives.iter().all(|schema| schema.only_restricts()))
}

/// Returns the index of the schema that allows the least, according to its keywords, or of the last one if they exclude
/// each other.
pub(super) fn narrowest(schemas: &[Schema<'_>]) -> usize {
    let last = schemas.len().saturating_sub(1);
    if schemas.iter().any(|schema| schemas.last().is_some_and(|last| are_disjoint(*schema, *last))) {
        return last;
    }
    (0..schemas.len()).max_by_key(|index| narrowness(schemas[*index])).unwrap_or(last)
}

fn narrowness(schema: Schema<'_>) -> usize {
    let has_parts = schema.items().is_some() || schema.has_properties() || schema.has_all_of();
    let ranks = [schema.types_span().is_some(), !schema.format().is_empty(), has_parts, schema.values().is_some()];
    ranks.iter().rposition(|rank| *rank).map_or(0, |rank| rank + 1)
}

/// Returns `true` if no value has a type of both schemas.
pub(super) fn are_disjoint(a: Schema<'_>, b: Schema<'_>) -> bool {
    a.types().is_disjoint(&b.types())
}
