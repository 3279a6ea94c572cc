//! Classifies a schema by the first rule that applies: a base of heirs, `allOf`, a choice, an enumeration, a type.

use super::choice::choice;
use super::context::Context;
use super::discriminator;
use super::enumeration::enumeration;
use super::form::{Alternative, Alternatives, Extent, Form, Lent};
use super::merge::all_of;
use super::typed::by_type;
use crate::openapi::Schema;

/// Returns the form of a schema. Visits only the parts that are needed to decide.
pub(super) fn classify<'d>(schema: Schema<'d>, context: &mut Context<'_, 'd>) -> Form<'d> {
    let form = if schema.is_reference() { Form::Reference(schema) } else { described(schema, context) };
    form.or_null(schema.is_nullable())
}

fn described<'d>(schema: Schema<'d>, context: &mut Context<'_, 'd>) -> Form<'d> {
    if let Some(union) = union_of_heirs(schema, context) {
        return union;
    }
    let alternatives = schema.alternatives();
    let is_composed = alternatives.is_some() && schema.has_properties() || !schema.conditional().is_empty();
    if schema.has_all_of() || is_composed {
        return all_of(schema, context);
    }
    if let Some(alternatives) = alternatives {
        return choice(schema, &alternatives, &Lent::default(), context);
    }
    if let Some(values) = schema.values() {
        return enumeration(schema, &schema.types(), &values, context);
    }
    by_type(schema, context)
}

/// Returns the union of a base schema's heirs, including the base itself if its mapping names it.
fn union_of_heirs<'d>(schema: Schema<'d>, context: &Context<'_, 'd>) -> Option<Form<'d>> {
    let heirs = context.heritage.heirs(schema);
    if heirs.is_empty() {
        return None;
    }
    let own_name = context.heritage.name(schema);
    let is_mapped = |name: &&str| schema.discriminator().is_some_and(|own| !own.values_of_component(name).is_empty());
    let itself = own_name.filter(is_mapped).map(|name| (name, schema));
    let all: Vec<_> = itself.into_iter().chain(heirs.iter().copied()).collect();
    let tagging = discriminator::tagging_of_heirs(schema, &all, context.heritage)?;
    let list = all.iter().map(|(name, heir)| {
        let is_base = heir.span() == schema.span();
        Alternative { schema: *heir, extent: if is_base { Extent::Base(name) } else { Extent::Component(name) } }
    });
    Some(Form::Union(schema, Alternatives { list: list.collect(), tagging: Some(tagging) }))
}
