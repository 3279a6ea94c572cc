//! Rust types of two documents as text, so that they can be compared.

use std::collections::BTreeMap;

use statusful_codegen::ir::{Api, Body, DocumentedResponse, Field, Optionality, Scalar, TypeId, TypeRef};

/// One of the two documents.
pub(crate) struct Side<'a> {
    pub(crate) api: &'a Api,
    /// The names of models on the other side, if they have one there.
    other_names: BTreeMap<TypeId, &'a str>,
}

impl<'a> Side<'a> {
    pub(crate) fn new(api: &'a Api, other_names: BTreeMap<TypeId, &'a str>) -> Self {
        Self { api, other_names }
    }

    /// Returns a type as users of this side write it.
    pub(crate) fn spell(&self, ty: &TypeRef) -> String {
        spell(ty, &|id| self.own_name(id))
    }

    /// Returns a type with the model names of the other side, for comparison.
    pub(crate) fn common(&self, ty: &TypeRef) -> String {
        spell(ty, &|id| self.common_name(id))
    }

    pub(crate) fn common_name(&self, id: TypeId) -> &str {
        self.other_names.get(&id).copied().unwrap_or_else(|| self.own_name(id))
    }

    pub(crate) fn own_name(&self, id: TypeId) -> &'a str {
        self.api.ty(id).map_or("_", |ty| ty.name.as_str())
    }

    /// Returns the type of a field, including `Option` and `Nullable`.
    pub(crate) fn field(&self, field: &Field) -> String {
        optional(self.spell(&field.ty), field.optionality)
    }

    pub(crate) fn common_field(&self, field: &Field) -> String {
        optional(self.common(&field.ty), field.optionality)
    }

    /// Returns a response variant as a pattern matches it.
    pub(crate) fn response(&self, response: &DocumentedResponse) -> String {
        let (variant, body) = (&response.variant, self.body(&response.body));
        match (response.has_status_field(), response.body == Body::Empty) {
            (false, true) => variant.to_string(),
            (false, false) => format!("{variant}({body})"),
            (true, true) => format!("{variant} {{ status }}"),
            (true, false) => format!("{variant} {{ status, body: {body} }}"),
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
        Body::Events(ty) | Body::EventObjects(ty) => format!("EventStream<{}>", spell(ty)),
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
