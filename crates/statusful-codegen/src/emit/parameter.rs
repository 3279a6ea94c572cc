//! A parameter: how it is taken, and how it gets into a request.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Api, Location, Parameter, Scalar, Style, TypeRef};
use crate::media::{self, Family};
use crate::tokens::ty::{self, Scope, converted, is_lent, ty};

/// How a parameter is taken. Text and what has members is only read, so that it need not be owned.
pub(super) fn argument(api: &Api, parameter: &Parameter) -> TokenStream {
    match &parameter.ty {
        TypeRef::Scalar(Scalar::String) => quote!(impl AsRef<str>),
        of if is_lent(api, of) => {
            let ty = ty(api, of, Scope::Beside);
            quote!(&#ty)
        }
        of => ty::argument(api, of, Scope::Beside),
    }
}

/// The statement that puts a parameter into a request.
pub(super) fn set(api: &Api, parameter: &Parameter, request: &TokenStream) -> TokenStream {
    let name = &parameter.ident;
    let exact = ty(api, &parameter.ty, Scope::Beside);
    let value = converted(api, &parameter.ty, &quote!(#name), Scope::Beside);
    let put = |value: TokenStream| put(parameter, request, &value);
    match &parameter.ty {
        TypeRef::Scalar(Scalar::String) => put(quote!(#name.as_ref())),
        of if is_lent(api, of) => put(quote!(#name)),
        TypeRef::List(_) => put(quote!(&#value)),
        _ if value.to_string() == name.as_str() => put(quote!(&#name)),
        _ => {
            let put = put(quote!(&#name));
            quote! {
                let #name: #exact = #name.into();
                #put
            }
        }
    }
}

/// `request.query("limit", &limit);`, and with its style where that is not the place's own.
fn put(parameter: &Parameter, request: &TokenStream, value: &TokenStream) -> TokenStream {
    let wire = &parameter.wire;
    let (place, place_as) = match parameter.location {
        Location::Path => (quote!(path), quote!(path_as)),
        Location::Query => (quote!(query), quote!(query_as)),
        Location::Header => (quote!(header), quote!(header_as)),
        Location::Cookie => (quote!(cookie), quote!(cookie_as)),
    };
    match style(parameter) {
        None => quote!(#request.#place(#wire, #value);),
        Some(style) => quote!(#request.#place_as(#wire, #style, #value);),
    }
}

/// The style, as the runtime spells it; nothing where it is the place's own or makes no difference.
fn style(parameter: &Parameter) -> Option<TokenStream> {
    let is_json = parameter.content.as_deref().is_some_and(|content| media::family(content) == Family::Json);
    if is_json {
        return Some(quote!(statusful::Style::JSON));
    }
    let has_parts = !matches!(parameter.ty, TypeRef::Scalar(_));
    let explodes_otherwise = has_parts && parameter.explode != parameter.style.explodes();
    let is_default = parameter.style == parameter.location.default_style();
    if is_default && !explodes_otherwise && !parameter.allow_reserved {
        return None;
    }
    let name = self::constant(parameter.style);
    let explode = parameter.explode;
    let explode = explodes_otherwise.then(|| quote!(.explode(#explode)));
    let reserved = parameter.allow_reserved.then(|| quote!(.allow_reserved()));
    Some(quote!(statusful::Style::#name #explode #reserved))
}

/// The runtime's name of a style.
pub(super) fn constant(style: Style) -> TokenStream {
    match style {
        Style::Form => quote!(FORM),
        Style::Simple => quote!(SIMPLE),
        Style::Label => quote!(LABEL),
        Style::Matrix => quote!(MATRIX),
        Style::SpaceDelimited => quote!(SPACE_DELIMITED),
        Style::PipeDelimited => quote!(PIPE_DELIMITED),
        Style::DeepObject => quote!(DEEP_OBJECT),
    }
}
