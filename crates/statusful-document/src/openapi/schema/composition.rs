//! Schemas that consist of others (JSON Schema 2020-12, section 10.2).

use super::super::View;
use super::Schema;

/// Several schemas of a keyword such as `oneOf`.
type Schemas<'d> = Vec<Schema<'d>>;

impl<'d> Schema<'d> {
    /// Returns the schemas that must all match: the target of a `$ref` that has siblings, and those of `allOf`.
    pub fn all_of(self) -> Schemas<'d> {
        let target = if self.extends_its_target() { self.target() } else { None };
        target.into_iter().chain(self.list("allOf").unwrap_or_default()).collect()
    }

    /// Returns `true` if other schemas must match as well.
    pub fn has_all_of(self) -> bool {
        self.fields().node("allOf").is_some() || self.extends_its_target()
    }

    /// Returns the schemas of which exactly one must match.
    pub fn one_of(self) -> Option<Schemas<'d>> {
        self.list("oneOf")
    }

    /// Returns the schemas of which at least one must match.
    pub fn any_of(self) -> Option<Schemas<'d>> {
        self.list("anyOf")
    }

    /// Returns the alternatives of `oneOf`, or else of `anyOf`.
    pub fn alternatives(self) -> Option<Schemas<'d>> {
        self.one_of().or_else(|| self.any_of())
    }

    /// Returns schemas that must match for some values: `then`, `else`, `dependentSchemas` (JSON Schema 2020-12, sections 10.2.2.2,
    /// 10.2.2.3 and 10.2.2.4), and `anyOf` beside `oneOf`.
    pub fn conditional(self) -> Schemas<'d> {
        let view = |node| Self::of(self.document, node);
        let branches = ["then", "else"].into_iter().filter_map(|keyword| self.fields().node(keyword)).map(view);
        let dependent = self.fields().entries("dependentSchemas").map(|(_, entry)| view(&entry.node));
        let second = self.one_of().and_then(|_| self.any_of()).unwrap_or_default();
        branches.chain(dependent).chain(second).collect()
    }
}
