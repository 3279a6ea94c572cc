//! What callers can pass as an argument.

use super::{Api, Field, Kind, PartKind, Scalar, Type, TypeName, TypeRef};

/// The kind of values that callers can pass as an argument. The compiler does not detect two swapped arguments of the
/// same kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ArgumentKind<'a> {
    /// Anything that `&str` converts into: text, a secret, a string enum, a file.
    Text,
    /// A number. A literal such as `1` can have any integer type.
    Number,
    /// Another scalar.
    Scalar(Scalar),
    /// A model that is not a string enum.
    Model(&'a TypeName),
    /// A list.
    List(Box<Self>),
    /// A map with string keys.
    Map(Box<Self>),
    /// An `Option`.
    Nullable(Box<Self>),
    /// Any JSON.
    Any,
}

impl Api {
    /// Returns the kind of values that callers can pass for a type.
    pub fn argument_kind(&self, ty: &TypeRef) -> ArgumentKind<'_> {
        let inner = |ty: &TypeRef| Box::new(self.argument_kind(ty));
        match ty {
            TypeRef::Named(id) | TypeRef::Boxed(id) => match self.ty(*id) {
                Some(Type { kind: Kind::Enum(_), .. }) if matches!(ty, TypeRef::Named(_)) => ArgumentKind::Text,
                Some(model) => ArgumentKind::Model(&model.name),
                None => ArgumentKind::Any,
            },
            TypeRef::Scalar(scalar) => scalar_kind(*scalar),
            TypeRef::List(item) => ArgumentKind::List(inner(item)),
            TypeRef::Map(value) => ArgumentKind::Map(inner(value)),
            TypeRef::Nullable(ty) => ArgumentKind::Nullable(inner(ty)),
            TypeRef::Any => ArgumentKind::Any,
        }
    }

    /// Returns `true` if callers can pass anything that converts into the field's type. This is the case for a union,
    /// unless another argument of the constructor is a union or has the kind of one of its variants. Swapping two
    /// arguments remains an error.
    pub fn converts_into(&self, field: &Field, arguments: &[&Field]) -> bool {
        let union = |field: &Field| match field.ty {
            TypeRef::Named(id) => match self.ty(id).map(|ty| &ty.kind) {
                Some(Kind::Union(union)) => Some(union),
                _ => None,
            },
            _ => None,
        };
        let Some(own) = union(field).filter(|own| own.converted().next().is_some()) else { return false };
        let is_like_it = |other: &&Field| {
            let kind = self.argument_kind(&other.given());
            union(other).is_some() || own.converted().any(|variant| self.argument_kind(&variant.ty) == kind)
        };
        !arguments.iter().filter(|other| other.wire != field.wire).any(is_like_it)
    }

    /// Returns the kind of values that callers can pass for a field of a multipart form.
    pub fn part_kind(&self, part: &PartKind) -> ArgumentKind<'_> {
        match part {
            PartKind::File => ArgumentKind::Text,
            PartKind::Files => ArgumentKind::List(Box::new(ArgumentKind::Text)),
            PartKind::Value(ty) | PartKind::Json(ty) => self.argument_kind(ty),
        }
    }
}

fn scalar_kind(scalar: Scalar) -> ArgumentKind<'static> {
    match scalar {
        Scalar::String | Scalar::Secret => ArgumentKind::Text,
        Scalar::Int32 | Scalar::Int64 | Scalar::UInt32 | Scalar::UInt64 | Scalar::Float | Scalar::Double => {
            ArgumentKind::Number
        }
        Scalar::Bool | Scalar::DateTime | Scalar::Date | Scalar::Uuid | Scalar::Ip | Scalar::Ipv4 | Scalar::Ipv6 => {
            ArgumentKind::Scalar(scalar)
        }
    }
}
