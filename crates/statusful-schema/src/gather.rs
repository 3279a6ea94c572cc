//! From a schema to its facets: references are followed, and alternatives are chosen.

use serde_json::Value;

use crate::facets::{Facet, Facets};

/// How deep references and compositions may be nested. Schemas of documents use a few levels; a circle uses any number.
const DEPTH: usize = 64;

/// A bundled schema, which its references point into.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Root<'s>(pub(crate) &'s Value);

/// Chooses alternatives of `oneOf` and `anyOf`.
pub(crate) trait Choose {
    /// Returns the index of the alternative to take, or `None` for all of them. An index past the end starts over.
    fn choose(&mut self, alternatives: usize) -> Option<usize>;

    /// Returns `true` if to take the alternative `null` if there is one, rather than the others.
    fn wants_null(&self) -> bool;
}

/// Takes all alternatives at once.
pub(crate) struct All;

impl Choose for All {
    fn choose(&mut self, _: usize) -> Option<usize> {
        None
    }

    fn wants_null(&self) -> bool {
        false
    }
}

impl<'s> Root<'s> {
    /// Returns the facets of a value that is valid against all of the schemas.
    pub(crate) fn facets(self, schemas: &[&'s Value], choose: &mut impl Choose) -> Facets<'s> {
        let mut all = Facets::default();
        for schema in schemas {
            let mut facets = Facets::default();
            self.gather(schema, choose, &mut facets, 0);
            all.extend(facets);
        }
        all
    }

    fn gather(self, schema: &'s Value, choose: &mut impl Choose, into: &mut Facets<'s>, depth: usize) {
        let Some(facet) = Facet::of(schema).filter(|facet| depth <= DEPTH && !into.contains(*facet)) else { return };
        into.push(facet);
        if let Some(target) = facet.reference().and_then(|reference| self.target(reference)) {
            self.gather(target, choose, into, depth + 1);
        }
        for part in facet.all_of() {
            self.gather(part, choose, into, depth + 1);
        }
        for alternatives in facet.choices() {
            for alternative in chosen(alternatives, choose) {
                self.gather(alternative, choose, into, depth + 1);
            }
        }
    }

    fn target(self, reference: &str) -> Option<&'s Value> {
        self.0.pointer(reference.strip_prefix('#')?)
    }
}

/// Returns the alternatives to take.
fn chosen<'s>(alternatives: &'s [Value], choose: &mut impl Choose) -> Vec<&'s Value> {
    let wants_null = choose.wants_null();
    let is_null = |schema: &Value| Facet::of(schema).is_some_and(Facet::is_null);
    let fitting: Vec<_> = alternatives.iter().filter(|schema| is_null(schema) == wants_null).collect();
    let taken = if fitting.is_empty() { alternatives.iter().collect() } else { fitting };
    match choose.choose(taken.len()) {
        Some(index) => taken.get(index % taken.len().max(1)).copied().into_iter().collect(),
        None => taken,
    }
}
