//! Types of two documents, spelled as Rust, so that they can be held side by side.

use std::collections::BTreeMap;

use statusful_codegen::ir::{Api, Arm, Body, Field, Optionality, Scalar, StatusMatch, TypeId, TypeRef};

/// One of the two documents.
pub(crate) struct Side<'a> {
    pub(crate) api: &'a Api,
    /// What models are called on the other side, where that is something else.
    other_names: BTreeMap<TypeId, &'a str>,
}

impl<'a> Side<'a> {
    pub(crate) fn new(api: &'a Api, other_names: BTreeMap<TypeId, &'a str>) -> Self {
        Self { api, other_names }
    }

    /// A type as this side's users read it.
    pub(crate) fn spell(&self, ty: &TypeRef) -> String {
        spell(ty, &|id| self.own_name(id))
    }

    /// A type under the names of the other side, for comparison.
    pub(crate) fn common(&self, ty: &TypeRef) -> String {
        spell(ty, &|id| self.common_name(id))
    }

    pub(crate) fn common_name(&self, id: TypeId) -> &str {
        self.other_names.get(&id).copied().unwrap_or_else(|| self.own_name(id))
    }

    pub(crate) fn own_name(&self, id: TypeId) -> &'a str {
        self.api.ty(id).map_or("_", |ty| ty.name.as_str())
    }

    /// The type of a field with what its optionality adds.
    pub(crate) fn field(&self, field: &Field) -> String {
        optional(self.spell(&field.ty), field.optionality)
    }

    pub(crate) fn common_field(&self, field: &Field) -> String {
        optional(self.common(&field.ty), field.optionality)
    }

    /// A variant of an outcome, as one matches it.
    pub(crate) fn arm(&self, arm: &Arm) -> String {
        let body = body(&arm.body, |ty| self.spell(ty));
        match (arm.status, body.as_str()) {
            (StatusMatch::Code(_), "()") => arm.variant.to_string(),
            (StatusMatch::Code(_), body) => format!("{}({body})", arm.variant),
            (_, "()") => format!("{} {{ status }}", arm.variant),
            (_, body) => format!("{} {{ status, body: {body} }}", arm.variant),
        }
    }

    pub(crate) fn body(&self, body: &Body) -> String {
        self::body(body, |ty| self.spell(ty))
    }

    pub(crate) fn common_body(&self, body: &Body) -> String {
        self::body(body, |ty| self.common(ty))
    }
}

fn optional(ty: String, optionality: Optionality) -> String {
    match optionality {
        Optionality::Required => ty,
        Optionality::RequiredNullable | Optionality::Optional => format!("Option<{ty}>"),
        Optionality::OptionalNullable => format!("Option<Nullable<{ty}>>"),
    }
}

fn body(body: &Body, spell: impl Fn(&TypeRef) -> String) -> String {
    match body {
        Body::Empty => "()".to_owned(),
        Body::Json(ty) => spell(ty),
        Body::Text => "String".to_owned(),
        Body::Bytes => "Bytes".to_owned(),
        Body::Events(ty) => format!("EventStream<{}>", spell(ty)),
        Body::JsonLines(ty) => format!("JsonLines<{}>", spell(ty)),
        Body::Stream => "ByteStream".to_owned(),
    }
}

fn spell<'n>(ty: &TypeRef, name: &impl Fn(TypeId) -> &'n str) -> String {
    match ty {
        TypeRef::Named(id) => name(*id).to_owned(),
        TypeRef::Boxed(id) => format!("Box<{}>", name(*id)),
        TypeRef::Scalar(scalar) => self::scalar(*scalar).to_owned(),
        TypeRef::List(item) => format!("Vec<{}>", spell(item, name)),
        TypeRef::Map(value) => format!("Map<String, {}>", spell(value, name)),
        TypeRef::Nullable(value) => format!("Option<{}>", spell(value, name)),
        TypeRef::Any => "Value".to_owned(),
    }
}

fn scalar(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::String => "String",
        Scalar::Secret => "Secret",
        Scalar::Bool => "bool",
        Scalar::Int32 => "i32",
        Scalar::Int64 => "i64",
        Scalar::UInt32 => "u32",
        Scalar::UInt64 => "u64",
        Scalar::Float => "f32",
        Scalar::Double => "f64",
        Scalar::DateTime => "DateTime<Utc>",
        Scalar::Date => "NaiveDate",
        Scalar::Uuid => "Uuid",
        Scalar::Ip => "IpAddr",
        Scalar::Ipv4 => "Ipv4Addr",
        Scalar::Ipv6 => "Ipv6Addr",
    }
}
