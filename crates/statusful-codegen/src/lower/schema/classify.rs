//! What a schema is, read in this order: a base of heirs, `allOf`, a choice, an enumeration, a type.

use super::choice::choice;
use super::context::Context;
use super::discriminator;
use super::enumeration::enumeration;
use super::form::{Alternative, Alternatives, Extent, Form};
use super::merge::all_of;
use super::typed::by_type;
use crate::openapi::Schema;

/// Returns what a schema becomes. Its parts are not looked into further than it takes to tell.
pub(super) fn classify<'d>(schema: Schema<'d>, context: &mut Context<'_, 'd>) -> Form<'d> {
    let form = if schema.is_reference() { Form::Reference(schema) } else { described(schema, context) };
    form.or_null(schema.is_nullable())
}

fn described<'d>(schema: Schema<'d>, context: &mut Context<'_, 'd>) -> Form<'d> {
    if let Some(union) = union_of_heirs(schema, context) {
        return union;
    }
    let alternatives = schema.alternatives();
    if schema.has_all_of() || alternatives.is_some() && schema.has_properties() {
        return all_of(schema, context);
    }
    if let Some(alternatives) = alternatives {
        return choice(schema, &alternatives, context);
    }
    if let Some(values) = schema.values() {
        return enumeration(schema, &schema.types(), &values, context);
    }
    by_type(schema, context)
}

/// Returns the union of a base schema's heirs.
fn union_of_heirs<'d>(schema: Schema<'d>, context: &Context<'_, 'd>) -> Option<Form<'d>> {
    let heirs = context.heirs.get(&schema.span())?;
    let tagging = discriminator::tagging_of_heirs(schema, heirs)?;
    let list = heirs.iter().map(|(name, heir)| Alternative { schema: *heir, extent: Extent::Component(name) });
    Some(Form::Union(schema, Alternatives { list: list.collect(), tagging: Some(tagging) }))
}
