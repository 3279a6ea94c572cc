//! The property that selects the variant of a value: a `discriminator`, or a property with different constants in every
//! alternative.

use std::collections::HashSet;

use super::constants::{constants, requires};
use super::heritage::{self, Heir, Heritage};
use crate::ir::Constant;
use crate::openapi::{Discriminator, Schema};
use crate::source::Span;

/// The maximum number of nested alternatives to visit.
const MAX_ALTERNATIVES: usize = 256;

/// The maximum number of generations of heirs.
const MAX_GENERATIONS: usize = 16;

/// The property that selects the variant, and its values for each alternative.
#[derive(Debug)]
pub(super) struct Tagging {
    pub(super) property: String,
    pub(super) values: Vec<Vec<Constant>>,
}

/// Returns the property whose value selects the alternative of a union, or `None` if there is none.
pub(super) fn tagging<'d>(schema: Schema<'d>, alternatives: &[Schema<'d>], heritage: &Heritage<'d>) -> Option<Tagging> {
    declared(schema, alternatives, heritage)
        .or_else(|| constant(alternatives))
        .or_else(|| inherited(alternatives, heritage))
}

/// Uses the `discriminator` (OpenAPI 3.0.3, section 4.7.25).
fn declared<'d>(schema: Schema<'d>, alternatives: &[Schema<'d>], heritage: &Heritage<'d>) -> Option<Tagging> {
    let discriminator = schema.discriminator()?;
    let property = discriminator.property()?;
    let values = alternatives.iter().map(|alternative| {
        let mut names = TagValues { property, heritage, seen: HashSet::new(), values: Vec::new() };
        names.add(*alternative, discriminator);
        names.values
    });
    distinct(Tagging { property: property.to_owned(), values: values.collect() })
}

/// The values of a discriminator that select an alternative.
struct TagValues<'h, 'd> {
    property: &'h str,
    heritage: &'h Heritage<'d>,
    /// The schemas that were visited, because alternatives may contain each other.
    seen: HashSet<Span>,
    values: Vec<Constant>,
}

impl<'d> TagValues<'_, 'd> {
    /// Adds the values of the mapping, the constants of the alternative, and the values of its nested alternatives. If
    /// there are none, adds the name of the schema.
    fn add(&mut self, alternative: Schema<'d>, discriminator: Discriminator<'d>) {
        let is_new = self.seen.insert(alternative.resolve().unwrap_or(alternative).span());
        if !is_new || self.seen.len() > MAX_ALTERNATIVES {
            return;
        }
        let mut own_values = texts(discriminator.values_of(alternative));
        own_values.extend(constants(alternative, self.property).unwrap_or_default());
        let inner = chosen_between(alternative, self.heritage);
        let is_named = !own_values.is_empty() || !inner.is_empty();
        self.extend(own_values);
        for inner in inner {
            let own = inner.own.filter(|own| own.property() == Some(self.property)).unwrap_or(discriminator);
            let mapped = inner.name.map(|name| texts(own.values_of_component(name))).unwrap_or_default();
            let is_mapped = !mapped.is_empty();
            self.extend(mapped);
            if !is_mapped {
                self.add(inner.schema, own);
            }
        }
        if !is_named {
            let name = alternative.reference_name().or_else(|| self.heritage.name(alternative));
            self.extend(name.map(|name| Constant::Text(name.to_owned())));
        }
    }

    fn extend(&mut self, values: impl IntoIterator<Item = Constant>) {
        for value in values {
            if !self.values.contains(&value) {
                self.values.push(value);
            }
        }
    }
}

/// A nested alternative.
struct Inner<'d> {
    schema: Schema<'d>,
    name: Option<&'d str>,
    own: Option<Discriminator<'d>>,
}

/// Returns the nested alternatives of an alternative: its own alternatives, or the heirs that it represents.
fn chosen_between<'d>(alternative: Schema<'d>, heritage: &Heritage<'d>) -> Vec<Inner<'d>> {
    let Some(resolved) = alternative.resolve().filter(|resolved| !heritage.is_parent(*resolved)) else {
        return Vec::new();
    };
    let own = resolved.discriminator();
    let heirs = heritage.heirs(resolved).iter().map(|(name, heir)| Inner { schema: *heir, name: Some(*name), own });
    let alternatives = resolved.alternatives().unwrap_or_default().into_iter();
    heirs.chain(alternatives.map(|schema| Inner { schema, name: None, own })).collect()
}

