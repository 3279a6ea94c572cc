//! `allOf`: merges several schemas.

use std::collections::HashSet;

use super::choice::choice;
use super::context::Context;
use super::flatten::conditional;
use super::form::{Form, Lent};
use super::narrow::{described_alternatives, narrowed};
use super::normal::Normal;
use super::parts::{is_objectlike, merged_object};
use super::typed::by_type;
use crate::openapi::Schema;

/// One schema with annotations is that schema. Objects become one object with the properties of all. Objects combined
/// with a choice become a choice between objects.
pub(super) fn all_of<'d>(schema: Schema<'d>, context: &mut Context<'_, 'd>) -> Form<'d> {
    let (nulls, parts): (Vec<_>, Vec<_>) = schema.all_of().into_iter().partition(|part| part.is_null());
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.has_only_annotations()).collect();
    let form = match parts.as_slice() {
        [] if adds_nothing(schema) => by_type(schema, context),
        [one] if adds_nothing(schema) && !extends(schema, *one, context) => Form::Same(*one),
        _ => merged(schema, &Lent::default(), context),
    };
    form.or_null(!nulls.is_empty())
}

/// Returns `true` if a schema consists only of its parts.
fn adds_nothing(schema: Schema<'_>) -> bool {
    let is_more = schema.has_properties() || schema.required().next().is_some() || !schema.conditional().is_empty();
    !is_more && described_alternatives(schema).is_none()
}

/// Returns `true` if a schema extends a base or a parent, so that it does not represent all schemas that do.
fn extends<'d>(schema: Schema<'d>, part: Schema<'d>, context: &Context<'_, 'd>) -> bool {
    let Some(base) = part.resolve() else { return false };
    let is_heir = context.heritage.heirs(base).iter().any(|(_, heir)| heir.span() == schema.span());
    is_heir || context.heritage.is_parent(base)
}

/// Returns the form of a schema merged with lent objects.
pub(super) fn merged<'d>(schema: Schema<'d>, lent: &Lent<'d>, context: &mut Context<'_, 'd>) -> Form<'d> {
    let Some(normal) = Normal::of(schema, lent, context) else {
        return context.untyped(schema, "a part of this schema has no target, or there are too many parts");
    };
    let (objects, rest): (Vec<_>, Vec<_>) = normal.parts.iter().copied().partition(|part| is_objectlike(*part));
    let has_values = rest.iter().any(|part| described_alternatives(*part).is_none());
    let mut own = Lent {
        objects,
        conditional: distinct(&normal.conditional, &lent.conditional),
        chosen: normal.choices.iter().map(|(holder, _)| holder.span()).chain(lent.chosen.iter().copied()).collect(),
    };
    match normal.choices.split_last() {
        None if !has_values => merged_object(schema, &own, context),
        None if own.objects.iter().all(|part| !part.has_properties()) => {
            let is_mere_object = |part: Schema<'_>| is_objectlike(part) && !part.types().is_empty();
            let parts: Vec<_> = normal.parts.iter().copied().filter(|part| !is_mere_object(*part)).collect();
            narrowed(&parts, context)
        }
        Some((chosen, others)) if !has_values && others.iter().all(|(_, other)| are_objects(other)) => {
            // One choice becomes the union. The properties of the others are optional.
            let others = others.iter().flat_map(|(_, alternatives)| alternatives.iter().copied()).collect();
            own.conditional = distinct(&own.conditional, &conditional(others));
            let (holder, alternatives) = chosen;
            choice(*holder, alternatives, &own, context)
        }
        _ => context.untyped(schema, "these schemas cannot be merged into one type"),
    }
}

fn distinct<'d>(one: &[Schema<'d>], two: &[Schema<'d>]) -> Vec<Schema<'d>> {
    let mut seen = HashSet::new();
    one.iter().chain(two).copied().filter(|schema| seen.insert(schema.span())).collect()
}

fn are_objects(alternatives: &[Schema<'_>]) -> bool {
    let is_object = |alternative: &Schema<'_>| {
        let resolved = alternative.resolve();
        resolved.is_some_and(|resolved| is_objectlike(resolved) || resolved.has_all_of())
    };
    alternatives.iter().all(is_object)
}
