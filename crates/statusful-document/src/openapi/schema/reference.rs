//! References between schemas (OpenAPI 3.0.3, section 4.7.23; JSON Schema 2020-12, section 8.2.3).

use super::super::{HOPS, Version, View, reference_name};
use super::Schema;

impl<'d> Schema<'d> {
    /// Returns the text of `$ref` or `$dynamicRef`.
    pub fn reference(self) -> Option<&'d str> {
        self.document.reference(self.node).map(|(text, _)| text)
    }

    /// Returns the name of a reference's target, or `None` if the schema is not a reference.
    pub fn reference_name(self) -> Option<&'d str> {
        self.reference().map(reference_name)
    }

    /// Returns `true` if the schema is a reference and nothing else. Since OpenAPI 3.1, a schema may describe more beside its
    /// `$ref`; then its target is the first part of [`Schema::all_of`].
    pub fn is_reference(self) -> bool {
        self.reference().is_some() && !self.extends_its_target()
    }

    /// Returns `true` if the schema describes more beside its `$ref`.
    pub(super) fn extends_its_target(self) -> bool {
        self.reference().is_some() && self.has_siblings_of_reference() && self.describes_parts()
    }

    /// Returns the schema that a reference leads to, which may be a reference too, or nothing if it leads nowhere.
    pub fn target(self) -> Option<Self> {
        let target = self.document.chain(self.node).nth(1)?;
        Some(Self::of(self.document, target))
    }

    /// Returns the schema itself, or the one that its chain of references leads to; nothing if it leads nowhere.
    pub fn resolve(self) -> Option<Self> {
        let chain = std::iter::successors(Some(self), |schema| schema.target());
        chain.take(HOPS).find(|schema| !schema.is_reference())
    }

    /// Returns `true` if what is written beside a `$ref` counts, as it does since OpenAPI 3.1.
    pub fn has_siblings_of_reference(self) -> bool {
        self.document.version() == Version::V3_1
    }
}
