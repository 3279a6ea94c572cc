//! Unions: one of several types, distinguished by a property (the tag) or by shape.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::ir::{Api, Kind, Scalar, Struct, Type, TypeRef, Union, Variant};
use crate::tokens::attributes;
use crate::tokens::ty::{Scope, ty};

/// Returns the enum, its deserialization, and conversions from the types that only one variant contains.
pub(super) fn union(api: &Api, model: &Type, union: &Union) -> Vec<TokenStream> {
    let mut items = vec![item(api, model, union), reading(api, model, union)];
    let alone = union.variants.iter().filter(|variant| holds_alone(union, variant));
    items.extend(alone.map(|variant| conversion(api, model, variant)));
    items
}

fn item(api: &Api, model: &Type, union: &Union) -> TokenStream {
    let name = &model.name;
    let head = attributes::union(model);
    let variants = union.variants.iter().map(|variant| {
        let docs = if variant.docs.is_empty() {
            attributes::lines(&format!("A value of type {}.", said(api, variant)))
        } else {
            attributes::docs(&variant.docs)
        };
        let name = &variant.name;
        let ty = ty(api, &variant.ty, Scope::Types);
        quote!(#docs #name(#ty))
    });
    let unknown = union.tag.as_ref().map(|tag| {
        let docs = format!("A value whose {} is not in the document.", crate::tokens::markdown::code(tag));
        let docs = attributes::lines(&docs);
        quote!(#docs Unknown(serde_json::Value))
    });
    let variants = variants.chain(unknown);
    quote! {
        #head
        pub enum #name { #(#variants),* }
    }
}

/// Returns the runtime's macro that deserializes a value into its variant.
fn reading(api: &Api, model: &Type, union: &Union) -> TokenStream {
    let name = &model.name;
    let condition = attributes::only_sent(model).then(|| quote!(#[cfg(feature = "full-serde")]));
    let variants = union.variants.iter().map(|variant| {
        let (name, tags) = (&variant.name, &variant.tags);
        let is_lenient = api.is_lenient(&variant.ty);
        let ty = ty(api, &variant.ty, Scope::Types);
        let ty = if is_lenient { quote!(#ty as lenient) } else { ty };
        if union.tag.is_some() {
            return quote!(#name(#ty) => [#(#tags),*]);
        }
        let (kind, object) = shape(api, &variant.ty);
        let kind = Ident::new(kind, Span::call_site());
        let (required, known) = object.map(members).unwrap_or_default();
        quote!(#name(#ty): #kind [#(#required),*] [#(#known),*])
    });
    let by = union.tag.as_ref().map(|tag| quote!(by #tag));
    quote! {
        #condition
        statusful::union! { #name #by { #(#variants),* } }
    }
}

/// Returns the JSON type as the runtime's macro names it, and the struct if the type is one.
fn shape<'a>(api: &'a Api, ty: &TypeRef) -> (&'static str, Option<&'a Struct>) {
    match ty {
        TypeRef::Named(id) | TypeRef::Boxed(id) => match api.ty(*id).map(|ty| &ty.kind) {
            Some(Kind::Struct(object)) => ("object", Some(object)),
            Some(Kind::Enum(_)) => ("format", None),
            Some(Kind::Newtype(TypeRef::List(_))) => ("array", None),
            _ => ("any", None),
        },
        TypeRef::Scalar(scalar) => (scalar_kind(*scalar), None),
        TypeRef::List(_) => ("array", None),
        TypeRef::Map(_) => ("object", None),
        TypeRef::Nullable(_) | TypeRef::Any => ("any", None),
    }
}

fn scalar_kind(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Bool => "boolean",
        Scalar::Int32 | Scalar::Int64 | Scalar::UInt32 | Scalar::UInt64 => "integer",
        Scalar::Float | Scalar::Double => "number",
        Scalar::String | Scalar::Secret => "string",
        Scalar::DateTime | Scalar::Date | Scalar::Uuid | Scalar::Ip | Scalar::Ipv4 | Scalar::Ipv6 => "format",
    }
}

/// Returns the names of an object's required properties, and of all its properties.
fn members(object: &Struct) -> (Vec<&str>, Vec<&str>) {
    let required = object.fields.iter().filter(|field| field.optionality.is_required());
    (
        required.map(|field| field.wire.as_str()).collect(),
        object.fields.iter().map(|field| field.wire.as_str()).collect(),
    )
}

fn conversion(api: &Api, model: &Type, variant: &Variant) -> TokenStream {
    let ty = ty(api, &variant.ty, Scope::Types);
    let (name, variant) = (&model.name, &variant.name);
    quote! {
        impl From<#ty> for #name {
            fn from(value: #ty) -> Self {
                Self::#variant(value)
            }
        }
    }
}

fn said(api: &Api, variant: &Variant) -> String {
    crate::tokens::markdown::code(&ty(api, &variant.ty, Scope::Types).to_string().replace(' ', ""))
}

fn holds_alone(union: &Union, variant: &Variant) -> bool {
    variant.ty != TypeRef::Any && union.variants.iter().filter(|other| other.ty == variant.ty).count() == 1
}
