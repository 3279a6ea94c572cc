//! Attributes and documentation of items and fields.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Docs, Kind, Type, Union};

/// The description of the field that contains additional properties.
pub(crate) const ADDITIONAL_PROPERTIES: &str = "Additional properties, which the document does not name.";

/// Returns documentation as `///` comments.
pub(crate) fn docs(docs: &Docs) -> TokenStream {
    lines(&docs.0)
}

/// Returns a text as `///` comments, one per line.
pub(crate) fn lines(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}

/// Returns a text as `//!` comments, one per line.
pub(crate) fn inner_lines(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#![doc = #lines])*)
}

/// Returns `#[deprecated]`, or nothing if the document does not deprecate the item.
pub(crate) fn deprecated(deprecated: bool) -> TokenStream {
    if deprecated { quote!(#[deprecated]) } else { quote!() }
}

/// Returns the attributes of a struct, which derives both serde traits.
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

/// Returns the attributes of a union, which derives `Serialize` unless it adds its tag; the runtime implements `Deserialize`.
pub(crate) fn union(ty: &Type, union: &Union) -> TokenStream {
    let head = head(ty);
    let derives = match (union.adds_tags(), only_received(ty)) {
        (true, _) => quote!(#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(untagged))]),
        (false, true) => quote! {
            #[cfg_attr(feature = "full-serde", derive(serde::Serialize))]
            #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
            #[cfg_attr(any(feature = "full-serde", feature = "schemars"), serde(untagged))]
        },
        (false, false) => quote! {
            #[derive(serde::Serialize)]
            #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
            #[serde(untagged)]
        },
    };
    quote!(#head #[derive(Debug, Clone, PartialEq)] #derives)
}

fn head(ty: &Type) -> TokenStream {
    let docs = if ty.docs.is_empty() { lines(&format!("The model `{}`.", ty.name)) } else { docs(&ty.docs) };
    let deprecated = deprecated(ty.deprecated);
    quote!(#docs #deprecated)
}

/// Returns whether a model is sent but never received.
pub(crate) fn only_sent(ty: &Type) -> bool {
    ty.usage.sent && !ty.usage.received
}

/// Returns whether a model is received but never sent.
pub(crate) fn only_received(ty: &Type) -> bool {
    ty.usage.received && !ty.usage.sent
}

/// Returns whether a model has no required fields, and can therefore derive `Default`.
fn has_default(ty: &Type) -> bool {
    matches!(&ty.kind, Kind::Struct(object) if object.fields.iter().all(|field| !field.optionality.is_required()))
}
