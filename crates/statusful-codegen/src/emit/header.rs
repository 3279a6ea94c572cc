//! The headers of a response, as a struct.

use proc_macro2::TokenStream;
use quote::quote;

use super::outcome;
use crate::ir::{Api, HeaderField, Operation, ResponseHeaders};
use crate::tokens::attributes;
use crate::tokens::text::code;
use crate::tokens::ty::{Scope, ty};

/// The struct, and how it is read from a response.
pub(super) fn headers(api: &Api, operation: &Operation, headers: &ResponseHeaders) -> [TokenStream; 2] {
    let ResponseHeaders { name, status, fields } = headers;
    let docs = attributes::lines(&format!(
        "The headers that the document describes for {} of [`{}`]: `response.typed_headers::<{name}>()`.",
        outcome::status(*status),
        operation.function
    ));
    let definitions = fields.iter().map(|HeaderField { wire, ident, ty: of, docs }| {
        let what = if docs.is_empty() { String::new() } else { format!(": {}", docs.0) };
        let docs = attributes::lines(&format!("{}{what}", code(wire)));
        let of = ty(api, of, Scope::Beside);
        quote!(#docs pub #ident: Option<#of>)
    });
    let reads = fields.iter().map(|HeaderField { wire, ident, .. }| quote!(#ident: response.header_as(#wire)?));
    [
        quote! {
            #docs
            #[derive(Debug, Clone, PartialEq)]
            pub struct #name { #(#definitions),* }
        },
        quote! {
            impl TryFrom<&statusful::RawResponse> for #name {
                type Error = statusful::DecodeError;
                fn try_from(response: &statusful::RawResponse) -> Result<Self, Self::Error> {
                    Ok(Self { #(#reads),* })
                }
            }
        },
    ]
}
