//! A property that several parts of an `allOf` describe. All of them apply to its value.

use std::collections::HashSet;

use super::context::Context;
use super::flatten::flattened;
use super::form::{Form, Lent};
use super::narrow::{described_alternatives, is_remnant, narrowed, narrowest};
use super::parts::{is_objectlike, merged_object};
use crate::openapi::{JsonType, Schema};

/// Returns each schema that describes the value, once.
pub(super) fn describing<'d>(schemas: &[Schema<'d>]) -> Vec<Schema<'d>> {
    let mut seen = HashSet::new();
    let mut is_telling = |schema: &&Schema<'d>| {
        schema.resolve().is_some_and(|schema| !schema.has_only_annotations() && seen.insert(schema.span()))
    };
    schemas.iter().filter(|schema| is_telling(schema)).copied().collect()
}

/// Returns the form of several schemas together, given what each of them resolves to.
pub(super) fn together<'d>(schemas: &[Schema<'d>], resolved: &[Schema<'d>], context: &mut Context<'_, 'd>) -> Form<'d> {
    if let Some(whole) = widest(schemas) {
        return Form::Same(whole);
    }
    let items: Option<Vec<_>> = resolved.iter().map(|schema| list_items(*schema)).collect();
    let Some((last, others)) = resolved.split_last() else { return Form::Any };
    let form = match (items, flattened(*last, others)) {
        (Some(items), _) => Form::ListOfAll(items),
        (None, Some(objects)) if objects.iter().all(|part| is_plain_object(*part)) => {
            merged_object(*last, &Lent { objects, ..Lent::default() }, context)
        }
        _ => match schemas[narrowest(resolved)] {
            narrow if is_remnant(narrow) => narrowed(resolved, context),
            narrow => return Form::Same(narrow),
        },
    };
    form.or_null(schemas.iter().all(|schema| schema.is_nullable()))
}

fn is_plain_object(schema: Schema<'_>) -> bool {
    is_objectlike(schema) && described_alternatives(schema).is_none()
}

/// Returns the schema that contains all others as parts.
fn widest<'d>(schemas: &[Schema<'d>]) -> Option<Schema<'d>> {
    let parts: Vec<HashSet<_>> = schemas
        .iter()
        .map(|schema| flattened(*schema, &[]).unwrap_or_default().iter().map(|part| part.span()).collect())
        .collect();
    let is_widest = |own: &HashSet<_>| parts.iter().all(|other| !other.is_empty() && other.is_subset(own));
    parts.iter().rposition(is_widest).map(|index| schemas[index])
}

/// Returns the schema of the items if the schema describes only lists.
fn list_items(schema: Schema<'_>) -> Option<Schema<'_>> {
    let is_list = schema.types().is_just(JsonType::Array) && !schema.has_prefix_items();
    schema.items().filter(|_| is_list && described_alternatives(schema).is_none() && !schema.has_all_of())
}
