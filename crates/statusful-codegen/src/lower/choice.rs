//! Choices: enumerations of values, and unions of schemas.

use indexmap::IndexSet;

use super::naming::unique_type_names;
use super::schema::type_names;
use super::types::{Hint, Shape};
use super::{Lowering, docs};
use crate::ir::{Enum, Kind, Scalar, TypeName, TypeRef, Union, Variant};
use crate::source::{Node, Value};

impl<'d> Lowering<'d> {
    /// `enum`: an open enum of strings; of anything else, the type of the values.
    pub(super) fn enumeration(&mut self, node: &'d Node, values: &'d Node, hint: &Hint) -> TypeRef {
        let strings: Vec<_> = values.items().filter_map(Node::as_str).collect();
        let only_strings = values.items().all(|value| value.is_null() || value.as_str().is_some());
        if !only_strings || strings.is_empty() {
            return match type_names(node).as_slice() {
                [one] => self.typed(node, one, hint),
                _ => self.untyped(node, "an enumeration of values that are not strings has no type of its own yet"),
            };
        }
        let strings: IndexSet<_> = strings.into_iter().collect();
        let mut named: Vec<_> = strings.iter().map(|text| (TypeName::variant(text), (*text).to_owned())).collect();
        unique_type_names(&mut named, |(name, _)| name, &["Unknown"]);
        let id = self.reserve(node, hint);
        self.types.finish(id, Kind::Enum(Enum { values: named }));
        TypeRef::Named(id)
    }

    /// `oneOf` or `anyOf`: a union, unless all but one of its members are `null` or missing.
    pub(super) fn choice(&mut self, node: &'d Node, members: &'d Node, hint: &Hint) -> TypeRef {
        let all: Vec<_> = members.items().collect();
        let some: Vec<_> = all.iter().copied().filter(|member| !is_null_schema(member)).collect();
        let ty = match some.as_slice() {
            [] => TypeRef::Any,
            [one] => self.schema(one, hint),
            _ => self.model(node, hint, Shape::Union(some.clone())),
        };
        match ty {
            ty @ (TypeRef::Nullable(_) | TypeRef::Any) => ty,
            ty if some.len() < all.len() => TypeRef::Nullable(Box::new(ty)),
            ty => ty,
        }
    }

    /// A union's variants.
    pub(super) fn union(&mut self, members: &[&'d Node], hint: &Hint) -> Kind {
        let mut variants: Vec<_> = members.iter().map(|member| self.variant(member, hint)).collect();
        unique_type_names(&mut variants, |variant| &mut variant.name, &[]);
        Kind::Union(Union { variants })
    }

    fn variant(&mut self, node: &'d Node, hint: &Hint) -> Variant {
        let name = variant_name(node);
        let ty = self.schema(node, &hint.inside(&name));
        Variant { name: TypeName::variant(&name), ty, docs: docs::of(node) }
    }
}

/// What a member is called: by its reference, its title, or its type.
fn variant_name(node: &Node) -> String {
    let reference = node.get("$ref").and_then(Node::as_str).and_then(|text| text.rsplit('/').next());
    let title = node.get("title").and_then(Node::as_str).filter(|title| title.len() < 40);
    match (reference, title, type_names(node).first()) {
        (Some(name), ..) | (_, Some(name), _) => name.to_owned(),
        (.., Some(&"array")) => {
            let item = node.get("items").map(variant_name).unwrap_or_default();
            format!("{item} list")
        }
        (.., Some(ty)) => (*ty).to_owned(),
        _ => "object".to_owned(),
    }
}

/// Whether a schema allows `null` and nothing else.
fn is_null_schema(node: &Node) -> bool {
    matches!(node.get("type").map(|ty| &ty.value), Some(Value::String(ty)) if ty == "null")
}

/// Whether a type is a string on the wire.
pub(super) fn is_text(ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::Scalar(Scalar::String | Scalar::Secret))
}
