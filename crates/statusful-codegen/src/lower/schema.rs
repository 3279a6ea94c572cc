//! A Schema Object to a type.

use super::enumeration::listed;
use super::merge::says_something;
use super::types::{Draft, Hint, Shape, Task};
use super::{Lowering, docs, example};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::reference_name;
use crate::ir::{Kind, Scalar, TypeRef};
use crate::source::{Node, Value};

/// How many lists, maps and references may stand directly within each other.
const MAX_NESTING: usize = 64;

/// How many models a client may have. The largest public documents have some thousands.
const MAX_MODELS: usize = 100_000;

impl<'d> Lowering<'d> {
    /// The type of a schema. Everything that gets a name is reserved now and looked into later.
    pub(super) fn schema(&mut self, node: &'d Node, hint: &Hint) -> TypeRef {
        if let Some(known) = self.types.known.get(&node.span) {
            return known.clone();
        }
        if let Some(open) = self.types.open.get(&node.span).copied() {
            return self.reenter(node, hint, open);
        }
        if self.types.open.len() > MAX_NESTING {
            return self.untyped(node, "schemas are nested too deeply");
        }
        self.types.open.insert(node.span, None);
        let ty = self.schema_once(node, hint);
        let ty = match self.types.open.remove(&node.span).flatten() {
            Some(id) => {
                self.types.finish(id, Kind::Newtype(ty));
                TypeRef::Named(id)
            }
            None => ty,
        };
        self.types.known.insert(node.span, ty.clone());
        ty
    }

    /// A list or map that is met again inside itself becomes a newtype, so that it can name itself.
    fn reenter(&mut self, node: &'d Node, hint: &Hint, open: Option<crate::ir::TypeId>) -> TypeRef {
        let id = open.unwrap_or_else(|| self.reserve(node, hint));
        self.types.open.insert(node.span, Some(id));
        TypeRef::Named(id)
    }

    fn schema_once(&mut self, node: &'d Node, hint: &Hint) -> TypeRef {
        let ty = if node.get("$ref").is_some() { self.reference(node) } else { self.schema_kind(node, hint) };
        match (is_nullable(node), ty) {
            (true, ty @ (TypeRef::Nullable(_) | TypeRef::Any)) | (false, ty) => ty,
            (true, ty) => TypeRef::Nullable(Box::new(ty)),
        }
    }

    fn reference(&mut self, node: &'d Node) -> TypeRef {
        let target = self.document.resolve(node);
        let name = self.document.reference(node).map(|(text, _)| reference_name(text));
        match (target, name) {
            (Some(target), Some(name)) => self.schema(target, &Hint::component(name)),
            _ => self.untyped(node, "the reference leads nowhere"),
        }
    }

    fn schema_kind(&mut self, node: &'d Node, hint: &Hint) -> TypeRef {
        if let Some(union) = self.base(node, hint) {
            return union;
        }
        let members = node.get("oneOf").or_else(|| node.get("anyOf"));
        if node.get("allOf").is_some() || members.is_some() && node.get("properties").is_some() {
            return self.all_of(node, hint);
        }
        if let Some(members) = members {
            return self.choice(node, members, hint);
        }
        if let Some(values) = listed(node) {
            return self.enumeration(node, &type_names(node), &values, hint);
        }
        self.by_type(node, hint)
    }

    /// By what `type` says, else by what else there is.
    pub(super) fn by_type(&mut self, node: &'d Node, hint: &Hint) -> TypeRef {
        match type_names(node).as_slice() {
            [] if is_object(node) => self.typed(node, "object", hint),
            [] if node.get("items").is_some() => self.typed(node, "array", hint),
            [] if is_conditional(node) => self.untyped(node, "what it is depends on a condition"),
            [] => TypeRef::Any,
            [one] => self.typed(node, one, hint),
            several => self.one_of_types(node, several, hint),
        }
    }

