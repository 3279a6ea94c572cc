//! Attributes and documentation before items and fields.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Docs, Kind, Type};

/// `///` for each line.
pub(crate) fn docs(docs: &Docs) -> TokenStream {
    lines(&docs.0)
}

/// `///` for each line of a text.
pub(crate) fn lines(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}

/// `//!` for each line of a text.
pub(crate) fn inner_lines(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#![doc = #lines])*)
}

/// `#[deprecated]`, where the document says so.
pub(crate) fn deprecated(deprecated: bool) -> TokenStream {
    if deprecated { quote!(#[deprecated]) } else { quote!() }
}

/// Everything before a struct, which serde reads and writes by derivation.
pub(crate) fn model(ty: &Type) -> TokenStream {
    let head = head(ty);
    let default = has_default(ty).then(|| quote!(Default,));
    let (always, full) = match (only_sent(ty), only_received(ty)) {
        (true, _) => (quote!(serde::Serialize), Some(quote!(serde::Deserialize))),
        (_, true) => (quote!(serde::Deserialize), Some(quote!(serde::Serialize))),
        _ => (quote!(serde::Deserialize, serde::Serialize), None),
    };
    let full = full.map(|full| quote!(#[cfg_attr(feature = "full-serde", derive(#full))]));
    quote! {
        #head
        #[derive(Debug, Clone, PartialEq, #default #always)]
        #full
        #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
    }
}

/// Everything before a union, which serde writes by derivation and the runtime reads.
pub(crate) fn union(ty: &Type) -> TokenStream {
    let head = head(ty);
    let derives = if only_received(ty) {
        quote! {
            #[derive(Debug, Clone, PartialEq)]
            #[cfg_attr(feature = "full-serde", derive(serde::Serialize))]
            #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
            #[cfg_attr(any(feature = "full-serde", feature = "schemars"), serde(untagged))]
        }
    } else {
        quote! {
            #[derive(Debug, Clone, PartialEq, serde::Serialize)]
            #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
            #[serde(untagged)]
        }
    };
    quote!(#head #derives)
}

fn head(ty: &Type) -> TokenStream {
    let docs = if ty.docs.is_empty() { lines(&format!("The model `{}`.", ty.name)) } else { docs(&ty.docs) };
    let deprecated = deprecated(ty.deprecated);
    quote!(#docs #deprecated)
}

/// Whether a model goes out and never comes in.
pub(crate) fn only_sent(ty: &Type) -> bool {
    ty.usage.sent && !ty.usage.received
}

fn only_received(ty: &Type) -> bool {
    ty.usage.received && !ty.usage.sent
}

/// Whether a model can be made of nothing.
fn has_default(ty: &Type) -> bool {
    matches!(&ty.kind, Kind::Struct(object) if object.fields.iter().all(|field| !field.optionality.is_required()))
}
