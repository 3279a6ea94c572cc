//! Rust expressions for JSON values. A value must have the type of its expression, which `fits` checks.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use serde_json::Value;

use super::fits::{others, variant};
use crate::ir::{Api, Constructor, Field, Kind, Optionality, Scalar, Struct, Type, TypeRef, Variant};
use crate::tokens::ty::{self, Scope, converts, is_lent};

/// Returns an expression of exactly the type.
pub(super) fn exact(api: &Api, of: &TypeRef, value: &Value) -> TokenStream {
    match of {
        TypeRef::Named(id) => api.ty(*id).map_or_else(|| quote!(()), |model| self::model(api, model, value)),
        TypeRef::Boxed(id) => {
            let inner = exact(api, &TypeRef::Named(*id), value);
            quote!(Box::new(#inner))
        }
        TypeRef::Scalar(scalar) => self::scalar(api, *scalar, value, Context::Known),
        TypeRef::List(item) => {
            let items = items(value).iter().map(|value| exact(api, item, value));
            quote!(vec![#(#items),*])
        }
        TypeRef::Map(item) => map(api, item, value),
        TypeRef::Nullable(_) if value.is_null() => quote!(None),
        TypeRef::Nullable(inner) => {
            let inner = exact(api, inner, value);
            quote!(Some(#inner))
        }
        TypeRef::Any => json(value),
    }
}

/// Returns an expression for an argument of a generated constructor.
pub(super) fn given(api: &Api, of: &TypeRef, value: &Value) -> TokenStream {
    match of {
        TypeRef::List(item) if items(value).is_empty() => {
            let item = ty::ty(api, item, Scope::Beside);
            quote!(Vec::<#item>::new())
        }
        TypeRef::List(item) => {
            let items = items(value).iter().map(|value| given(api, item, value));
            quote!([#(#items),*])
        }
        TypeRef::Scalar(Scalar::String | Scalar::Secret) if converts(api, of) => text(value),
        of => exact(api, of, value),
    }
}

/// Returns an expression for an argument of an operation.
pub(super) fn argument(api: &Api, of: &TypeRef, value: &Value) -> TokenStream {
    if is_lent(api, of) {
        let value = exact(api, of, value);
        return quote!(&#value);
    }
    given(api, of, value)
}

/// Whether the compiler can infer the type of an expression.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Context {
    /// The compiler can infer it.
    Known,
    /// The compiler cannot infer it, so the expression has to name it.
    Open,
}

fn scalar(api: &Api, scalar: Scalar, value: &Value, context: Context) -> TokenStream {
    let text = text(value);
    match scalar {
        Scalar::String => quote!(#text.to_owned()),
        Scalar::Secret => quote!(Secret::from(#text)),
        Scalar::Bool => {
            let value = value.as_bool().unwrap_or_default();
            quote!(#value)
        }
        Scalar::Int32 | Scalar::Int64 | Scalar::UInt32 | Scalar::UInt64 | Scalar::Float | Scalar::Double => {
            number(api, scalar, value, context)
        }
        _ if context == Context::Known => quote!(#text.parse()?),
        _ => {
            let ty = ty::scalar(api, scalar);
            quote!(#text.parse::<#ty>()?)
        }
    }
}

fn number(api: &Api, scalar: Scalar, value: &Value, context: Context) -> TokenStream {
    let is_float = matches!(scalar, Scalar::Float | Scalar::Double);
    let digits = match value.as_f64() {
        Some(float) if is_float => format!("{float:?}"),
        _ => value.to_string(),
    };
    let ty = if context == Context::Open { ty::scalar(api, scalar).to_string() } else { String::new() };
    // A sign is a separate token, so the text is parsed instead of emitted as one literal.
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit() || b".-e".contains(&byte));
    let text = if is_plain { format!("{digits}{ty}") } else { "0".to_owned() };
    text.parse().unwrap_or_else(|_| quote!(0))
}

fn model(api: &Api, model: &Type, value: &Value) -> TokenStream {
    let name = &model.name;
    match &model.kind {
        Kind::Struct(object) => structure(api, model, object, value),
        Kind::Enum(values) => {
            let text = text(value);
            let known = values.values.iter().find(|(_, text)| value.as_str() == Some(text));
            known.map_or_else(|| quote!(types::#name::from(#text)), |(variant, _)| quote!(types::#name::#variant))
        }
        Kind::Union(union) => {
            let inner = |variant: &Variant| {
                let inner = exact(api, &variant.ty, value);
                let variant = &variant.name;
                quote!(types::#name::#variant(#inner))
            };
            variant(api, union, value).map_or_else(|| quote!(()), inner)
        }
        Kind::Foreign(_) => {
            let text = value.to_string();
            quote!(serde_json::from_str::<types::#name>(#text)?)
        }
        Kind::Newtype(ty) => {
            let inner = exact(api, ty, value);
            quote!(types::#name(#inner))
        }
    }
}

fn structure(api: &Api, model: &Type, object: &Struct, value: &Value) -> TokenStream {
    let required = object.fields.iter().filter(|field| api.is_argument(field));
    let required = required.map(|field| (field, value.get(&field.wire).unwrap_or(&Value::Null)));
    match &model.constructor {
        None | Some(Constructor::Literal) => literal(api, model, object, value),
        Some(Constructor::Positional) => {
            let arguments = required.map(|(field, value)| given(api, &field.given(), value));
            constructed(api, model, object, &quote!(#(#arguments),*), value)
        }
        Some(Constructor::Named(name)) => {
            let fields = required.map(|(field, value)| {
                let (ident, value) = (&field.ident, exact(api, &field.given(), value));
                quote!(#ident: #value)
            });
            constructed(api, model, object, &quote!(types::#name { #(#fields),* }), value)
        }
    }
}

/// Returns calls of the constructor and the setters.
fn constructed(api: &Api, model: &Type, object: &Struct, arguments: &TokenStream, value: &Value) -> TokenStream {
    let name = &model.name;
    let optional = object.fields.iter().filter(|field| !field.optionality.is_required());
    let setters = optional.filter_map(|field| {
        let setter = field.ident.with_prefix("with");
        let value = set(api, field, value.get(&field.wire)?)?;
        Some(quote!(.#setter(#value)))
    });
    quote!(types::#name::new(#arguments) #(#setters)*)
}

/// Returns the argument of a setter, or `None` if the field need not be set.
fn set(api: &Api, field: &Field, value: &Value) -> Option<TokenStream> {
    match (field.optionality, value) {
        (Optionality::OptionalNullable, Value::Null) => Some(quote!(statusful::Nullable::Null)),
        (_, Value::Null) => None,
        // The setter accepts any type that converts into `Nullable`, so the expression has to name its type.
        (Optionality::OptionalNullable, value) => Some(match &field.ty {
            TypeRef::Scalar(scalar) => self::scalar(api, *scalar, value, Context::Open),
            TypeRef::List(_) | TypeRef::Map(_) | TypeRef::Any | TypeRef::Boxed(_) | TypeRef::Nullable(_) => {
                let inner = exact(api, &field.ty, value);
                quote!(statusful::Nullable::Value(#inner))
            }
            TypeRef::Named(_) => exact(api, &field.ty, value),
        }),
        (_, value) => Some(given(api, &field.ty, value)),
    }
}

/// Returns a struct literal, for a model without a constructor.
fn literal(api: &Api, model: &Type, object: &Struct, value: &Value) -> TokenStream {
    let name = &model.name;
    let has_default = object.fields.iter().all(|field| !field.optionality.is_required());
    let mut left_out = false;
    let mut fields: Vec<_> = object
        .fields
        .iter()
        .filter_map(|field| {
            let ident = &field.ident;
            match value.get(&field.wire).filter(|value| !value.is_null()) {
                None if has_default => {
                    left_out = true;
                    None
                }
                None if field.optionality == Optionality::Required => {
                    let value = exact(api, &field.ty, &Value::Null);
                    Some(quote!(#ident: #value))
                }
                None => Some(quote!(#ident: None)),
                Some(value) => {
                    let value = exact(api, &field.ty, value);
                    let is_required = field.optionality == Optionality::Required;
                    Some(if is_required { quote!(#ident: #value) } else { quote!(#ident: Some(#value)) })
                }
            }
        })
        .collect();
    fields.extend(object.rest.iter().map(|(ident, ty)| {
        let rest: serde_json::Map<_, _> = value
            .as_object()
            .map(|map| others(object, map).map(|(name, value)| (name.clone(), value.clone())).collect())
            .unwrap_or_default();
        let rest = map(api, ty, &Value::Object(rest));
        quote!(#ident: #rest)
    }));
    let default = left_out.then(|| quote!(..Default::default()));
    quote!(types::#name { #(#fields,)* #default })
}

fn map(api: &Api, item: &TypeRef, value: &Value) -> TokenStream {
    match value.as_object() {
        Some(members) if members.is_empty() => quote!(Default::default()),
        Some(members) if *item != TypeRef::Any => {
            let members = members.iter().map(|(name, value)| {
                let value = exact(api, item, value);
                quote!((#name.to_owned(), #value))
            });
            quote!(std::collections::BTreeMap::from([#(#members),*]))
        }
        _ => json(value),
    }
}

/// Returns an expression that parses JSON.
fn json(value: &Value) -> TokenStream {
    let text = value.to_string();
    let longest = text.split('"').skip(1).map(|rest| rest.bytes().take_while(|byte| *byte == b'#').count()).max();
    let fence = "#".repeat(longest.map_or(0, |hashes| hashes + 1));
    // Invisible characters must be escaped, which raw strings do not allow.
    let is_plain = text.contains('"') && text.chars().all(|c| matches!(c, ' '..='~'));
    let raw = || format!("r{fence}\"{text}\"{fence}").parse::<TokenStream>().ok();
    let literal = is_plain.then(raw).flatten().unwrap_or_else(|| Literal::string(&text).into_token_stream());
    quote!(serde_json::from_str(#literal)?)
}

fn items(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn text(value: &Value) -> TokenStream {
    let text = value.as_str().unwrap_or_default();
    quote!(#text)
}
