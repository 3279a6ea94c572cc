//! Objects with the properties of the plan.

use serde_json::{Map, Value};

use super::Synthesis;
use super::plan::Bound;
use crate::facets::{Facet, Facets};

impl<'s> Synthesis<'s> {
    pub(super) fn object(&mut self, facets: &Facets<'s>, depth: usize) -> Result<Value, String> {
        let properties = facets.properties();
        let required = facets.required();
        let mut out = Map::new();
        for (name, schemas) in &properties {
            let is_hidden = schemas.iter().any(|schema| Facet::of(schema).is_some_and(Facet::is_hidden));
            let is_required = required.contains(name);
            if !is_required && (is_hidden || !self.has_optional(depth)) {
                continue;
            }
            match self.value(schemas, depth + 1, 0) {
                Ok(value) => drop(out.insert((*name).to_owned(), value)),
                Err(reason) if is_required => return Err(reason),
                Err(_) => {}
            }
        }
        let additional: Vec<_> = additional(facets).into_iter().collect();
        for name in required.iter().filter(|name| !properties.contains_key(*name)) {
            out.insert((*name).to_owned(), self.value(&additional, depth + 1, 0)?);
        }
        self.add_additional(facets, depth, &mut out);
        Ok(out.into())
    }

    /// Adds a property that the schema does not name, if the schema describes such properties.
    fn add_additional(&mut self, facets: &Facets<'s>, depth: usize, out: &mut Map<String, Value>) {
        let is_wanted = self.has_optional(depth) && self.plan.bound != Bound::Low;
        let is_missing = out.len() < facets.at_least(Facet::min_properties);
        let Some(schema) = additional(facets).filter(|_| is_wanted || is_missing) else { return };
        if out.len() >= facets.at_most(Facet::max_properties) {
            return;
        }
        let names: Vec<_> = facets.each(Facet::property_names).collect();
        let name = match names.as_slice() {
            [] => Value::String("extra property".to_owned()),
            names => self.value(names, depth + 1, 0).unwrap_or_default(),
        };
        let (Value::String(name), Ok(value)) = (name, self.value(&[schema], depth + 1, 0)) else { return };
        out.entry(name).or_insert(value);
    }
}

/// Returns the schema of properties that the schema does not name, unless any facet forbids them.
fn additional<'s>(facets: &Facets<'s>) -> Option<&'s Value> {
    let first = facets.each(Facet::additional_properties).next();
    let is_forbidden = facets.each(Facet::additional_properties).any(|schema| *schema == Value::Bool(false));
    first.filter(|_| !is_forbidden)
}
