//! The enums of documented outcomes, and their accessors.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Api, Arm, Body, Media, Operation, StatusMatch, Success, TypeName};
use crate::tokens::attributes;
use crate::tokens::text::code;
use crate::tokens::ty::{Scope, ty};

/// Both enums of an operation, as far as it needs them.
pub(super) fn outcomes(api: &Api, operation: &Operation) -> Vec<TokenStream> {
    let mut items = Vec::new();
    let function = &operation.function;
    if let Success::Several(name, arms) = &operation.responses.success {
        let docs = format!("The documented successes of [`{function}`].");
        items.extend(outcome(api, name, arms, &docs));
        items.extend(uniform(api, name, arms));
    }
    let (name, arms) = &operation.responses.failure;
    if !arms.is_empty() {
        let docs = format!("The documented failures of [`{function}`].");
        items.extend(outcome(api, name, arms, &docs));
    }
    items
}

fn outcome(api: &Api, name: &TypeName, arms: &[Arm], docs: &str) -> Vec<TokenStream> {
    let docs = attributes::lines(docs);
    let variants = arms.iter().map(|arm| variant(api, arm));
    // A stream is read once, by one reader.
    let comparable = arms.iter().all(|arm| !arm.body.is_stream()).then(|| quote!(, Clone, PartialEq));
    let accessors = arms.iter().map(|arm| accessors(api, arm, arms.len() == 1));
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
    items.extend(arms.iter().filter_map(|arm| by_status(api, name, arm, arms)));
    items
}

fn variant(api: &Api, arm: &Arm) -> TokenStream {
    let docs = attributes::lines(&arm_docs(arm));
    let name = &arm.variant;
    let body = body(api, &arm.body);
    match (carries_status(arm), body) {
        (false, None) => quote!(#docs #name),
        (false, Some(body)) => quote!(#docs #name(#body)),
        (true, body) => {
            let body = body.map(|body| quote!(#[doc = " The body."] body: #body));
            quote! {
                #docs
                #name {
                    #[doc = " The status that was answered."]
                    status: statusful::http::StatusCode,
                    #body
                }
            }
        }
    }
}

/// `is_…` and `into_…`.
fn accessors(api: &Api, arm: &Arm, is_only: bool) -> TokenStream {
    let name = &arm.variant;
    let is = arm.accessor.with_prefix("is");
    let into = arm.accessor.with_prefix("into");
    let is_docs = attributes::lines(&format!("Whether this is [`{name}`](Self::{name})."));
    let into_docs = attributes::lines(&format!("The body of [`{name}`](Self::{name}), or else all of this as it was."));
    let ty = body(api, &arm.body).unwrap_or_else(|| quote!(()));
    let (pattern, value) = taken(arm);
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

/// A variant's pattern, and its body by that.
fn taken(arm: &Arm) -> (TokenStream, TokenStream) {
    let name = &arm.variant;
    match (carries_status(arm), &arm.body) {
        (_, Body::Empty) => (quote!(Self::#name { .. }), quote!(())),
        (false, _) => (quote!(Self::#name(body)), quote!(body)),
        (true, _) => (quote!(Self::#name { body, .. }), quote!(body)),
    }
}

/// What makes `response.created()` work: one variant for one status.
fn by_status(api: &Api, name: &TypeName, arm: &Arm, arms: &[Arm]) -> Option<TokenStream> {
    let StatusMatch::Code(code) = arm.status else { return None };
    if arms.iter().filter(|other| other.status == arm.status).count() > 1 {
        return None;
    }
    let ty = body(api, &arm.body).unwrap_or_else(|| quote!(()));
    let into = arm.accessor.with_prefix("into");
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

/// One way to all bodies, where all are of one type.
fn uniform(api: &Api, name: &TypeName, arms: &[Arm]) -> Option<TokenStream> {
    let first = arms.first()?;
    if first.body == Body::Empty || arms.iter().any(|arm| arm.body != first.body) {
        return None;
    }
    let ty = body(api, &first.body)?;
    let patterns = arms.iter().map(|arm| taken(arm).0);
    Some(quote! {
        impl statusful::Uniform for #name {
            type Body = #ty;
            fn into_body(self) -> Self::Body {
                match self { #(#patterns)|* => body }
            }
        }
    })
}

/// Whether the variant does not itself tell the status.
pub(super) fn carries_status(arm: &Arm) -> bool {
    !matches!(arm.status, StatusMatch::Code(_))
}

/// The type of a body; nothing for no body.
pub(super) fn body(api: &Api, body: &Body) -> Option<TokenStream> {
    match body {
        Body::Empty => None,
        Body::Json(json) => Some(ty(api, json, Scope::Beside)),
        Body::Text => Some(quote!(String)),
        Body::Bytes => Some(quote!(statusful::Bytes)),
        Body::Events(data) => {
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

/// `200 OK`, `application/json`: what the document says.
fn arm_docs(arm: &Arm) -> String {
    let mut docs = status(arm.status);
    if arm.media != Media::None {
        docs = format!("{docs}, {}", code(arm.media.as_str()));
    }
    if arm.docs.is_empty() { docs + "." } else { format!("{docs}: {}", arm.docs.0) }
}

/// A status as people know it.
pub(super) fn status(status: StatusMatch) -> String {
    match status {
        StatusMatch::Code(code) => {
            let reason = http::StatusCode::from_u16(code).ok().and_then(|status| status.canonical_reason());
            reason.map_or_else(|| format!("`{code}`"), |reason| format!("`{code} {reason}`"))
        }
        StatusMatch::Range(class) => format!("`{class}XX`"),
        StatusMatch::Default => "Any other status".to_owned(),
    }
}
