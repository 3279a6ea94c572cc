//! The enums of documented outcomes, and their accessors.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Api, Body, DocumentedResponse, Operation, StatusKey, TypeName};
use crate::tokens::attributes;
use crate::tokens::markdown::code;
use crate::tokens::ty::{Scope, ty};

/// Returns the enums of successes and failures, as far as an operation needs them.
pub(super) fn outcomes(api: &Api, operation: &Operation) -> Vec<TokenStream> {
    let mut items = Vec::new();
    let function = &operation.function;
    if let Some(name) = &operation.responses.success {
        let docs = format!("The documented successes of [`{function}`].");
        let responses: Vec<_> = operation.responses.successes().collect();
        items.extend(outcome(api, name, &responses, &docs));
        items.extend(uniform(api, name, &responses));
    }
    if let Some(name) = &operation.responses.failure {
        let docs = format!("The documented failures of [`{function}`].");
        let responses: Vec<_> = operation.responses.failures().collect();
        items.extend(outcome(api, name, &responses, &docs));
    }
    items
}

fn outcome(api: &Api, name: &TypeName, responses: &[&DocumentedResponse], docs: &str) -> Vec<TokenStream> {
    let docs = attributes::lines(docs);
    let variants = responses.iter().map(|response| variant(api, response));
    // A stream can be read only once, so it is neither cloned nor compared.
    let comparable = responses.iter().all(|response| !response.body.is_stream()).then(|| quote!(, Clone, PartialEq));
    let accessors = responses.iter().map(|response| accessors(api, response, responses.len() == 1));
    let mut items = vec![
        quote! {
            #docs
            #[derive(Debug #comparable)]
            pub enum #name { #(#variants),* }
        },
        quote! {
            impl #name { #(#accessors)* }
        },
    ];
    items.extend(responses.iter().filter_map(|response| by_status(api, name, response, responses)));
    items
}

fn variant(api: &Api, response: &DocumentedResponse) -> TokenStream {
    let docs = attributes::lines(&response_docs(response));
    let name = &response.variant;
    let body = body(api, &response.body);
    match (response.holds_status(), body) {
        (false, None) => quote!(#docs #name),
        (false, Some(body)) => quote!(#docs #name(#body)),
        (true, body) => {
            let body = body.map(|body| quote!(#[doc = " The response body."] body: #body));
            quote! {
                #docs
                #name {
                    #[doc = " The status of the response."]
                    status: statusful::http::StatusCode,
                    #body
                }
            }
        }
    }
}

/// Returns the methods `is_…` and `into_…` of a variant.
fn accessors(api: &Api, response: &DocumentedResponse, is_only: bool) -> TokenStream {
    let name = &response.variant;
    let is = response.accessor.with_prefix("is");
    let into = response.accessor.with_prefix("into");
    let is_docs = attributes::lines(&format!("Returns `true` if this is [`{name}`](Self::{name})."));
    let what = if response.body == Body::Empty { "`()`" } else { "the body" };
    let into_docs = format!("Returns {what} if this is [`{name}`](Self::{name}), or `self` otherwise.");
    let into_docs = attributes::lines(&into_docs);
    let ty = body(api, &response.body).unwrap_or_else(|| quote!(()));
    let (pattern, value) = taken(response);
    let otherwise = (!is_only).then(|| quote!(other => Err(other),));
    quote! {
        #is_docs
        #[must_use]
        pub fn #is(&self) -> bool {
            matches!(self, Self::#name { .. })
        }
        #into_docs
        pub fn #into(self) -> Result<#ty, Self> {
            match self {
                #pattern => Ok(#value),
                #otherwise
            }
        }
    }
}

/// Returns the pattern of a variant, and the expression of the body that it binds.
fn taken(response: &DocumentedResponse) -> (TokenStream, TokenStream) {
    let name = &response.variant;
    match (response.holds_status(), &response.body) {
        (_, Body::Empty) => (quote!(Self::#name { .. }), quote!(())),
        (false, _) => (quote!(Self::#name(body)), quote!(body)),
        (true, _) => (quote!(Self::#name { body, .. }), quote!(body)),
    }
}

/// Returns the implementation that makes `response.created()` compile, if only one variant has the status.
fn by_status(
    api: &Api,
    name: &TypeName,
    response: &DocumentedResponse,
    responses: &[&DocumentedResponse],
) -> Option<TokenStream> {
    let StatusKey::Code(code) = response.status else { return None };
    if responses.iter().filter(|other| other.status == response.status).count() > 1 {
        return None;
    }
    let ty = body(api, &response.body).unwrap_or_else(|| quote!(()));
    let into = response.accessor.with_prefix("into");
    let code = proc_macro2::Literal::u16_unsuffixed(code);
    Some(quote! {
        impl statusful::Variant<#code> for #name {
            type Body = #ty;
            fn take(self) -> Result<Self::Body, Self> {
                self.#into()
            }
        }
    })
}

/// Returns the implementation of the runtime's `Uniform`, if all bodies have the same type.
fn uniform(api: &Api, name: &TypeName, responses: &[&DocumentedResponse]) -> Option<TokenStream> {
    let first = responses.first()?;
    if first.body == Body::Empty || responses.iter().any(|response| response.body != first.body) {
        return None;
    }
    let ty = body(api, &first.body)?;
    let patterns = responses.iter().map(|response| taken(response).0);
    Some(quote! {
        impl statusful::Uniform for #name {
            type Body = #ty;
            fn into_body(self) -> Self::Body {
                match self { #(#patterns)|* => body }
            }
        }
    })
}

/// Returns the type of a body, or `None` if it is empty.
pub(super) fn body(api: &Api, body: &Body) -> Option<TokenStream> {
    match body {
        Body::Empty => None,
        Body::Json(json) => Some(ty(api, json, Scope::Beside)),
        Body::Text => Some(quote!(String)),
        Body::Bytes => Some(quote!(statusful::Bytes)),
        Body::Events(data) | Body::EventObjects(data) => {
            let data = ty(api, data, Scope::Beside);
            Some(quote!(statusful::EventStream<#data>))
        }
        Body::JsonLines(line) => {
            let line = ty(api, line, Scope::Beside);
            Some(quote!(statusful::JsonLines<#line>))
        }
        Body::Stream => Some(quote!(statusful::ByteStream)),
    }
}

/// Returns the documentation of a response: its status, media type and description.
fn response_docs(response: &DocumentedResponse) -> String {
    let mut docs = status(response.status);
    if let Some(media) = &response.media {
        docs = format!("{docs}, {}", code(media.as_str()));
    }
    if response.docs.is_empty() { docs + "." } else { format!("{docs}: {}", response.docs.0) }
}

/// Returns a status with its reason phrase.
pub(super) fn status(status: StatusKey) -> String {
    match (status, status.reason()) {
        (StatusKey::Default, _) => "Any other status".to_owned(),
        (status, Some(reason)) => format!("`{status} {reason}`"),
        (status, None) => format!("`{status}`"),
    }
}