/// Uses a property for which every alternative has its own constants.
fn constant(alternatives: &[Schema<'_>]) -> Option<Tagging> {
    let candidates = super::constants::properties(*alternatives.first()?);
    candidates.into_iter().find_map(|property| {
        let values: Option<Vec<_>> = alternatives.iter().map(|alternative| constants(*alternative, property)).collect();
        distinct(Tagging { property: property.to_owned(), values: values? })
    })
}

/// Uses the discriminator of the base that all alternatives extend.
fn inherited<'d>(alternatives: &[Schema<'d>], heritage: &Heritage<'d>) -> Option<Tagging> {
    let base = heritage::base(*alternatives.first()?)?;
    let extends =
        |alternative: &Schema<'d>| heritage::base(*alternative).is_some_and(|other| other.span() == base.span());
    if !alternatives.iter().all(extends) {
        return None;
    }
    let heirs: Option<Vec<Heir<'d>>> = alternatives
        .iter()
        .map(|alternative| {
            let schema = alternative.resolve()?;
            Some((heritage.name(schema)?, schema))
        })
        .collect();
    tagging_of_heirs(base, &heirs?, heritage)
}

/// Returns the tagging if every alternative has values, all of the same JSON type, and no two alternatives share one.
fn distinct(tagging: Tagging) -> Option<Tagging> {
    let mut seen = HashSet::new();
    let mut is_new =
        |values: &Vec<Constant>| !values.is_empty() && values.iter().all(|value| seen.insert(value.clone()));
    let is_distinct = tagging.values.iter().all(&mut is_new);
    is_distinct.then_some(tagging)
}

/// Returns the discriminator of a base schema, with the values of each schema that extends it.
pub(super) fn tagging_of_heirs<'d>(base: Schema<'d>, heirs: &[Heir<'d>], heritage: &Heritage<'d>) -> Option<Tagging> {
    let discriminator = base.discriminator()?;
    let property = discriminator.property()?;
    let values = heirs.iter().map(|(name, heir)| {
        // As a variant of its own union, a base represents only itself.
        let generations = if heir.span() == base.span() { 0 } else { MAX_GENERATIONS };
        let mut values = values_of_heir((name, *heir), discriminator, property, heritage, generations);
        let mut seen = HashSet::new();
        values.retain(|value| seen.insert(value.clone()));
        values
    });
    distinct(Tagging { property: property.to_owned(), values: values.collect() })
}

/// Returns the values of an heir, and of the heirs that it represents.
fn values_of_heir<'d>(
    (name, heir): Heir<'d>,
    discriminator: Discriminator<'d>,
    property: &str,
    heritage: &Heritage<'d>,
    generations: usize,
) -> Vec<Constant> {
    let mapped = texts(discriminator.values_of_component(name));
    let mut values = match mapped.as_slice() {
        [] => own_constants(heir, property).unwrap_or_else(|| vec![Constant::Text(name.to_owned())]),
        _ => mapped,
    };
    for inner in heritage.heirs(heir).iter().filter(|_| generations > 0) {
        values.extend(values_of_heir(*inner, discriminator, property, heritage, generations - 1));
    }
    values
}

/// Returns the constants of an heir itself, excluding those of its base.
fn own_constants(heir: Schema<'_>, property: &str) -> Option<Vec<Constant>> {
    let own = heir.all_of().into_iter().filter(|part| !part.is_reference()).chain([heir]);
    own.filter_map(|part| part.property(property)).find_map(super::constants::of)
}

/// Returns `true` if an alternative allows values without the property that selects it.
pub(super) fn can_lack(alternative: Schema<'_>, property: &str) -> bool {
    !requires(alternative, property)
}

fn texts(values: Vec<&str>) -> Vec<Constant> {
    values.into_iter().map(|text| Constant::Text(text.to_owned())).collect()
}
