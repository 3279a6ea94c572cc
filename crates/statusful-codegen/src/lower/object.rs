//! Objects: structs and maps, and what `allOf` adds up to.

use indexmap::{IndexMap, IndexSet};

use super::naming::unique_idents;
use super::schema::is_deprecated;
use super::types::{Hint, Shape};
use super::{Lowering, docs};
use crate::ir::{Access, Field, Ident, Kind, Optionality, Struct, TypeRef};
use crate::source::Node;

/// The members of an object, from one schema or from all of an `allOf`.
#[derive(Default)]
pub(super) struct Parts<'d> {
    pub(super) properties: IndexMap<&'d str, &'d Node>,
    required: IndexSet<&'d str>,
    rest: Option<&'d Node>,
}

impl<'d> Parts<'d> {
    pub(super) fn add(&mut self, node: &'d Node) {
        let properties = node.get("properties").into_iter().flat_map(Node::members);
        self.properties.extend(properties.map(|(name, entry)| (name, &entry.node)));
        self.required.extend(node.get("required").into_iter().flat_map(Node::items).filter_map(Node::as_str));
        let any_key = node.get("patternProperties").and_then(|patterns| patterns.members().next());
        if let Some(rest) = node.get("additionalProperties").or(any_key.map(|(_, entry)| &entry.node)) {
            self.rest = Some(rest);
        }
    }
}

impl<'d> Lowering<'d> {
    /// `type: object`: a struct when it names members, else a map.
    pub(super) fn object_schema(&mut self, node: &'d Node, hint: &Hint) -> TypeRef {
        let mut parts = Parts::default();
        parts.add(node);
        if parts.properties.is_empty() {
            let value = parts.rest.and_then(|rest| self.rest(rest, hint)).unwrap_or(TypeRef::Any);
            return TypeRef::Map(Box::new(value));
        }
        self.model(node, hint, Shape::Object(parts))
    }

    /// What `additionalProperties` allows; nothing when it allows nothing.
    fn rest(&mut self, node: &'d Node, hint: &Hint) -> Option<TypeRef> {
        match node.as_bool() {
            Some(true) => Some(TypeRef::Any),
            Some(false) => None,
            None => Some(self.schema(node, &hint.inside("value"))),
        }
    }

    /// A struct's fields.
    pub(super) fn object(&mut self, parts: &Parts<'d>, hint: &Hint) -> Kind {
        let mut fields: Vec<_> = parts
            .properties
            .iter()
            .map(|(wire, node)| self.field(wire, node, parts.required.contains(wire), hint))
            .collect();
        fields.sort_by(|a, b| (&a.ident, &a.wire).cmp(&(&b.ident, &b.wire)));
        let rest = parts.rest.and_then(|rest| self.rest(rest, hint));
        unique_idents(&mut fields, |field| &mut field.ident, &[]);
        let taken = |ident: &Ident| fields.iter().any(|field| field.ident == *ident);
        let rest =
            rest.map(|ty| (crate::ir::unique(&Ident::new("additional_properties"), Ident::with_suffix, taken), ty));
        Kind::Struct(Struct { fields, rest })
    }

    fn field(&mut self, wire: &str, node: &'d Node, required: bool, hint: &Hint) -> Field {
        let (ty, nullable) = match self.schema(node, &hint.inside(wire)) {
            TypeRef::Nullable(ty) => (*ty, true),
            ty => (ty, false),
        };
        Field {
            wire: wire.to_owned(),
            aliases: node
                .get("x-aliases")
                .into_iter()
                .flat_map(Node::items)
                .filter_map(Node::as_str)
                .map(str::to_owned)
                .collect(),
            ident: Ident::new(wire),
            ty,
            optionality: Optionality::new(required, nullable),
            docs: docs::of(node),
            deprecated: is_deprecated(node),
            access: access(node),
        }
    }
}

/// Which way a field travels.
fn access(node: &Node) -> Access {
    let flag = |key| node.get(key).and_then(Node::as_bool).unwrap_or(false);
    match (flag("readOnly"), flag("writeOnly")) {
        (true, false) => Access::Read,
        (false, true) => Access::Write,
        _ => Access::Both,
    }
}
