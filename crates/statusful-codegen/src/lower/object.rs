//! Objects: structs and maps, and what `allOf` adds up to.

use indexmap::{IndexMap, IndexSet};

use super::naming::unique_idents;
use super::schema::{is_deprecated, type_names};
use super::types::{Hint, Shape};
use super::{Lowering, docs};
use crate::ir::{Field, Ident, Kind, Optionality, Struct, TypeRef};
use crate::source::Node;

/// The members of an object, from one schema or from all of an `allOf`.
#[derive(Default)]
pub(super) struct Parts<'d> {
    properties: IndexMap<&'d str, &'d Node>,
    required: IndexSet<&'d str>,
    rest: Option<&'d Node>,
}

impl<'d> Parts<'d> {
    fn add(&mut self, node: &'d Node) {
        let properties = node.get("properties").into_iter().flat_map(Node::members);
        self.properties.extend(properties.map(|(name, entry)| (name, &entry.node)));
        self.required.extend(node.get("required").into_iter().flat_map(Node::items).filter_map(Node::as_str));
        if let Some(rest) = node.get("additionalProperties") {
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

    /// `allOf`: one schema with remarks is that schema; several objects are one object with the members of all.
    pub(super) fn all_of(&mut self, node: &'d Node, hint: &Hint) -> TypeRef {
        let members: Vec<_> =
            node.get("allOf").into_iter().flat_map(Node::items).filter(|m| says_something(m)).collect();
        match members.as_slice() {
            [] => self.inferred_object(node, hint),
            [one] if node.get("properties").is_none() => self.schema(one, hint),
            _ => match self.merged(node, &members) {
                Some(parts) if !parts.properties.is_empty() => self.model(node, hint, Shape::Object(parts)),
                _ => self.untyped(node, "these schemas do not add up to an object"),
            },
        }
    }

    fn inferred_object(&mut self, node: &'d Node, hint: &Hint) -> TypeRef {
        if node.get("properties").is_some() { self.object_schema(node, hint) } else { TypeRef::Any }
    }

    /// The members of every part, parts of parts included; nothing when one of them is no object.
    fn merged(&self, node: &'d Node, members: &[&'d Node]) -> Option<Parts<'d>> {
        let mut parts = Parts::default();
        let mut seen = IndexSet::new();
        let mut stack: Vec<_> = members.iter().rev().copied().collect();
        while let Some(member) = stack.pop() {
            let member = self.document.resolve(member)?;
            if !seen.insert(member.span) {
                continue;
            }
            if member.get("oneOf").is_some() || member.get("anyOf").is_some() || member.get("enum").is_some() {
                return None;
            }
            if !matches!(type_names(member).as_slice(), [] | ["object"]) {
                return None;
            }
            parts.add(member);
            let inner: Vec<_> = member.get("allOf").into_iter().flat_map(Node::items).collect();
            stack.extend(inner.into_iter().rev());
        }
        parts.add(node);
        Some(parts)
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
        }
    }
}

/// Whether a part of an `allOf` is more than remarks.
fn says_something(node: &Node) -> bool {
    const REMARKS: [&str; 9] = [
        "description",
        "title",
        "nullable",
        "deprecated",
        "example",
        "default",
        "readOnly",
        "writeOnly",
        "externalDocs",
    ];
    node.members().any(|(key, _)| !REMARKS.contains(&key) && !key.starts_with("x-"))
}
