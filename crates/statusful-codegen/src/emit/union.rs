//! Unions: one of several types, told apart by shape.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes;
use super::ty::{Scope, ty};
use crate::ir::{Api, Type, TypeRef, Union, Variant};

/// The enum, and conversions from the types that only one variant holds.
pub(super) fn union(api: &Api, model: &Type, union: &Union) -> Vec<TokenStream> {
    let name = &model.name;
    let head = attributes::model(model);
    let variants = union.variants.iter().map(|variant| {
        let docs = if variant.docs.is_empty() {
            attributes::lines(&format!("As {}.", said(api, variant)))
        } else {
            attributes::docs(&variant.docs)
        };
        let name = &variant.name;
        let ty = ty(api, &variant.ty, Scope::Types);
        quote!(#docs #name(#ty))
    });
    let item = quote! {
        #head
        #[serde(untagged)]
        pub enum #name { #(#variants),* }
    };
    let conversions = union.variants.iter().filter(|variant| holds_alone(union, variant)).map(|variant| {
        let ty = ty(api, &variant.ty, Scope::Types);
        let variant = &variant.name;
        quote! {
            impl From<#ty> for #name {
                fn from(value: #ty) -> Self {
                    Self::#variant(value)
                }
            }
        }
    });
    std::iter::once(item).chain(conversions).collect()
}

fn said(api: &Api, variant: &Variant) -> String {
    super::text::code(&ty(api, &variant.ty, Scope::Types).to_string().replace(' ', ""))
}

fn holds_alone(union: &Union, variant: &Variant) -> bool {
    variant.ty != TypeRef::Any && union.variants.iter().filter(|other| other.ty == variant.ty).count() == 1
}
