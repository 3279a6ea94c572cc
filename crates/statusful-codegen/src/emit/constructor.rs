//! Constructors of what is sent: required members at once, the others one by one.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Api, Field, Optionality, Struct, Type};
use crate::tokens::attributes;
use crate::tokens::ty::{Scope, argument, converted, ty};

/// `new` and `with_…`, for a struct that goes out.
pub(super) fn constructor(api: &Api, model: &Type, object: &Struct) -> Option<TokenStream> {
    if !model.usage.sent {
        return None;
    }
    let name = &model.name;
    let new = new(api, object);
    let setters = object.fields.iter().filter(|field| !field.optionality.is_required()).map(|field| setter(api, field));
    Some(quote! {
        impl #name {
            #new
            #(#setters)*
        }
    })
}

fn new(api: &Api, object: &Struct) -> TokenStream {
    let required: Vec<_> = object.fields.iter().filter(|field| field.optionality.is_required()).collect();
    let arguments = required.iter().filter(|field| api.constant(field).is_none()).map(|field| {
        let name = &field.ident;
        let ty = argument(api, &field.given(), Scope::Types);
        quote!(#name: #ty)
    });
    let fields = object.fields.iter().map(|field| {
        let name = &field.ident;
        if let Some((ty, value)) = api.constant(field) {
            quote!(#name: #ty::#value)
        } else if field.optionality.is_required() {
            let value = converted(api, &field.given(), &quote!(#name), Scope::Types);
            if value.to_string() == quote!(#name).to_string() { value } else { quote!(#name: #value) }
        } else {
            quote!(#name: None)
        }
    });
    let rest = object.rest.iter().map(|(name, _)| quote!(#name: Default::default()));
    let fields = fields.chain(rest);
    let docs = attributes::lines(if required.len() == object.fields.len() {
        "One of all its members."
    } else {
        "One of the members it needs; the others are absent."
    });
    quote! {
        #docs
        #[must_use]
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#fields),* }
        }
    }
}

fn setter(api: &Api, field: &Field) -> TokenStream {
    let ident = &field.ident;
    let setter = ident.with_prefix("with");
    let docs = attributes::lines(&format!("Sets `{ident}`."));
    let (argument, value) = match field.optionality {
        Optionality::OptionalNullable => {
            let ty = ty(api, &field.ty, Scope::Types);
            (quote!(impl Into<statusful::Nullable<#ty>>), quote!(#ident.into()))
        }
        _ => (argument(api, &field.ty, Scope::Types), converted(api, &field.ty, &quote!(#ident), Scope::Types)),
    };
    quote! {
        #docs
        #[must_use]
        pub fn #setter(mut self, #ident: #argument) -> Self {
            self.#ident = Some(#value);
            self
        }
    }
}
