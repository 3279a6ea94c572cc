//! Objects: structs and maps, and what `allOf` adds up to.

use indexmap::IndexMap;

use super::naming::unique_idents;
use super::schema::is_deprecated;
use super::types::{Hint, Shape};
use super::{Lowering, docs, example};
use crate::diagnostic::{Code, Diagnostic, quote};
use crate::ir::{Access, Docs, Example, Field, Ident, Kind, Optionality, Struct, TypeRef};
use crate::source::Node;

/// The members of an object, from one schema or from all of an `allOf`.
#[derive(Default)]
pub(super) struct Parts<'d> {
    /// Every schema of a member: it has to be what all of them say.
    pub(super) properties: IndexMap<&'d str, Vec<&'d Node>>,
    required: IndexMap<&'d str, &'d Node>,
    rest: Option<&'d Node>,
}

impl<'d> Parts<'d> {
    pub(super) fn add(&mut self, node: &'d Node) {
        for (name, entry) in node.get("properties").into_iter().flat_map(Node::members) {
            self.properties.entry(name).or_default().push(&entry.node);
        }
        let required = node.get("required").into_iter().flat_map(Node::items);
        self.required.extend(required.filter_map(|name| Some((name.as_str()?, name))));
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
            .map(|(wire, schemas)| self.field(wire, schemas, parts.required.contains_key(wire), hint))
            .collect();
        if parts.rest.is_none() {
            let described = |name: &&str| parts.properties.contains_key(*name);
            let undescribed = parts.required.iter().filter(|(name, _)| !described(name));
            fields.extend(undescribed.map(|(wire, place)| self.undescribed(wire, place)));
        }
        fields.sort_by(|a, b| (&a.ident, &a.wire).cmp(&(&b.ident, &b.wire)));
        let rest = parts.rest.and_then(|rest| self.rest(rest, hint));
        unique_idents(&mut fields, |field| &mut field.ident, &[]);
        let taken = |ident: &Ident| fields.iter().any(|field| field.ident == *ident);
        let rest =
            rest.map(|ty| (crate::ir::unique(&Ident::new("additional_properties"), Ident::with_suffix, taken), ty));
        Kind::Struct(Struct { fields, rest })
    }

    fn field(&mut self, wire: &str, schemas: &[&'d Node], required: bool, hint: &Hint) -> Field {
        let (ty, nullable) = match self.member(schemas, &hint.inside(wire)) {
            TypeRef::Nullable(ty) => (*ty, true),
            ty => (ty, false),
        };
        let aliases = schemas.iter().filter_map(|schema| schema.get("x-aliases")).flat_map(Node::items);
        let docs = schemas.iter().rev().map(|schema| docs::of(schema)).find(|docs| *docs != Docs::default());
        Field {
            wire: wire.to_owned(),
            aliases: aliases.filter_map(Node::as_str).map(str::to_owned).collect(),
            ident: Ident::new(wire),
            ty,
            optionality: Optionality::new(required, nullable),
            docs: docs.unwrap_or_default(),
            deprecated: schemas.iter().any(|schema| is_deprecated(schema)),
            access: access(schemas),
            example: example::of_any(self.document, schemas),
        }
    }

    /// A member that is required and nowhere described. It is kept if it is there and not asked for, for the name may
    /// as well be a slip.
    fn undescribed(&mut self, wire: &str, place: &'d Node) -> Field {
        self.diagnostics.push(
            Diagnostic::new(Code::UndescribedMember, format!("{} is required and not described", quote(wire)))
                .at(place.span, "is not among the `properties`")
                .help("describe it in `properties`, or take it out of `required`"),
        );
        Field {
            wire: wire.to_owned(),
            aliases: Vec::new(),
            ident: Ident::new(wire),
            ty: TypeRef::Any,
            optionality: Optionality::new(false, false),
            docs: Docs::default(),
            deprecated: false,
            access: Access::Both,
            example: Example::default(),
        }
    }
}

/// Which way a field travels.
fn access(schemas: &[&Node]) -> Access {
    let flag = |key| schemas.iter().any(|node| node.get(key).and_then(Node::as_bool).unwrap_or(false));
    match (flag("readOnly"), flag("writeOnly")) {
        (true, false) => Access::Read,
        (false, true) => Access::Write,
        _ => Access::Both,
    }
}
