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

/// Everything before a model that serde reads or writes by derivation.
pub(crate) fn model(ty: &Type) -> TokenStream {
    let docs = if ty.docs.is_empty() { lines(&format!("The model `{}`.", ty.name)) } else { docs(&ty.docs) };
    let deprecated = deprecated(ty.deprecated);
    let default = has_default(ty).then(|| quote!(Default,));
    let (always, full) = match (ty.usage.sent, ty.usage.received) {
        (true, false) => (quote!(serde::Serialize), Some(quote!(serde::Deserialize))),
        (false, true) => (quote!(serde::Deserialize), Some(quote!(serde::Serialize))),
        _ => (quote!(serde::Deserialize, serde::Serialize), None),
    };
    let full = full.map(|full| quote!(#[cfg_attr(feature = "full-serde", derive(#full))]));
    quote! {
        #docs
        #deprecated
        #[derive(Debug, Clone, PartialEq, #default #always)]
        #full
        #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
    }
}

/// Whether a model can be made of nothing.
fn has_default(ty: &Type) -> bool {
    matches!(&ty.kind, Kind::Struct(object) if object.fields.iter().all(|field| !field.optionality.is_required()))
}
