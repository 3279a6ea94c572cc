//! `anyOf`: objects that can apply at the same time become one struct, so that all properties are kept.

use std::rc::Rc;

use super::context::Context;
use super::facts::{Described, Facts};
use super::flatten::{conditional, flattened};
use super::form::{Alternative, Alternatives, Extent, Form, Lent, Parts};
use super::parts::merged_parts;
use super::shape::shapes;
use crate::ir::Shape;
use crate::openapi::Schema;

/// Returns a struct if all alternatives are objects that can apply at the same time. Otherwise, returns a union in
/// which such alternatives share a variant.
pub(super) fn any_of<'d>(
    schema: Schema<'d>,
    alternatives: &[Schema<'d>],
    lent: Option<&Lent<'d>>,
    context: &mut Context<'_, 'd>,
) -> Form<'d> {
    let groups = groups(alternatives, lent, context);
    if let [group] = groups.as_slice()
        && group.len() > 1
    {
        return Form::Object(schema, parts(group, &lent.cloned().unwrap_or_default(), context));
    }
    let list = groups.into_iter().map(|group| match group.as_slice() {
        [one] => Alternative { schema: *one, extent: Extent::of(*one, lent) },
        _ => Alternative { schema: group[0], extent: Extent::AnyOf(group, lent.cloned().unwrap_or_default()) },
    });
    Form::Union(schema, Alternatives { list: list.collect(), tagging: None })
}

/// Returns the alternatives in groups: those in a group can all apply at the same time.
fn groups<'d>(alternatives: &[Schema<'d>], lent: Option<&Lent<'d>>, context: &Context<'_, 'd>) -> Vec<Vec<Schema<'d>>> {
    let described: Vec<_> = alternatives
        .iter()
        .map(|schema| Described::of(&Alternative { schema: *schema, extent: Extent::of(*schema, lent) }))
        .collect();
    let shapes = shapes(&described, context).shapes;
    let objects: Vec<_> = described.iter().map(|described| object(described, context)).collect();
    let may_both_hold = |one: usize, two: usize| match (&objects[one], &objects[two]) {
        (Some(a), Some(b)) => !Shape::excludes(&shapes[one], &shapes[two]) && agree(a, b),
        _ => false,
    };
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for index in 0..alternatives.len() {
        match groups.iter_mut().find(|group| group.iter().all(|other| may_both_hold(*other, index))) {
            Some(group) => group.push(index),
            None => groups.push(vec![index]),
        }
    }
    groups.into_iter().map(|group| group.into_iter().map(|index| alternatives[index]).collect()).collect()
}

/// Returns the facts of an alternative that is an object and not another choice.
fn object<'d>(described: &[Described<'d>], context: &Context<'_, 'd>) -> Option<Rc<Facts<'d>>> {
    let [described] = described else { return None };
    let mut facts = Facts::of(described, context)?;
    let one = if facts.len() == 1 { facts.pop() } else { None };
    one.filter(|facts| facts.is_object())
}

/// Returns `true` if properties that both objects have are of the same type.
fn agree(one: &Facts<'_>, two: &Facts<'_>) -> bool {
    one.members.iter().all(|(name, member)| match two.members.get(name) {
        Some(other) => member.schemas.iter().all(|a| other.schemas.iter().all(|b| is_alike(*a, *b))),
        None => true,
    })
}

fn is_alike(one: Schema<'_>, two: Schema<'_>) -> bool {
    let (Some(one), Some(two)) = (one.resolve(), two.resolve()) else { return false };
    let is_plain = |schema: Schema<'_>| {
        let has_parts = schema.has_properties() || schema.items().is_some() || schema.has_all_of();
        !has_parts && schema.alternatives().is_none()
    };
    let is_same = one.span() == two.span();
    is_same || is_plain(one) && is_plain(two) && one.types() == two.types() && one.format() == two.format()
}

/// Returns the properties of all alternatives. A property is required if every alternative or a lent object requires
/// it.
pub(super) fn parts<'d>(alternatives: &[Schema<'d>], lent: &Lent<'d>, context: &mut Context<'_, 'd>) -> Parts<'d> {
    let mut all = merged_parts(lent, context);
    let each: Vec<_> = alternatives.iter().map(|alternative| own_parts(*alternative)).collect();
    let in_each = |name: &str| each.iter().all(|parts| parts.required.contains_key(name));
    let required: Vec<_> = each.iter().flat_map(|parts| &parts.required).filter(|(name, _)| in_each(name)).collect();
    for (name, span) in required {
        all.required.entry(name).or_insert(*span);
    }
    for parts in each {
        for (name, schemas) in parts.properties {
            all.properties.entry(name).or_insert(schemas);
        }
        all.rest = all.rest.take().or(parts.rest);
    }
    all
}

/// Returns the properties of one alternative, including conditional ones.
fn own_parts(alternative: Schema<'_>) -> Parts<'_> {
    let schemas = flattened(alternative, &[]).unwrap_or_default();
    let mut parts = Parts::default();
    for schema in &schemas {
        parts.add(*schema);
    }
    let conditions = schemas.iter().flat_map(|schema| schema.conditional()).collect();
    for schema in conditional(conditions) {
        parts.add_conditional(schema);
    }
    parts
}
