//! Types as tokens.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Api, ArgumentKind, DateTimeCrate, Kind, Scalar, TypeRef};

/// The module in which a type is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// `types` itself.
    Types,
    /// Another module, which imports `types`.
    Beside,
}

/// Returns the tokens of a type.
pub(crate) fn ty(api: &Api, ty: &TypeRef, scope: Scope) -> TokenStream {
    let inner = |inner: &TypeRef| self::ty(api, inner, scope);
    match ty {
        TypeRef::Named(id) | TypeRef::Boxed(id) => {
            let name = api.ty(*id).map(|ty| &ty.name);
            let path = match scope {
                Scope::Types => quote!(#name),
                Scope::Beside => quote!(types::#name),
            };
            if matches!(ty, TypeRef::Boxed(_)) { quote!(Box<#path>) } else { path }
        }
        TypeRef::Scalar(scalar) => self::scalar(api, *scalar),
        TypeRef::List(item) => {
            let item = inner(item);
            quote!(Vec<#item>)
        }
        TypeRef::Map(value) if **value == TypeRef::Any => quote!(serde_json::Map<String, serde_json::Value>),
        TypeRef::Map(value) => {
            let value = inner(value);
            quote!(std::collections::BTreeMap<String, #value>)
        }
        TypeRef::Nullable(value) => {
            let value = inner(value);
            quote!(Option<#value>)
        }
        TypeRef::Any => quote!(serde_json::Value),
    }
}

/// Returns the tokens of a scalar type.
pub(crate) fn scalar(api: &Api, scalar: Scalar) -> TokenStream {
    match scalar {
        Scalar::DateTime if api.datetime == DateTimeCrate::Jiff => quote!(jiff::Timestamp),
        Scalar::Date if api.datetime == DateTimeCrate::Jiff => quote!(jiff::civil::Date),
        Scalar::String => quote!(String),
        Scalar::Secret => quote!(statusful::Secret),
        Scalar::Bool => quote!(bool),
        Scalar::Int32 => quote!(i32),
        Scalar::Int64 => quote!(i64),
        Scalar::UInt32 => quote!(u32),
        Scalar::UInt64 => quote!(u64),
        Scalar::Float => quote!(f32),
        Scalar::Double => quote!(f64),
        Scalar::DateTime => quote!(chrono::DateTime<chrono::Utc>),
        Scalar::Date => quote!(chrono::NaiveDate),
        Scalar::Uuid => quote!(uuid::Uuid),
        Scalar::Ip => quote!(std::net::IpAddr),
        Scalar::Ipv4 => quote!(std::net::Ipv4Addr),
        Scalar::Ipv6 => quote!(std::net::Ipv6Addr),
    }
}

/// Returns the type of an argument. It is generic if that saves callers a conversion with `Into`.
pub(crate) fn argument(api: &Api, of: &TypeRef, scope: Scope) -> TokenStream {
    let exact = ty(api, of, scope);
    match of {
        TypeRef::List(item) => {
            let exact = ty(api, item, scope);
            if converts(api, item) {
                quote!(impl IntoIterator<Item = impl Into<#exact>>)
            } else {
                quote!(impl IntoIterator<Item = #exact>)
            }
        }
        of if converts(api, of) => quote!(impl Into<#exact>),
        _ => exact,
    }
}

/// Returns the expression that converts such an argument into the exact type.
pub(crate) fn converted(api: &Api, of: &TypeRef, name: &TokenStream, scope: Scope) -> TokenStream {
    match of {
        TypeRef::List(item) if converts(api, item) => {
            let exact = ty(api, of, scope);
            quote!(#name.into_iter().map(Into::into).collect::<#exact>())
        }
        TypeRef::List(_) => {
            let exact = ty(api, of, scope);
            quote!(#name.into_iter().collect::<#exact>())
        }
        of if converts(api, of) => quote!(#name.into()),
        _ => name.clone(),
    }
}

/// Returns `true` if such an argument must be converted.
pub(crate) fn is_converted(api: &Api, of: &TypeRef) -> bool {
    matches!(of, TypeRef::List(_)) || converts(api, of)
}

/// Returns `true` if arguments of the type are borrowed, because callers usually own such a value.
pub(crate) fn is_lent(api: &Api, ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Map(_) | TypeRef::Any => true,
        TypeRef::Named(id) => api.ty(*id).is_some_and(|ty| !matches!(ty.kind, Kind::Enum(_))),
        _ => false,
    }
}

/// Returns `true` if `&str` converts into the type with `Into`.
pub(crate) fn converts(api: &Api, ty: &TypeRef) -> bool {
    api.argument_kind(ty) == ArgumentKind::Text
}
