//! Which property names the alternative of a value: by `discriminator`, or because every alternative has a constant there.

use std::collections::{HashMap, HashSet};

use crate::openapi::{Components, Document, Schema};
use crate::source::Span;

/// How far the parts of an `allOf` are followed for a property.
const DEPTH: usize = 8;

/// The property that names the alternative, and its values for each alternative.
#[derive(Debug)]
pub(super) struct Tagging {
    pub(super) property: String,
    pub(super) values: Vec<Vec<String>>,
}

/// The schemas that extend each base schema with a discriminator, by where the base is.
pub(super) type Heirs<'d> = HashMap<Span, Vec<(&'d str, Schema<'d>)>>;

/// Returns the property whose value selects the alternative of a union, or `None` if there is none.
pub(super) fn tagging<'d>(schema: Schema<'d>, alternatives: &[Schema<'d>]) -> Option<Tagging> {
    declared(schema, alternatives).or_else(|| constant(alternatives))
}

/// By `discriminator` (OpenAPI 3.0.3, section 4.7.25): its mapping, and the constants of the alternatives, or else the
/// names of their schemas.
fn declared<'d>(schema: Schema<'d>, alternatives: &[Schema<'d>]) -> Option<Tagging> {
    let discriminator = schema.discriminator()?;
    let property = discriminator.property()?;
    let values = alternatives.iter().map(|alternative| {
        let mut values: Vec<_> = discriminator.values_of(*alternative).into_iter().map(str::to_owned).collect();
        values.extend(constants(*alternative, property, DEPTH).into_iter().flatten());
        if values.is_empty() {
            values.extend(alternative.reference_name().map(str::to_owned));
        }
        values.dedup();
        values
    });
    distinct(Tagging { property: property.to_owned(), values: values.collect() })
}

/// By a property for which every alternative has constants of its own.
fn constant(alternatives: &[Schema<'_>]) -> Option<Tagging> {
    let candidates = properties(alternatives.first()?.resolve()?, DEPTH);
    candidates.into_iter().find_map(|property| {
        let values: Option<Vec<_>> =
            alternatives.iter().map(|alternative| constants(*alternative, property, DEPTH)).collect();
        distinct(Tagging { property: property.to_owned(), values: values? })
    })
}

/// Returns the tagging if every alternative has values and no two have the same.
fn distinct(tagging: Tagging) -> Option<Tagging> {
    let mut seen = HashSet::new();
    let mut is_new = |values: &Vec<String>| {
        let own: HashSet<_> = values.iter().cloned().collect();
        !own.is_empty() && own.into_iter().all(|value| seen.insert(value))
    };
    let is_distinct = tagging.values.iter().all(&mut is_new);
    is_distinct.then_some(tagging)
}

/// Returns the names of a schema's own properties and of its parts'.
fn properties(schema: Schema<'_>, depth: usize) -> Vec<&str> {
    let mut names: Vec<_> = schema.properties().map(|(name, _)| name.value).collect();
    if depth > 0 {
        for part in schema.all_of().into_iter().filter_map(Schema::resolve) {
            names.extend(properties(part, depth - 1));
        }
    }
    names
}

/// Returns the strings that a property is limited to, in a schema or its parts.
fn constants(schema: Schema<'_>, property: &str, depth: usize) -> Option<Vec<String>> {
    let schema = schema.resolve()?;
    if let Some(property) = schema.property(property) {
        return strings(property);
    }
    let parts = if depth > 0 { schema.all_of() } else { Vec::new() };
    parts.into_iter().rev().find_map(|part| constants(part, property, depth - 1))
}

/// Returns the values of a schema that lists strings only.
fn strings(schema: Schema<'_>) -> Option<Vec<String>> {
    schema.resolve()?.values()?.iter().map(|value| value.as_str().map(str::to_owned)).collect()
}

/// Returns the schemas that extend each base schema: a schema with a discriminator and without alternatives represents its heirs
/// wherever it is not itself being extended.
pub(super) fn heirs<'d>(document: &'d Document<'d>) -> Heirs<'d> {
    let mut heirs = Heirs::new();
    for (name, schema) in document.components().into_iter().flat_map(Components::schemas) {
        for part in schema.all_of() {
            let base = if part.is_reference() { part.resolve() } else { None };
            if let Some(base) = base.filter(|base| is_base(*base)) {
                heirs.entry(base.span()).or_default().push((name, schema));
            }
        }
    }
    heirs
}

fn is_base(schema: Schema<'_>) -> bool {
    schema.discriminator().is_some() && schema.alternatives().is_none()
}

/// Returns the discriminator of a base schema, with the values of each schema that extends it.
pub(super) fn tagging_of_heirs<'d>(base: Schema<'d>, heirs: &[(&'d str, Schema<'d>)]) -> Option<Tagging> {
    let discriminator = base.discriminator()?;
    let property = discriminator.property()?;
    let values = heirs.iter().map(|(name, heir)| {
        let mapped: Vec<_> = discriminator.values_of_component(name).into_iter().map(str::to_owned).collect();
        match mapped.as_slice() {
            [] => own_constants(*heir, property).unwrap_or_else(|| vec![(*name).to_owned()]),
            _ => mapped,
        }
    });
    distinct(Tagging { property: property.to_owned(), values: values.collect() })
}

/// Returns the constants that an heir has itself, without those of its base.
fn own_constants(heir: Schema<'_>, property: &str) -> Option<Vec<String>> {
    let own = heir.all_of().into_iter().filter(|part| !part.is_reference()).chain([heir]);
    own.filter_map(|part| part.property(property)).find_map(strings)
}
