//! Made-up values: plain words and round numbers, so that nobody mistakes them for real data.

use std::cell::Cell;

use serde_json::{Map, Value, json};
use statusful_document::sample;

use super::fits::fits;
use crate::ir::{Api, Field, Kind, Scalar, Struct, TypeRef, Union};

/// The optional properties that a value has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// Its own, and those of the values directly inside it.
    Inner,
    /// Its own.
    Own,
    /// None.
    Required,
}

/// The depth beyond which lists and maps are empty, nullable values are null, and unions prefer scalars.
const SHALLOW: usize = 4;

/// The depth beyond which every value is null, so that a recursive type does not recurse forever.
const DEEP: usize = 24;

/// The maximum number of parts of a value. Models that contain others twice would double it with each level. Further
/// parts are null.
const PARTS: usize = 10_000;

/// Returns a value of a type. If the type always contains itself, the value does not have the type, which `fits`
/// checks.
pub(super) fn sample(api: &Api, ty: &TypeRef, extent: Extent) -> Value {
    Sampler { api, extent, left: Cell::new(PARTS) }.value(ty, 0)
}

struct Sampler<'a> {
    api: &'a Api,
    extent: Extent,
    left: Cell<usize>,
}

impl Sampler<'_> {
    fn value(&self, ty: &TypeRef, depth: usize) -> Value {
        let Some(rest) = self.left.get().checked_sub(1).filter(|_| depth <= DEEP) else { return Value::Null };
        self.left.set(rest);
        match ty {
            TypeRef::Named(id) | TypeRef::Boxed(id) => match self.api.ty(*id) {
                Some(model) => match model.example.value().filter(|value| fits(self.api, ty, value)) {
                    Some(example) => example.clone(),
                    None => self.model(&model.kind, depth),
                },
                None => Value::Null,
            },
            TypeRef::Scalar(scalar) => self::scalar(*scalar),
            TypeRef::List(_) | TypeRef::Map(_) if depth > SHALLOW => {
                if matches!(ty, TypeRef::List(_)) {
                    json!([])
                } else {
                    json!({})
                }
            }
            TypeRef::List(item) => json!([self.value(item, depth + 1)]),
            TypeRef::Map(item) => json!({ "name": self.value(item, depth + 1) }),
            TypeRef::Nullable(_) if depth > SHALLOW => Value::Null,
            TypeRef::Nullable(ty) => self.value(ty, depth),
            TypeRef::Any => json!("anything"),
        }
    }

    fn model(&self, kind: &Kind, depth: usize) -> Value {
        match kind {
            Kind::Struct(object) => self.object(object, depth),
            Kind::Enum(values) => values.values.first().map_or(Value::Null, |(_, text)| json!(text)),
            Kind::Union(union) => self.union(union, depth),
            Kind::Newtype(ty) => self.value(ty, depth + 1),
            // The format of other crates' types is unknown.
            Kind::Foreign(_) => json!("…"),
        }
    }

    fn object(&self, object: &Struct, depth: usize) -> Value {
        let has = |field: &&Field| field.optionality.is_required() || self.has_optional(depth);
        let members = object.fields.iter().filter(has).map(|field| (field.wire.clone(), self.field(field, depth)));
        members.collect::<Map<_, _>>().into()
    }

    fn has_optional(&self, depth: usize) -> bool {
        match self.extent {
            Extent::Inner => depth <= 1,
            Extent::Own => depth == 0,
            Extent::Required => false,
        }
    }

    fn field(&self, field: &Field, depth: usize) -> Value {
        let example = field.example.value().filter(|value| fits(self.api, &field.ty, value));
        example.cloned().unwrap_or_else(|| self.value(&field.ty, depth + 1))
    }

    /// Returns the first variant with its tag, or at greater depth the first scalar variant, if there is one.
    fn union(&self, union: &Union, depth: usize) -> Value {
        let is_flat = |ty: &TypeRef| matches!(ty, TypeRef::Scalar(_));
        let flat = || union.variants.iter().find(|variant| depth > SHALLOW && is_flat(&variant.ty));
        let Some(variant) = flat().or_else(|| union.variants.first()) else { return Value::Null };
        let mut value = self.value(&variant.ty, depth + 1);
        if let (Some(tag), Some(name), Value::Object(members)) = (&union.tag, variant.tags.first(), &mut value) {
            members.insert(tag.clone(), name.to_json());
        }
        value
    }
}

fn scalar(scalar: Scalar) -> Value {
    match scalar {
        Scalar::String => json!("text"),
        Scalar::Secret => json!("secret"),
        Scalar::Bool => json!(true),
        Scalar::Int32 | Scalar::Int64 | Scalar::UInt32 | Scalar::UInt64 => json!(1),
        Scalar::Float | Scalar::Double => json!(1.5),
        Scalar::DateTime => json!(sample::date_time(0)),
        Scalar::Date => json!(sample::date(0)),
        Scalar::Uuid => json!(sample::uuid(0)),
        Scalar::Ip | Scalar::Ipv4 => json!(sample::ipv4(0)),
        Scalar::Ipv6 => json!(sample::ipv6(0)),
    }
}
