//! Parameters: the argument, and the statement that adds it to a request.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use crate::ir::{Api, Constant, Parameter, ParameterLocation, Scalar, Style, TypeRef};
use crate::openapi::Family;
use crate::tokens::ty::{self, Scope, converted, is_converted, is_lent, ty};

/// Returns the type of the argument for a parameter. Strings and objects are borrowed, because they are only read.
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

/// Returns the type of the argument in a trait, without type parameters.
pub(super) fn concrete(api: &Api, parameter: &Parameter) -> TokenStream {
    let exact = ty(api, &parameter.ty, Scope::Beside);
    match &parameter.ty {
        TypeRef::Scalar(Scalar::String) => quote!(&str),
        of if is_lent(api, of) => quote!(&#exact),
        _ => exact,
    }
}

/// Returns the statement that adds a parameter to a request.
pub(super) fn set(api: &Api, parameter: &Parameter, request: &TokenStream) -> TokenStream {
    let name = &parameter.ident;
    let exact = ty(api, &parameter.ty, Scope::Beside);
    let value = converted(api, &parameter.ty, &quote!(#name), Scope::Beside);
    let put = |value: TokenStream| put(parameter, request, &value);
    match &parameter.ty {
        TypeRef::Scalar(Scalar::String) => put(quote!(#name.as_ref())),
        of if is_lent(api, of) => put(quote!(#name)),
        TypeRef::List(_) => put(quote!(&#value)),
        of if !is_converted(api, of) => put(quote!(&#name)),
        _ => {
            let put = put(quote!(&#name));
            quote! {
                let #name: #exact = #name.into();
                #put
            }
        }
    }
}

/// Returns the statement that adds a parameter with a fixed value to a request.
pub(super) fn set_constant(parameter: &Parameter, constant: &Constant, request: &TokenStream) -> TokenStream {
    let value = match constant {
        Constant::Text(text) => quote!(#text),
        Constant::Integer(number) => match i32::try_from(*number) {
            Ok(number) => Literal::i32_unsuffixed(number).into_token_stream(),
            Err(_) => Literal::i64_suffixed(*number).into_token_stream(),
        },
        Constant::Boolean(flag) => quote!(#flag),
    };
    let lend = (!matches!(constant, Constant::Text(_))).then(|| quote!(&));
    put(parameter, request, &quote!(#lend #value))
}

/// Returns the runtime's key of a global parameter.
pub(super) fn global(parameter: &Parameter) -> TokenStream {
    let wire = &parameter.wire;
    let place = match parameter.location {
        ParameterLocation::Path => quote!(path),
        ParameterLocation::Query => quote!(query),
        ParameterLocation::Header => quote!(header),
        ParameterLocation::Cookie => quote!(cookie),
    };
    quote!(statusful::GlobalParameter::#place(#wire))
}

/// Returns a statement such as `request.query("limit", &limit);`, with the style if it is not the location's default.
pub(super) fn put(parameter: &Parameter, request: &TokenStream, value: &TokenStream) -> TokenStream {
    let wire = &parameter.wire;
    let (place, place_as) = match parameter.location {
        ParameterLocation::Path => (quote!(path), quote!(path_as)),
        ParameterLocation::Query => (quote!(query), quote!(query_as)),
        ParameterLocation::Header => (quote!(header), quote!(header_as)),
        ParameterLocation::Cookie => (quote!(cookie), quote!(cookie_as)),
    };
    match style(parameter) {
        None => quote!(#request.#place(#wire, #value);),
        Some(style) => quote!(#request.#place_as(#wire, #style, #value);),
    }
}

/// Returns the runtime's style, or `None` if it is the location's default or has no effect.
fn style(parameter: &Parameter) -> Option<TokenStream> {
    let is_json = parameter.content.as_deref().is_some_and(|content| Family::of(content) == Family::Json);
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

/// Returns the name of the runtime's constant for a style.
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