    pub(super) fn typed(&mut self, node: &'d Node, ty: &str, hint: &Hint) -> TypeRef {
        match ty {
            "string" => TypeRef::Scalar(string(node)),
            "integer" => TypeRef::Scalar(self.integer(node)),
            "number" => TypeRef::Scalar(number(node)),
            "boolean" => TypeRef::Scalar(Scalar::Bool),
            "array" => match node.get("items") {
                _ if node.get("prefixItems").is_some() => {
                    let item = self.untyped(node, "each item of this list has a type of its own");
                    TypeRef::List(Box::new(item))
                }
                Some(items) => TypeRef::List(Box::new(self.schema(items, &hint.inside("item")))),
                None => TypeRef::List(Box::new(TypeRef::Any)),
            },
            "object" => self.object_schema(node, hint),
            // Of one value alone, there is nothing to type; should another come, it is kept.
            "null" => TypeRef::Any,
            _ => {
                self.diagnostics.push(
                    Diagnostic::new(Code::Untyped, format!("`{ty}` is no type; it is left open as any JSON"))
                        .at(node.get("type").unwrap_or(node).span, "unknown type")
                        .help("use string, number, integer, boolean, array or object"),
                );
                TypeRef::Any
            }
        }
    }

    /// Reserves a model for a schema.
    pub(super) fn reserve(&mut self, node: &'d Node, hint: &Hint) -> crate::ir::TypeId {
        self.types.add(Draft {
            hint: hint.clone(),
            place: node.span,
            kind: None,
            docs: docs::of(node),
            deprecated: is_deprecated(node),
            example: example::of(self.document, node),
        })
    }

    /// Reserves a model for a schema and puts its insides off.
    pub(super) fn model(&mut self, node: &'d Node, hint: &Hint, shape: Shape<'d>) -> TypeRef {
        if self.types.models.len() > MAX_MODELS {
            return self.untyped(node, "there are too many models");
        }
        let id = self.reserve(node, hint);
        self.types.defer(id, Task { hint: hint.clone(), shape });
        TypeRef::Named(id)
    }
}

/// Whether `null` is a value of the schema.
pub(super) fn is_nullable(node: &Node) -> bool {
    let flag = |node: &Node, key| node.get(key).and_then(Node::as_bool).unwrap_or(false);
    let flagged = flag(node, "nullable") || flag(node, "x-nullable");
    let listed = listed(node).is_some_and(|values| values.iter().any(|value| value.is_null()));
    // YAML writers forget the quotes of `'null'`.
    let is_null = |ty: &Node| ty.as_str() == Some("null") || ty.is_null();
    let typed = node.get("type").is_some_and(|ty| ty.items().any(is_null));
    // `allOf: [{$ref: …}, {nullable: true}]` allows no null to the letter, but nobody writes it for another reason.
    let remarked = node
        .get("allOf")
        .is_some_and(|parts| parts.items().any(|part| !says_something(part) && flag(part, "nullable")));
    flagged || listed || typed || remarked
}

/// Whether a schema without `type` describes members.
pub(super) fn is_object(node: &Node) -> bool {
    ["properties", "additionalProperties", "patternProperties"].iter().any(|key| node.get(key).is_some())
}

/// Whether a schema describes values only under a condition.
fn is_conditional(node: &Node) -> bool {
    ["then", "else"].iter().any(|key| node.get(key).is_some())
}

/// Whether the document advises against it.
pub(super) fn is_deprecated(node: &Node) -> bool {
    node.get("deprecated").and_then(Node::as_bool).unwrap_or(false)
}

/// The types a schema allows, `null` apart.
pub(super) fn type_names(node: &Node) -> Vec<&str> {
    match node.get("type").map(|ty| &ty.value) {
        Some(Value::String(ty)) => vec![ty],
        Some(Value::Array(types)) => types.iter().filter_map(Node::as_str).filter(|ty| *ty != "null").collect(),
        _ => Vec::new(),
    }
}

pub(super) fn format(node: &Node) -> &str {
    node.get("format").and_then(Node::as_str).unwrap_or_default()
}

fn string(node: &Node) -> Scalar {
    let secret = node.get("x-secret").and_then(Node::as_bool);
    match format(node) {
        _ if secret == Some(true) => Scalar::Secret,
        "password" if secret.is_none() => Scalar::Secret,
        "date-time" => Scalar::DateTime,
        "date" => Scalar::Date,
        "uuid" => Scalar::Uuid,
        "ip" => Scalar::Ip,
        "ipv4" => Scalar::Ipv4,
        "ipv6" => Scalar::Ipv6,
        _ => Scalar::String,
    }
}

fn number(node: &Node) -> Scalar {
    match format(node) {
        "float" => Scalar::Float,
        _ => Scalar::Double,
    }
}
