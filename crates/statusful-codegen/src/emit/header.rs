//! Structs for the documented headers of responses.

use proc_macro2::TokenStream;
use quote::quote;

use super::{outcome, rustdoc};
use crate::ir::{Api, HeaderField, Operation, ResponseHeaders, StatusKey};
use crate::tokens::attributes;
use crate::tokens::markdown::code;
use crate::tokens::ty::{Scope, ty};

/// Returns the struct, and its conversion from a response.
pub(super) fn headers(api: &Api, operation: &Operation, headers: &ResponseHeaders) -> [TokenStream; 2] {
    let ResponseHeaders { name, status, fields } = headers;
    let statuses = match *status {
        StatusKey::Default => "any other status".to_owned(),
        status => outcome::status(status),
    };
    let docs = attributes::lines(&format!(
        "Documented response headers of {} for {statuses}.\n\nDecode them with `response.typed_headers::<{name}>()`.",
        rustdoc::method(operation)
    ));
    let definitions = fields.iter().map(|HeaderField { wire, ident, ty: of, docs }| {
        let wire = code(wire);
        let docs = if docs.is_empty() { format!("The {wire} header.") } else { format!("{wire}: {}", docs.0) };
        let docs = attributes::lines(&docs);
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
