//! The enums of documented outcomes.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};

use super::rustdoc;
use crate::ir::{Api, Body, DocumentedResponse, Operation, StatusKey, TypeName};
use crate::tokens::attributes;
use crate::tokens::markdown::code;
use crate::tokens::ty::{Scope, ty};

/// Returns the enums of successes and failures, if the operation needs them, and their implementations.
pub(super) fn outcomes(api: &Api, operation: &Operation) -> Vec<TokenStream> {
    let mut items = Vec::new();
    let mut taken = Vec::new();
    let method = rustdoc::method(operation);
    if let Some(name) = &operation.responses.success {
        let responses: Vec<_> = operation.responses.successes().collect();
        items.push(definition(api, name, &responses, &format!("The documented success responses of {method}.")));
        items.extend(uniform(api, name, &responses));
        taken.extend(by_status(api, operation, name, &responses));
    }
    if let Some(name) = &operation.responses.failure {
        let responses: Vec<_> = operation.responses.failures().collect();
        items.push(definition(api, name, &responses, &format!("The documented error responses of {method}.")));
        taken.push(failures(api, operation, name, &responses));
    }
    if !taken.is_empty() {
        items.push(quote!(statusful::variants! { #(#taken),* }));
    }
    items
}

fn definition(api: &Api, name: &TypeName, responses: &[&DocumentedResponse], docs: &str) -> TokenStream {
    let docs = attributes::lines(docs);
    let variants = responses.iter().map(|response| variant(api, response));
    // A stream can be read only once, so it implements neither `Clone` nor `PartialEq`.
    let comparable = responses.iter().all(|response| !response.body.is_stream()).then(|| quote!(, Clone, PartialEq));
    quote! {
        #docs
        #[derive(Debug #comparable)]
        pub enum #name { #(#variants),* }
    }
}

/// Returns the successes with an accessor by status or body kind, in the syntax of the runtime's `variants!`.
fn by_status(
    api: &Api,
    operation: &Operation,
    name: &TypeName,
    responses: &[&DocumentedResponse],
) -> Option<TokenStream> {
    let variants = responses.iter().filter_map(|response| row(api, operation, response));
    let variants: Vec<_> = variants.collect();
    (!variants.is_empty()).then(|| quote!(success #name { #(#variants),* }))
}

/// Returns all failures, in the syntax of the runtime's `variants!`.
fn failures(api: &Api, operation: &Operation, name: &TypeName, responses: &[&DocumentedResponse]) -> TokenStream {
    let rows = responses.iter().map(|response| {
        let row = row(api, operation, response).unwrap_or_else(|| {
            let variant = &response.variant;
            let ty = body(api, &response.body);
            let held = match (response.has_status_field(), ty) {
                (false, body) => body.map(|body| quote!((#body))),
                (true, None) => Some(quote!({})),
                (true, Some(_)) => Some(quote!({ body })),
            };
            quote!(_ => #variant #held)
        });
        let message = response.message.iter().map(|pointer| quote!(message #pointer));
        quote!(#row #(#message)*)
    });
    // Errors must be `Send + Sync`, which a stream is not.
    let has_stream = responses.iter().any(|response| response.body.is_stream());
    let kind = if has_stream { quote!(streamed_failure) } else { quote!(failure) };
    quote!(#kind #name { #(#rows),* })
}

/// Returns a response with an accessor by status or body kind, in the syntax of the runtime's `variants!`.
fn row(api: &Api, operation: &Operation, response: &DocumentedResponse) -> Option<TokenStream> {
    let status = operation.responses.status_of_variant(response);
    let key = match (status.map(Literal::u16_unsuffixed), operation.responses.kind_of_variant(response)) {
        (Some(status), _) => quote!(#status),
        (None, kind) => format_ident!("{}", kind?.names().0).into_token_stream(),
    };
    let variant = &response.variant;
    let body = body(api, &response.body).map(|body| quote!((#body)));
    Some(quote!(#key => #variant #body))
}

fn variant(api: &Api, response: &DocumentedResponse) -> TokenStream {
    let docs = attributes::lines(&response_docs(response));
    let name = &response.variant;
    let body = body(api, &response.body);
    match (response.has_status_field(), body) {
        (false, None) => quote!(#docs #name),
        (false, Some(body)) => quote!(#docs #name(#body)),
        (true, body) => {
            let body = body.map(|body| quote!(#[doc = " The response body."] body: #body));
            quote! {
                #docs
                #name {
                    #[doc = " The response status."]
                    status: statusful::StatusCode,
                    #body
                }
            }
        }
    }
}

/// Returns the pattern of a variant of the enum `of`, and an expression for the body that it binds.
pub(super) fn taken(of: &TypeName, response: &DocumentedResponse) -> (TokenStream, TokenStream) {
    let name = &response.variant;
    match (response.has_status_field(), &response.body) {
        (false, Body::Empty) => (quote!(#of::#name), quote!(())),
        (true, Body::Empty) => (quote!(#of::#name { .. }), quote!(())),
        (false, _) => (quote!(#of::#name(body)), quote!(body)),
        (true, _) => (quote!(#of::#name { body, .. }), quote!(body)),
    }
}

/// Returns the implementation of the runtime's `Uniform`, if all bodies have the same type.
fn uniform(api: &Api, name: &TypeName, responses: &[&DocumentedResponse]) -> Option<TokenStream> {
    let first = responses.first()?;
    if first.body == Body::Empty || responses.iter().any(|response| response.body != first.body) {
        return None;
    }
    let ty = body(api, &first.body)?;
    let patterns = responses.iter().map(|response| taken(name, response).0);
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
