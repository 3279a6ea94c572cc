//! Objects that all apply to a value: merges them into one object with the properties of all.

use super::context::Context;
use super::form::{Form, Lent, Parts};
use super::narrow::{are_disjoint, described_alternatives};
use super::typed::of_type;
use crate::diagnostic::{Code, Diagnostic, quote};
use crate::openapi::{JsonType, Schema};

/// Returns one object with the properties of all lent objects.
pub(super) fn merged_object<'d>(schema: Schema<'d>, lent: &Lent<'d>, context: &mut Context<'_, 'd>) -> Form<'d> {
    let parts = merged_parts(lent, context);
    if parts.properties.is_empty() {
        // Bounds, conditions and the like apply to values of any type.
        if !lent.objects.iter().any(|part| describes_object(*part)) {
            return Form::Any;
        }
        let map = lent.objects.iter().find(|part| part.describes_properties()).unwrap_or(&schema);
        return of_type(*map, JsonType::Object, context);
    }
    Form::Object(schema, parts)
}

/// Returns the properties of all lent objects.
pub(super) fn merged_parts<'d>(lent: &Lent<'d>, context: &mut Context<'_, 'd>) -> Parts<'d> {
    let mut parts = Parts::default();
    for object in &lent.objects {
        warn_of_conflicts(&parts, *object, context);
        parts.add(*object);
    }
    for object in &lent.conditional {
        parts.add_conditional(*object);
    }
    parts
}

/// Warns about a part that declares another type for a property than earlier parts.
fn warn_of_conflicts<'d>(parts: &Parts<'d>, object: Schema<'d>, context: &mut Context<'_, 'd>) {
    for (name, property) in object.properties() {
        let Some(now) = property.resolve() else { continue };
        let earlier = parts.properties.get(name.value).into_iter().flatten();
        let mut before = earlier.filter_map(|schema| schema.resolve());
        let Some(before) = before.find(|before| are_disjoint(*before, now)) else { continue };
        let message =
            format!("the property {} is declared as {} and as {}", quote(name.value), before.types(), now.types());
        context.warn(
            Diagnostic::new(Code::ConflictingMembers, message)
                .at(property.span(), "this type is used")
                .at(before.span(), "this type is ignored")
                .help("declare the same type in both parts of the `allOf`"),
        );
    }
}

/// Returns `true` if a part restricts values to objects, or describes their contents.
fn describes_object(part: Schema<'_>) -> bool {
    !part.types().is_empty() || part.describes_properties() || part.required().next().is_some()
}

/// Returns `true` if a part describes an object, or has no keywords of other types.
pub(super) fn is_objectlike(schema: Schema<'_>) -> bool {
    let is_value = schema.values().is_some() || schema.items().is_some();
    let is_object = matches!(schema.types().as_slice(), [] | [JsonType::Object]);
    is_object && !is_value && (described_alternatives(schema).is_none() || schema.has_properties())
}
