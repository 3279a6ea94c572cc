//! The Components Object (OpenAPI 3.0.3, section 4.7.7).

use std::collections::HashSet;

use super::view::view;
use super::{Schema, SecurityRequirement, SecurityScheme, View, escape_token};
use crate::source::{Node, Span};

/// How a reference to a schema that has a name begins.
pub const SCHEMA_REFERENCE: &str = "#/components/schemas/";

view! {
    /// The Components Object: parts of the document with names.
    Components
}

impl<'d> Components<'d> {
    /// Returns the schemas by name, in document order, as they are written: one may be a reference.
    pub fn schemas(self) -> impl Iterator<Item = (&'d str, Schema<'d>)> + use<'d> {
        let document = self.document;
        self.fields().entries("schemas").map(move |(name, entry)| (name, Schema::of(document, &entry.node)))
    }

    /// Returns the security scheme of a name.
    pub fn security_scheme(self, name: &str) -> Option<SecurityScheme<'d>> {
        self.document.view(self.fields().node("securitySchemes")?.get(name)?)
    }

    /// Returns the names of the security schemes.
    pub fn security_scheme_names(self) -> impl Iterator<Item = &'d str> + use<'d> {
        self.fields().entries("securitySchemes").map(|(name, _)| name)
    }

    /// Returns the components that nothing in the document uses: no reference leads to them, and no security requirement names
    /// them. A schema is used by itself, for it becomes a model.
    pub fn unused(self) -> impl Iterator<Item = &'d Node> + use<'d> {
        let document = self.document;
        let targets = document.references().filter_map(|(_, reference, place)| document.target_from(reference, place));
        let required = document.all::<SecurityRequirement<'d>>().flat_map(SecurityRequirement::schemes);
        let schemes = self.fields().node("securitySchemes");
        let schemes = required.filter_map(move |required| schemes?.get(required.name.value));
        let used: HashSet<Span> = targets.chain(schemes).map(|node| node.span).collect();
        let components =
            self.node.members().filter(|(name, _)| *name != "schemas").flat_map(|(_, section)| section.node.members());
        components.map(|(_, entry)| &entry.node).filter(move |node| !used.contains(&node.span))
    }

    /// Returns a reference to the first component of a name, whichever section has it.
    pub fn reference_to(self, name: &str) -> Option<String> {
        let section = self.section_of(name)?;
        Some(format!("#/components/{section}/{}", escape_token(name)))
    }

    /// Returns the first section, such as `schemas`, that has a component of that name.
    pub fn section_of(self, name: &str) -> Option<&'d str> {
        let has_it = |section: &Node| section.get(name).is_some();
        self.node.members().find(|(_, section)| has_it(&section.node)).map(|(section, _)| section)
    }
}
