//! Constructors of structs that are sent: `new` takes the required fields, and each optional field has a setter.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Api, Field, Ident, Optionality, Struct, Type, TypeRef};
use crate::tokens::attributes;
use crate::tokens::ty::{Scope, argument, converted, is_converted, ty};

/// Returns `new` and the setters `with_…`, or `None` if the struct is never sent.
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

/// Returns the documentation of `new`. `what` is what it creates, such as `value`.
pub(super) fn new_docs(what: &str, sets_every_field: bool) -> TokenStream {
    let fields = if sets_every_field { "every field set" } else { "its required fields; the others are `None`" };
    attributes::lines(&format!("Creates a {what} with {fields}."))
}

/// Returns the documentation of the setter `with_…` of a field.
pub(super) fn setter_docs(field: &Ident) -> TokenStream {
    attributes::lines(&format!("Sets [`{field}`](Self::{field})."))
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
            let given = field.given();
            let value = converted(api, &given, &quote!(#name), Scope::Types);
            if is_converted(api, &given) { quote!(#name: #value) } else { value }
        } else {
            quote!(#name: None)
        }
    });
    let rest = object.rest.iter().map(|(name, ty)| {
        let is_any = *ty == TypeRef::Any;
        let map = if is_any { quote!(serde_json::Map) } else { quote!(std::collections::BTreeMap) };
        quote!(#name: #map::new())
    });
    let fields = fields.chain(rest);
    let docs = new_docs("value", required.len() == object.fields.len());
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
    let docs = setter_docs(ident);
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
