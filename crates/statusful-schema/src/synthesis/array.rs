//! Arrays within their limits.

use serde_json::Value;

use super::Synthesis;
use super::plan::Bound;
use crate::facets::{Facet, Facets};

impl<'s> Synthesis<'s> {
    pub(super) fn array(&mut self, facets: &Facets<'s>, depth: usize) -> Result<Value, String> {
        let least = facets.at_least(Facet::min_items);
        let most = facets.at_most(Facet::max_items);
        let is_unique = facets.has_unique_items();
        let mut out: Vec<Value> = Vec::new();
        for index in 0..self.length(facets, depth).clamp(least, most.max(least)) {
            match self.value(&facets.item(index), depth + 1, if is_unique { index } else { 0 }) {
                Ok(value) if is_unique && out.contains(&value) && out.len() >= least => {}
                Ok(value) => out.push(value),
                Err(_) if out.len() >= least => break,
                Err(reason) => return Err(reason),
            }
        }
        Ok(out.into())
    }

    /// Returns how many items to make if the schema has no limits.
    fn length(&self, facets: &Facets<'s>, depth: usize) -> usize {
        let prefix = facets.prefix_items().count();
        match self.plan.bound {
            _ if !self.has_optional(depth) => 0,
            Bound::Low => 0,
            Bound::Middle => prefix.max(1),
            Bound::High => prefix.max(2),
        }
    }
}
