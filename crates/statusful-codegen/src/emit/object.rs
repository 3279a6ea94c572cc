//! The serde traits of structs and newtypes, implemented by the runtime's macros.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::ir::{Api, Field, Optionality, Struct, Type, TypeRef};
use crate::tokens::attributes;

/// Returns the macro call for a struct: the table of its properties.
pub(super) fn object(api: &Api, model: &Type, object: &Struct) -> TokenStream {
    let (name, traits) = (&model.name, attributes::traits(model));
    let properties = object.fields.iter().map(|field| property(api, field));
    let rest = object.rest.as_ref().map(|(ident, ty)| {
        let reader = reader(api, "rest", ty);
        quote!(..#ident: #reader)
    });
    quote! {
        statusful::object! { #name: #traits { #(#properties),* } #rest }
    }
}

/// Returns the table row of a property: its field, whether it can be absent, its name and its aliases.
fn property(api: &Api, field: &Field) -> TokenStream {
    let Field { ident, wire, aliases, .. } = field;
    let presence = match field.optionality {
        Optionality::Required | Optionality::RequiredNullable => "required",
        Optionality::Optional => "optional",
        Optionality::OptionalNullable => "optional_nullable",
    };
    let presence = reader(api, presence, &field.ty);
    quote!(#ident: #presence #wire #(| #aliases)*)
}

/// Returns the macro call for a newtype.
pub(super) fn newtype(api: &Api, model: &Type, inner: &TypeRef) -> TokenStream {
    let (name, traits) = (&model.name, attributes::traits(model));
    let lenient = api.is_lenient(inner).then(|| quote!(as lenient));
    quote! {
        statusful::newtype! { #name #lenient: #traits }
    }
}

fn reader(api: &Api, strict: &str, ty: &TypeRef) -> proc_macro2::Ident {
    if api.is_lenient(ty) { format_ident!("{strict}_lenient") } else { format_ident!("{strict}") }
}
