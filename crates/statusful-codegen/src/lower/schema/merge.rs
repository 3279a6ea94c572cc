//! `allOf`: what several schemas add up to.

use indexmap::IndexSet;

use super::choice::choice;
use super::context::Context;
use super::discriminator;
use super::form::{Alternative, Alternatives, Extent, Form, Parts};
use super::narrow::{are_disjoint, described_alternatives, narrowed};
use super::typed::{by_type, of_type};
use crate::diagnostic::{Code, Diagnostic, quote};
use crate::openapi::{JsonType, Schema};

/// One schema with annotations is that schema; objects are one object with the properties of all; objects beside a choice
/// are a choice between objects.
pub(super) fn all_of<'d>(schema: Schema<'d>, context: &mut Context<'_, 'd>) -> Form<'d> {
    let parts: Vec<_> = schema.all_of().into_iter().filter(|part| !part.has_only_annotations()).collect();
    let is_alone = !schema.has_properties() && described_alternatives(schema).is_none();
    match parts.as_slice() {
        [] if is_alone => by_type(schema, context),
        [one] if is_alone && !extends(schema, *one, context) => Form::Same(*one),
        _ => merged(schema, &[], context),
    }
}

/// Returns whether a schema is an heir of a base, and so does not represent all heirs.
fn extends<'d>(schema: Schema<'d>, part: Schema<'d>, context: &Context<'_, 'd>) -> bool {
    let heirs = part.resolve().and_then(|base| context.heirs.get(&base.span()));
    heirs.is_some_and(|heirs| heirs.iter().any(|(_, heir)| heir.span() == schema.span()))
}

/// Returns what a schema and others add up to.
pub(super) fn merged<'d>(schema: Schema<'d>, others: &[Schema<'d>], context: &mut Context<'_, 'd>) -> Form<'d> {
    let Some(all) = flattened(schema, others) else { return context.untyped(schema, "a part of it leads nowhere") };
    // The others lend their properties; what they choose between was chosen before.
    let is_lent = |part: Schema<'_>| others.iter().any(|other| other.span() == part.span());
    let own = all.iter().copied().filter(|part| !is_lent(*part));
    let choices: Vec<_> = own.filter_map(|part| Some((part, described_alternatives(part)?))).collect();
    let (objects, rest): (Vec<_>, Vec<_>) = all.iter().copied().partition(|part| is_objectlike(*part));
    let has_values = rest.iter().any(|part| described_alternatives(*part).is_none());
    match choices.as_slice() {
        [] if !has_values => merged_object(schema, &objects, context),
        [] if objects.iter().all(|part| !part.has_properties()) => {
            let is_mere_object = |part: Schema<'_>| is_objectlike(part) && !part.types().is_empty();
            let parts: Vec<_> = all.iter().copied().filter(|part| !is_mere_object(*part)).collect();
            narrowed(&parts, context)
        }
        [(holder, alternatives)] if !has_values => merged_choice(*holder, alternatives, &objects, context),
        _ => context.untyped(schema, "these schemas do not add up to one type"),
    }
}

/// Returns one object with the properties of all of these.
pub(super) fn merged_object<'d>(schema: Schema<'d>, objects: &[Schema<'d>], context: &mut Context<'_, 'd>) -> Form<'d> {
    let mut parts = Parts::default();
    for object in objects {
        warn_of_conflicts(&parts, *object, context);
        parts.add(*object);
    }
    if parts.properties.is_empty() {
        let map = objects.iter().find(|part| part.says_additional_properties()).unwrap_or(&schema);
        return of_type(*map, JsonType::Object, context);
    }
    Form::Object(schema, parts)
}

/// Returns a choice with the properties of these objects in each of its alternatives.
fn merged_choice<'d>(
    holder: Schema<'d>,
    alternatives: &[Schema<'d>],
    objects: &[Schema<'d>],
    context: &mut Context<'_, 'd>,
) -> Form<'d> {
    let others: Vec<_> = objects.iter().copied().filter(|part| part.has_properties()).collect();
    if others.is_empty() {
        return choice(holder, alternatives, context);
    }
    let tagging = discriminator::tagging(holder, alternatives);
    let with = |schema: &Schema<'d>| Alternative { schema: *schema, extent: Extent::With(others.clone()) };
    Form::Union(holder, Alternatives { list: alternatives.iter().map(with).collect(), tagging })
}

/// Returns every part, parts of parts included, each once, and the schema itself last; nothing if one leads nowhere.
pub(super) fn flattened<'d>(schema: Schema<'d>, others: &[Schema<'d>]) -> Option<Vec<Schema<'d>>> {
    let mut seen = IndexSet::new();
    let mut all = Vec::new();
    // A part comes after its own parts, which the second visit sees to.
    let mut stack = vec![(schema, false)];
    stack.extend(others.iter().rev().map(|other| (*other, false)));
    while let Some((part, is_open)) = stack.pop() {
        if is_open {
            all.push(part);
            continue;
        }
        let part = part.resolve()?;
        if !seen.insert(part.span()) {
            continue;
        }
        stack.push((part, true));
        stack.extend(part.all_of().into_iter().rev().map(|inner| (inner, false)));
    }
    all.retain(|part| part.describes_itself());
    Some(all)
}

/// Warns where a part names another type for a property than those before it.
fn warn_of_conflicts<'d>(parts: &Parts<'d>, object: Schema<'d>, context: &mut Context<'_, 'd>) {
    for (name, property) in object.properties() {
        let Some(now) = property.resolve() else { continue };
        let earlier = parts.properties.get(name.value).into_iter().flatten();
        let mut before = earlier.filter_map(|schema| schema.resolve());
        let Some(before) = before.find(|before| are_disjoint(*before, now)) else { continue };
        let message = format!("the member {} is {} and {}", quote(name.value), before.types(), now.types());
        context.warn(
            Diagnostic::new(Code::ConflictingMembers, message)
                .at(property.span(), "this is taken")
                .at(before.span(), "and this is not")
                .help("let both parts of the `allOf` say the same"),
        );
    }
}

/// Returns whether a part describes an object, or nothing that another type would.
pub(super) fn is_objectlike(schema: Schema<'_>) -> bool {
    let is_value = schema.values().is_some() || schema.items().is_some();
    let is_object = matches!(schema.types().as_slice(), [] | [JsonType::Object]);
    is_object && !is_value && (described_alternatives(schema).is_none() || schema.has_properties())
}
