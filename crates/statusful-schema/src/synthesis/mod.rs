//! Values made from a schema.
//!
//! A value need not be valid, because not every keyword is considered; a validator checks it.

mod array;
mod number;
mod object;
mod pattern;
mod plan;
mod string;

use serde_json::{Value, json};
use statusful_document::openapi::JsonType;

use crate::facets::{Facet, Facets, is_of};
use crate::gather::{Choose, Root};

pub(crate) use plan::attempts;

use plan::{Bound, ValuePlan};

/// From this depth on, optional properties and items are left out.
const OPTIONAL_DEPTH: usize = 6;

/// From this depth on, a schema is taken to contain itself without end.
const DEPTH: usize = 24;

/// How many values a body may consist of: a schema that contains itself in several properties grows with every level.
const VALUES: usize = 4000;

/// The reason if a schema demands what cannot be.
pub const IMPOSSIBLE: &str = "no value is valid against the schema";

struct Synthesis<'s> {
    root: Root<'s>,
    plan: ValuePlan,
    /// How many alternatives the largest choice has.
    widest: usize,
    /// How many values are made so far.
    values: usize,
}

impl<'s> Synthesis<'s> {
    /// Makes a value of all the schemas. `index` distinguishes the items of one array.
    fn value(&mut self, schemas: &[&'s Value], depth: usize, index: usize) -> Result<Value, String> {
        self.values += 1;
        if depth > DEPTH || self.values > VALUES {
            return Err("the schema contains itself without end".to_owned());
        }
        let null = self.plan.null && depth > 0 && depth < OPTIONAL_DEPTH;
        let mut choose = ByNumber { choice: self.plan.choice, null, widest: &mut self.widest };
        let facets = self.root.facets(schemas, &mut choose);
        if let Some(value) = self.listed(&facets, null, index) {
            return value;
        }
        let mut types = facets.types();
        if null && types.contains(&JsonType::Null) {
            return Ok(Value::Null);
        }
        if types.iter().any(|ty| *ty != JsonType::Null) {
            types.retain(|ty| *ty != JsonType::Null);
        }
        self.widest = self.widest.max(types.len());
        let ty = types.get(self.plan.choice % types.len().max(1)).copied();
        self.typed(ty.or_else(|| facets.guessed_type()), &facets, depth, index)
    }

    fn typed(
        &mut self,
        ty: Option<JsonType>,
        facets: &Facets<'s>,
        depth: usize,
        index: usize,
    ) -> Result<Value, String> {
        let bound = self.plan.bound;
        match ty {
            Some(JsonType::Null) => Ok(Value::Null),
            Some(JsonType::Boolean) => Ok(Value::Bool(bound != Bound::Low)),
            Some(JsonType::Integer) => {
                number::integer(facets, bound).ok_or_else(|| "no integer is within the bounds".to_owned())
            }
            Some(JsonType::Number) => {
                number::number(facets, bound).ok_or_else(|| "no number is within the bounds".to_owned())
            }
            Some(JsonType::String) => string::string(facets, bound, index).map(Value::String),
            Some(JsonType::Array) => self.array(facets, depth),
            Some(JsonType::Object) => self.object(facets, depth),
            None => Ok(json!({ "anything": [1, "text", null] })),
        }
    }

    /// Returns one of the values of `const` or `enum`, or an error if the facets list values but no common one; `None`
    /// if they list none.
    fn listed(&mut self, facets: &Facets<'s>, null: bool, index: usize) -> Option<Result<Value, String>> {
        let lists: Vec<_> = facets.each(Facet::listed_values).collect();
        let is_in_all = |value: &&Value| lists.iter().all(|list| list.contains(value));
        // A constant that an enumeration lacks is from an alternative that does not fit the enumeration.
        if let Some(value) = facets.each(Facet::constant).next().filter(is_in_all) {
            return Some(Ok(value.clone()));
        }
        let types = facets.types();
        let is_typed = |value: &&Value| types.is_empty() || types.iter().any(|ty| is_of(value, *ty));
        let shared = lists.first()?.iter().filter(is_in_all).filter(is_typed);
        let (nulls, values): (Vec<_>, Vec<_>) = shared.partition(|value| value.is_null());
        if values.is_empty() || (null && !nulls.is_empty()) {
            return Some(nulls.first().map(|value| (*value).clone()).ok_or_else(|| IMPOSSIBLE.to_owned()));
        }
        self.widest = self.widest.max(values.len());
        let value = values.get(self.plan.choice.max(index) % values.len());
        value.map(|value| Ok((*value).clone()))
    }

    /// Returns `true` if optional properties and items are made at a depth.
    fn has_optional(&self, depth: usize) -> bool {
        self.plan.optional && depth < OPTIONAL_DEPTH
    }
}

/// Takes the alternative with the number of the plan.
struct ByNumber<'w> {
    choice: usize,
    null: bool,
    widest: &'w mut usize,
}

impl Choose for ByNumber<'_> {
    fn choose(&mut self, alternatives: usize) -> Option<usize> {
        *self.widest = alternatives.max(*self.widest);
        Some(self.choice)
    }

    fn wants_null(&self) -> bool {
        self.null
    }
}

#[cfg(test)]
mod tests;
