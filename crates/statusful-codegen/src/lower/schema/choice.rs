//! Choices: `oneOf` and `anyOf`.

use super::any_of::any_of;
use super::context::Context;
use super::discriminator;
use super::enumeration::enumeration;
use super::form::{Alternative, Alternatives, Extent, Form, Lent};
use super::typed::by_type;
use crate::openapi::{JsonType, Schema};
use crate::source::Node;

/// Returns a union, unless all alternatives except one are `null`, mere restrictions, or equivalent. Each alternative
/// also has the properties of the lent objects.
pub(super) fn choice<'d>(
    schema: Schema<'d>,
    alternatives: &[Schema<'d>],
    lent: &Lent<'d>,
    context: &mut Context<'_, 'd>,
) -> Form<'d> {
    let some: Vec<_> = alternatives.iter().copied().filter(|alternative| !alternative.is_null()).collect();
    let lends = lent.objects.iter().chain(&lent.conditional).any(|object| object.has_properties());
    let form = match some.as_slice() {
        [] => Form::Any,
        [one] if !lends => Form::Same(*one),
        [one] => Form::With(*one, lent.clone()),
        _ if lends => union(schema, &some, Some(lent), context),
        _ if some.iter().all(|alternative| alternative.only_restricts()) => by_type(schema, context),
        _ => match one_enumeration(&some) {
            Some(values) => enumeration(schema, &schema.types(), &values, context),
            None => union(schema, &some, None, context),
        },
    };
    let has_null = some.len() < alternatives.len() || some.iter().any(|alternative| is_nullable(*alternative));
    form.or_null(has_null)
}

/// Returns `true` if an alternative allows `null` in addition to other values. Its variant does not, because the whole
/// choice is nullable in that case.
/// does.
fn is_nullable(alternative: Schema<'_>) -> bool {
    alternative.is_nullable() || alternative.resolve().is_some_and(Schema::is_nullable)
}

fn union<'d>(
    schema: Schema<'d>,
    alternatives: &[Schema<'d>],
    lent: Option<&Lent<'d>>,
    context: &mut Context<'_, 'd>,
) -> Form<'d> {
    let tagging = discriminator::tagging(schema, alternatives, context.heritage);
    if tagging.is_none() && schema.one_of().is_none() {
        return any_of(schema, alternatives, lent, context);
    }
    let list = alternatives
        .iter()
        .map(|alternative| Alternative { schema: *alternative, extent: Extent::of(*alternative, lent) });
    Form::Union(schema, Alternatives { list: list.collect(), tagging })
}

/// Returns the values of all alternatives together, if each alternative lists scalars, or if each lists strings or
/// allows any string. Enums are open, so a list of strings or any string is the same as the list.
fn one_enumeration<'d>(alternatives: &[Schema<'d>]) -> Option<Vec<&'d Node>> {
    let mut values = Vec::new();
    let mut has_any_string = false;
    for alternative in alternatives {
        let alternative = alternative.resolve()?;
        match alternative.values() {
            Some(some) if some.iter().all(|value| is_scalar(value)) => values.extend(some),
            None if alternative.types().is_just(JsonType::String) && alternative.format().is_empty() => {
                has_any_string = true;
            }
            _ => return None,
        }
    }
    let is_open = !has_any_string || values.iter().all(|value| value.as_str().is_some());
    (is_open && !values.is_empty()).then_some(values)
}

fn is_scalar(value: &Node) -> bool {
    !matches!(JsonType::of(value), JsonType::Array | JsonType::Object)
}

impl Alternative<'_> {
    /// Returns the name of the variant, from the component, the tag, the reference, the title, or the type.
    pub(super) fn name(&self, tags: &[crate::ir::Constant]) -> String {
        let schema = self.schema;
        match (&self.extent, tags.first()) {
            (Extent::OfType(ty), _) => name_of_type(schema, *ty),
            (Extent::Component(name) | Extent::Base(name), _) => (*name).to_owned(),
            (Extent::AnyOf(others, _), _) => {
                let others: Vec<_> = others.iter().map(|other| name(*other)).collect();
                others.join(" or ")
            }
            (_, Some(tag)) if !schema.is_reference() && schema.title().is_none() => tag.to_string(),
            _ => name(schema),
        }
    }
}

/// Returns the name of an alternative, from its reference, its title, or its type.
fn name(schema: Schema<'_>) -> String {
    let title = schema.title().filter(|title| title.len() < 40);
    match (schema.reference_name(), title, schema.types().as_slice().first()) {
        (Some(name), ..) | (_, Some(name), _) => name.to_owned(),
        (.., Some(ty)) => name_of_type(schema, *ty),
        _ => match schema.values().and_then(|values| values.first().map(|value| JsonType::of(value))) {
            Some(ty) => ty.as_str().to_owned(),
            None => "object".to_owned(),
        },
    }
}

/// Returns the name of a value of a type, from the type or from the items of a list.
fn name_of_type(schema: Schema<'_>, ty: JsonType) -> String {
    match ty {
        JsonType::Array => format!("{} list", schema.items().map(name).unwrap_or_default()),
        ty => ty.as_str().to_owned(),
    }
}
