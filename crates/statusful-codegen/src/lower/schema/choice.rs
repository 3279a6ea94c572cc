//! Choices: `oneOf` and `anyOf`.

use super::context::Context;
use super::discriminator;
use super::enumeration::enumeration;
use super::form::{Alternative, Alternatives, Extent, Form};
use super::typed::by_type;
use crate::openapi::{JsonType, Schema};
use crate::source::Node;

/// Returns a union, unless all alternatives but one are `null`, restrictions or much the same.
pub(super) fn choice<'d>(schema: Schema<'d>, alternatives: &[Schema<'d>], context: &mut Context<'_, 'd>) -> Form<'d> {
    let some: Vec<_> = alternatives.iter().copied().filter(|alternative| !alternative.is_null()).collect();
    let form = match some.as_slice() {
        [] => Form::Any,
        [one] => Form::Same(*one),
        _ if some.iter().all(|alternative| alternative.only_restricts()) => by_type(schema, context),
        _ => match one_enumeration(&some) {
            Some(values) => enumeration(schema, &schema.types(), &values, context),
            None => union(schema, &some),
        },
    };
    form.or_null(some.len() < alternatives.len())
}

fn union<'d>(schema: Schema<'d>, alternatives: &[Schema<'d>]) -> Form<'d> {
    let tagging = discriminator::tagging(schema, alternatives);
    let list = alternatives.iter().map(|schema| Alternative { schema: *schema, extent: Extent::Whole }).collect();
    Form::Union(schema, Alternatives { list, tagging })
}

/// Returns the values of all alternatives together, if each lists strings or is any string. An enum is open, so that a
/// list of strings beside any string is that list.
fn one_enumeration<'d>(alternatives: &[Schema<'d>]) -> Option<Vec<&'d Node>> {
    let mut values = Vec::new();
    for alternative in alternatives {
        let alternative = alternative.resolve()?;
        match alternative.values() {
            Some(some) if some.iter().all(|value| value.as_str().is_some()) => values.extend(some),
            None if alternative.types().is_just(JsonType::String) && alternative.format().is_empty() => {}
            _ => return None,
        }
    }
    (!values.is_empty()).then_some(values)
}

impl Alternative<'_> {
    /// Returns what the variant is called: by the component, the tag, the reference, the title, or the type.
    pub(super) fn name(&self, tags: &[String]) -> String {
        let schema = self.schema;
        match (&self.extent, tags.first()) {
            (Extent::OfType(ty), _) => name_of_type(schema, *ty),
            (Extent::Component(name), _) => (*name).to_owned(),
            (_, Some(tag)) if !schema.is_reference() && schema.title().is_none() => tag.clone(),
            _ => name(schema),
        }
    }
}

/// Returns what an alternative is called by its reference, its title, or its type.
fn name(schema: Schema<'_>) -> String {
    let title = schema.title().filter(|title| title.len() < 40);
    match (schema.reference_name(), title, schema.types().as_slice().first()) {
        (Some(name), ..) | (_, Some(name), _) => name.to_owned(),
        (.., Some(ty)) => name_of_type(schema, *ty),
        _ => "object".to_owned(),
    }
}

/// Returns what a value of a type is called: by the type, or by what it is a list of.
fn name_of_type(schema: Schema<'_>, ty: JsonType) -> String {
    match ty {
        JsonType::Array => format!("{} list", schema.items().map(name).unwrap_or_default()),
        ty => ty.as_str().to_owned(),
    }
}
