//! Choices: `oneOf`, `anyOf` and lists of types.

use super::discriminator::{self, Tagging};
use super::enumeration::listed;
use super::naming::unique_type_names;
use super::schema::type_names;
use super::types::{Hint, Shape};
use super::{Lowering, docs};
use crate::document::reference_name;
use crate::ir::{Docs, Kind, Scalar, TypeName, TypeRef, Union, Variant};
use crate::source::{Node, Value};

/// The members of a union, before they are looked into.
#[derive(Default)]
pub(super) struct Members<'d> {
    pub(super) schemas: Vec<Member<'d>>,
    pub(super) tagging: Option<Tagging>,
}

/// A member of a union.
#[derive(Clone)]
pub(super) struct Member<'d> {
    pub(super) node: &'d Node,
    pub(super) part: Part<'d>,
}

/// What of a schema a member is.
#[derive(Clone)]
pub(super) enum Part<'d> {
    /// All of it.
    Whole,
    /// All of it, and it is the component of that name.
    Component(&'d str),
    /// As it is when it is of this type.
    OfType(&'d str),
    /// All of it, with the members of these objects.
    With(Vec<&'d Node>),
}

impl<'d> Lowering<'d> {
    /// `oneOf` or `anyOf`: a union, unless all but one of its members are `null`, remarks or much the same.
    pub(super) fn choice(&mut self, node: &'d Node, members: &'d Node, hint: &Hint) -> TypeRef {
        let all: Vec<_> = members.items().collect();
        let some: Vec<_> = all.iter().copied().filter(|member| !is_null_schema(member)).collect();
        let ty = match some.as_slice() {
            [] => TypeRef::Any,
            [one] => self.schema(one, hint),
            // Conditions restrict values and do not describe them.
            _ if some.iter().all(|member| is_condition(member)) => self.by_type(node, hint),
            _ => match self.one_enumeration(&some) {
                Some(values) => self.enumeration(node, &type_names(node), &values, hint),
                None => self.union_of(node, &some, hint),
            },
        };
        match ty {
            ty @ (TypeRef::Nullable(_) | TypeRef::Any) => ty,
            ty if some.len() < all.len() => TypeRef::Nullable(Box::new(ty)),
            ty => ty,
        }
    }

    fn union_of(&mut self, node: &'d Node, members: &[&'d Node], hint: &Hint) -> TypeRef {
        let tagging = discriminator::of(self.document, node, members);
        let schemas = members.iter().map(|node| Member { node, part: Part::Whole }).collect();
        self.model(node, hint, Shape::Union(Members { schemas, tagging }))
    }

    /// `type` with several types.
    pub(super) fn one_of_types(&mut self, node: &'d Node, types: &[&'d str], hint: &Hint) -> TypeRef {
        let schemas = types.iter().map(|ty| Member { node, part: Part::OfType(ty) }).collect();
        self.model(node, hint, Shape::Union(Members { schemas, tagging: None }))
    }

    /// The values of all members together, when every one of them lists strings or is any string. An enum is open, so
    /// that a list of strings beside any string is that list.
    fn one_enumeration(&self, members: &[&'d Node]) -> Option<Vec<&'d Node>> {
        let mut values = Vec::new();
        for member in members {
            let member = self.document.resolve(member)?;
            match listed(member) {
                Some(some) if some.iter().all(|value| value.as_str().is_some()) => values.extend(some),
                None if type_names(member) == ["string"] && member.get("format").is_none() => {}
                _ => return None,
            }
        }
        (!values.is_empty()).then_some(values)
    }

    /// A union's variants, each type once.
    pub(super) fn union(&mut self, members: &Members<'d>, hint: &Hint) -> Kind {
        let mut variants: Vec<Variant> = Vec::new();
        for (index, member) in members.schemas.iter().enumerate() {
            let tags = members.tagging.as_ref().map(|tagging| tagging.values[index].clone()).unwrap_or_default();
            let variant = self.variant(member, tags, hint);
            match variants.iter_mut().find(|other| other.ty == variant.ty) {
                Some(same) => same.tags.extend(variant.tags),
                None => variants.push(variant),
            }
        }
        unique_type_names(&mut variants, |variant| &mut variant.name, &["Unknown"]);
        Kind::Union(Union { tag: members.tagging.as_ref().map(|tagging| tagging.property.clone()), variants })
    }

    fn variant(&mut self, member: &Member<'d>, tags: Vec<String>, hint: &Hint) -> Variant {
        let node = member.node;
        let name = match (&member.part, tags.first()) {
            (Part::OfType(ty), _) => name_of_type(node, ty),
            (Part::Component(name), _) => (*name).to_owned(),
            (_, Some(tag)) if node.get("$ref").is_none() && node.get("title").is_none() => tag.clone(),
            _ => variant_name(node),
        };
        let inside = hint.inside(&name);
        let ty = match &member.part {
            Part::Whole => self.schema(node, &inside),
            Part::Component(name) => self.schema(node, &Hint::component(name)),
            Part::OfType("string") if listed(node).is_some() => TypeRef::Scalar(Scalar::String),
            Part::OfType(ty) => self.typed(node, ty, &inside),
            Part::With(others) => self.merged(node, others, &inside),
        };
        let docs = if matches!(member.part, Part::OfType(_)) { Docs::default() } else { docs::of(node) };
        Variant { name: TypeName::variant(&name), tags, ty, docs }
    }
}

/// What a member is called: by its reference, its title, or its type.
fn variant_name(node: &Node) -> String {
    let reference = node.get("$ref").and_then(Node::as_str).map(reference_name);
    let title = node.get("title").and_then(Node::as_str).filter(|title| title.len() < 40);
    match (reference, title, type_names(node).first()) {
        (Some(name), ..) | (_, Some(name), _) => name.to_owned(),
        (.., Some(ty)) => name_of_type(node, ty),
        _ => "object".to_owned(),
    }
}

/// What a value of a type is called: by the type, or by what it is a list of.
fn name_of_type(node: &Node, ty: &str) -> String {
    match ty {
        "array" => format!("{} list", node.get("items").map(variant_name).unwrap_or_default()),
        ty => ty.to_owned(),
    }
}

/// Whether a schema allows `null` and nothing else.
fn is_null_schema(node: &Node) -> bool {
    let by_type = matches!(node.get("type").map(|ty| &ty.value), Some(Value::String(ty)) if ty == "null");
    let by_value = listed(node).is_some_and(|values| values.iter().all(|value| value.is_null()));
    by_type || by_value
}

/// Whether a schema only restricts, such as which members must be there.
pub(super) fn is_condition(node: &Node) -> bool {
    const RESTRICTIONS: [&str; 12] = [
        "required",
        "not",
        "minProperties",
        "maxProperties",
        "minLength",
        "maxLength",
        "pattern",
        "minimum",
        "maximum",
        "minItems",
        "maxItems",
        "description",
    ];
    node.as_object().is_some_and(|members| members.keys().all(|key| RESTRICTIONS.contains(&key.as_str())))
}

/// Whether a type is a string on the wire.
pub(super) fn is_text(ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::Scalar(Scalar::String | Scalar::Secret))
}
