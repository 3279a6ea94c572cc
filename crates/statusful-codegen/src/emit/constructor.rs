//! Constructors of structs that are sent: `new` takes the required fields, and each optional field has a setter.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir::{Api, Constant, Constructor, Field, Fixed, Ident, Optionality, Struct, Type, TypeName, TypeRef};
use crate::tokens::attributes;
use crate::tokens::ty::{Scope, argument, converted, is_converted, ty};

/// Returns `new`, the struct that it takes, if any, and the setters `with_…`. Empty for a struct that is never sent.
pub(super) fn constructors(api: &Api, model: &Type, object: &Struct) -> Vec<TokenStream> {
    let name = &model.name;
    let arguments = object.fields.iter().filter(|field| api.is_argument(field));
    let (structure, new) = match &model.constructor {
        None => return Vec::new(),
        Some(Constructor::Positional) => (None, Some(positional(api, object))),
        Some(Constructor::Named(required)) => {
            let fields = arguments.map(|field| {
                let (deprecated, ty) =
                    (attributes::deprecated(field.deprecated.as_ref()), ty(api, &field.given(), Scope::Types));
                (&field.ident, quote!(#deprecated), ty)
            });
            (Some(required_fields(name, required, fields)), Some(named(api, object, required)))
        }
        Some(Constructor::Literal) => (None, None),
    };
    let optional = object.fields.iter().filter(|field| !field.optionality.is_required());
    let setters = setters(optional.map(|field| (&field.ident, set(api, field))));
    structure.into_iter().chain(functions(name, new.into_iter().chain(setters))).collect()
}

/// Returns the `impl` of a struct with `new` and the setters, if there are any.
pub(super) fn functions(of: &TypeName, functions: impl Iterator<Item = TokenStream>) -> Option<TokenStream> {
    let functions: Vec<_> = functions.collect();
    (!functions.is_empty()).then(|| quote!(impl #of { #(#functions)* }))
}

/// Returns the table of setters `with_…`, given each field and the type of its argument, which the runtime converts.
pub(super) fn setters<'f>(fields: impl Iterator<Item = (&'f Ident, TokenStream)>) -> Option<TokenStream> {
    let setters: Vec<_> = fields
        .map(|(ident, argument)| {
            let setter = ident.with_prefix("with");
            quote!(#setter(#ident: #argument))
        })
        .collect();
    (!setters.is_empty()).then(|| quote!(statusful::setters! { #(#setters),* }))
}

/// Returns the struct that the constructor of `of` takes, given the name, attributes and type of each field.
pub(super) fn required_fields<'f>(
    of: &TypeName,
    name: &TypeName,
    fields: impl Iterator<Item = (&'f Ident, TokenStream, TokenStream)>,
) -> TokenStream {
    let docs = attributes::lines(&format!("The required fields of [`{of}`], passed to [`{of}::new`]."));
    let fields = fields.map(|(ident, attributes, ty)| {
        let docs = attributes::lines(&format!("Sets [`{ident}`]({of}::{ident})."));
        quote!(#docs #attributes pub #ident: #ty)
    });
    quote! {
        #docs
        #[derive(Debug, Clone)]
        pub struct #name { #(#fields),* }
    }
}

/// Returns the documentation of `new`. `what` is what it creates, such as `value`.
pub(super) fn new_docs(what: &str, sets_every_field: bool) -> TokenStream {
    let fields = if sets_every_field { "every field set" } else { "its required fields; the others are `None`" };
    attributes::lines(&format!("Creates a {what} with {fields}."))
}

/// Returns `new` with an argument for each required field.
fn positional(api: &Api, object: &Struct) -> TokenStream {
    let fields: Vec<_> = object.fields.iter().filter(|field| api.is_argument(field)).collect();
    let arguments = fields.iter().map(|field| {
        let name = &field.ident;
        let ty = given(api, field, &fields).0;
        quote!(#name: #ty)
    });
    new(api, object, &quote!(#(#arguments),*), |field| {
        let name = &field.ident;
        given(api, field, &fields).1.map_or_else(|| quote!(#name), |value| quote!(#name: #value))
    })
}

/// Returns the type of an argument, and the expression for the field's value if it is converted. `arguments` are all
/// arguments of the function.
fn given(api: &Api, field: &Field, arguments: &[&Field]) -> (TokenStream, Option<TokenStream>) {
    let (name, given) = (&field.ident, field.given());
    if field.optionality != Optionality::RequiredNullable && api.converts_into(field, arguments) {
        let exact = ty(api, &given, Scope::Types);
        return (quote!(impl Into<#exact>), Some(quote!(#name.into())));
    }
    let value = is_converted(api, &given).then(|| converted(api, &given, &quote!(#name), Scope::Types));
    (argument(api, &given, Scope::Types), value)
}

/// Returns `new` with a struct of the required fields.
fn named(api: &Api, object: &Struct, required: &TypeName) -> TokenStream {
    new(api, object, &quote!(required: #required), |Field { ident, .. }| quote!(#ident: required.#ident))
}

/// Returns `new`, given its arguments and the initializer of each field among them.
fn new(
    api: &Api,
    object: &Struct,
    arguments: &TokenStream,
    initializer: impl Fn(&Field) -> TokenStream,
) -> TokenStream {
    let fields = object.fields.iter().map(|field| {
        let name = &field.ident;
        match api.fixed(field) {
            Some(Fixed::Variant(ty, value)) => quote!(#name: #ty::#value),
            Some(Fixed::Constant(Constant::Text(text))) => quote!(#name: #text.to_owned()),
            Some(Fixed::Constant(Constant::Integer(number))) => {
                let number = Literal::i64_unsuffixed(*number);
                quote!(#name: #number)
            }
            Some(Fixed::Constant(Constant::Boolean(flag))) => quote!(#name: #flag),
            None if field.optionality.is_required() => initializer(field),
            None => quote!(#name: None),
        }
    });
    let rest = object.rest.iter().map(|(name, ty)| {
        let is_any = *ty == TypeRef::Any;
        let map = if is_any { quote!(serde_json::Map) } else { quote!(std::collections::BTreeMap) };
        quote!(#name: #map::new())
    });
    let fields = fields.chain(rest);
    let docs = new_docs("value", object.fields.iter().all(|field| field.optionality.is_required()));
    quote! {
        #docs
        #[must_use]
        pub fn new(#arguments) -> Self {
            Self { #(#fields),* }
        }
    }
}

/// Returns the type of a setter's argument.
fn set(api: &Api, field: &Field) -> TokenStream {
    if field.optionality == Optionality::OptionalNullable {
        let ty = ty(api, &field.ty, Scope::Types);
        return quote!(impl Into<statusful::Nullable<#ty>>);
    }
    given(api, field, &[]).0
}
