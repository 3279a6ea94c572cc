//! Multipart forms: a struct with a field for each part, which converts into the runtime's `Form`.

use proc_macro2::TokenStream;
use quote::quote;

use super::constructor::{functions, new_docs, required_fields, setters};
use super::rustdoc;
use crate::ir::{Api, Constructor, Multipart, Operation, PartField, PartKind, TypeName};
use crate::tokens::attributes;
use crate::tokens::markdown::code;
use crate::tokens::ty::{self, Scope, converted, ty};

/// Returns the struct, its constructors and the conversion into the runtime's `Form`.
pub(super) fn form(api: &Api, operation: &Operation, form: &Multipart) -> Vec<TokenStream> {
    let constructors = constructors(api, form);
    std::iter::once(structure(api, operation, form)).chain(constructors).chain([conversion(form)]).collect()
}

fn structure(api: &Api, operation: &Operation, form: &Multipart) -> TokenStream {
    let name = &form.name;
    let summary = format!("The multipart form of {}.", rustdoc::method(operation));
    let docs = if form.docs.is_empty() { summary } else { format!("{summary}\n\n{}", form.docs.0) };
    let docs = attributes::lines(&docs);
    let default = form.fields.iter().all(|field| !field.required).then(|| quote!(Default,));
    let fields = form.fields.iter().map(|field| {
        let docs = attributes::lines(&field_docs(field));
        let (name, ty) = (&field.ident, whole(api, field));
        quote!(#docs pub #name: #ty)
    });
    quote! {
        #docs
        #[derive(Debug, Clone, #default PartialEq)]
        pub struct #name { #(#fields),* }
    }
}

/// Returns `new`, the struct that it takes, if any, and the setters.
fn constructors(api: &Api, form: &Multipart) -> Vec<TokenStream> {
    let required = form.fields.iter().filter(|field| field.required);
    let (structure, new) = match &form.constructor {
        Constructor::Positional => (None, Some(positional(api, form))),
        Constructor::Named(name) => {
            let fields = required.map(|field| (&field.ident, quote!(), whole(api, field)));
            (Some(required_fields(&form.name, name, fields)), Some(named(form, name)))
        }
        Constructor::Literal => (None, None),
    };
    let optional = form.fields.iter().filter(|field| !field.required);
    let setters = setters(optional.map(|field| (&field.ident, argument(api, field))));
    structure.into_iter().chain(functions(&form.name, new.into_iter().chain(setters))).collect()
}

/// Returns `new` with an argument for each required field.
fn positional(api: &Api, form: &Multipart) -> TokenStream {
    let arguments = form.fields.iter().filter(|field| field.required).map(|field| {
        let (name, ty) = (&field.ident, argument(api, field));
        quote!(#name: #ty)
    });
    new(form, &quote!(#(#arguments),*), |field| {
        let (name, value) = (&field.ident, value(api, field));
        if is_given(api, field) { value } else { quote!(#name: #value) }
    })
}

/// Returns `new` with a struct of the required fields.
fn named(form: &Multipart, required: &TypeName) -> TokenStream {
    new(form, &quote!(required: #required), |PartField { ident, .. }| quote!(#ident: required.#ident))
}

/// Returns `new`, given its arguments and the initializer of each required field.
fn new(form: &Multipart, arguments: &TokenStream, initializer: impl Fn(&PartField) -> TokenStream) -> TokenStream {
    let docs = new_docs("form", form.fields.iter().all(|field| field.required));
    let fields = form.fields.iter().map(|field| {
        let name = &field.ident;
        if field.required { initializer(field) } else { quote!(#name: None) }
    });
    quote! {
        #docs
        #[must_use]
        pub fn new(#arguments) -> Self {
            Self { #(#fields),* }
        }
    }
}

fn conversion(form: &Multipart) -> TokenStream {
    let name = &form.name;
    let fields = form.fields.iter().map(|field| {
        let name = &field.ident;
        if field.required {
            put(field, &quote!(body.#name))
        } else {
            let put = put(field, &quote!(value));
            quote!(if let Some(value) = body.#name { #put })
        }
    });
    quote! {
        impl From<#name> for statusful::Form {
            fn from(body: #name) -> Self {
                let mut form = Self::new();
                #(#fields)*
                form
            }
        }
    }
}

/// Returns the statement that adds the value of a field to the `form`.
fn put(field: &PartField, value: &TokenStream) -> TokenStream {
    let wire = &field.wire;
    let media_type = field.media_type.as_deref();
    let typed = media_type.map(|media_type| quote!(, #media_type));
    let as_typed = |plain: TokenStream, named: TokenStream| if media_type.is_some() { named } else { plain };
    let file = as_typed(quote!(file), quote!(file_as));
    match &field.kind {
        PartKind::File => quote!(form.#file(#wire #typed, #value);),
        PartKind::Files => quote!(for part in #value { form.#file(#wire #typed, part); }),
        PartKind::Json(_) => {
            let media_type = media_type.unwrap_or("application/json");
            quote!(form.json_as(#wire, #media_type, &#value);)
        }
        PartKind::Value(_) => {
            let method = as_typed(quote!(value), quote!(value_as));
            quote!(form.#method(#wire #typed, &#value);)
        }
    }
}

/// Returns the type of a field.
fn whole(api: &Api, field: &PartField) -> TokenStream {
    let ty = match &field.kind {
        PartKind::File => quote!(statusful::MultipartPart),
        PartKind::Files => quote!(Vec<statusful::MultipartPart>),
        PartKind::Value(of) | PartKind::Json(of) => ty(api, of, Scope::Beside),
    };
    if field.required { ty } else { quote!(Option<#ty>) }
}

/// Returns the type of a field's argument in constructors and setters.
fn argument(api: &Api, field: &PartField) -> TokenStream {
    match &field.kind {
        PartKind::File => quote!(impl Into<statusful::MultipartPart>),
        PartKind::Files => quote!(impl IntoIterator<Item = impl Into<statusful::MultipartPart>>),
        PartKind::Value(of) | PartKind::Json(of) => ty::argument(api, of, Scope::Beside),
    }
}

/// Returns the expression that converts the argument into the field's type.
fn value(api: &Api, field: &PartField) -> TokenStream {
    let name = &field.ident;
    match &field.kind {
        PartKind::File => quote!(#name.into()),
        PartKind::Files => quote!(#name.into_iter().map(Into::into).collect()),
        PartKind::Value(of) | PartKind::Json(of) => converted(api, of, &quote!(#name), Scope::Beside),
    }
}

/// Returns `true` if the argument already has the field's type.
fn is_given(api: &Api, field: &PartField) -> bool {
    field.kind.ty().is_some_and(|of| !ty::is_converted(api, of))
}

fn field_docs(field: &PartField) -> String {
    let sent = match &field.media_type {
        Some(media_type) => format!("Sent as the part {} with the media type {}.", code(&field.wire), code(media_type)),
        None => format!("Sent as the part {}.", code(&field.wire)),
    };
    if field.docs.is_empty() { sent } else { format!("{}\n\n{sent}", field.docs.0) }
}
