//! Attributes and documentation of items and fields.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Docs, Kind, Type};

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

/// Returns the attributes of a struct; the runtime's macros implement both serde traits.
/// `schema` are those that schemars has for all fields.
pub(crate) fn model(ty: &Type, schema: Option<TokenStream>) -> TokenStream {
    let head = head(ty);
    let schema = schema.map(|schema| quote!(, schemars(#schema)));
    let default = has_default(ty).then(|| quote!(, Default));
    quote! {
        #head
        #[derive(Debug, Clone, PartialEq #default)]
        #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema) #schema)]
    }
}

/// Returns the attributes of a union; the runtime's macro implements both serde traits.
pub(crate) fn union(ty: &Type) -> TokenStream {
    let head = head(ty);
    quote! {
        #head
        #[derive(Debug, Clone, PartialEq)]
        #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(untagged))]
    }
}

/// Returns the serde traits of a model, as the runtime's macros take them. The others need the feature `full-serde`.
pub(crate) fn traits(ty: &Type) -> TokenStream {
    match (ty.usage.sent, ty.usage.received) {
        (true, false) => quote!(Serialize),
        (false, true) => quote!(Deserialize),
        _ => quote!(Serialize + Deserialize),
    }
}

fn head(ty: &Type) -> TokenStream {
    let docs = if ty.docs.is_empty() { lines(&format!("The model `{}`.", ty.name)) } else { docs(&ty.docs) };
    let deprecated = deprecated(ty.deprecated);
    quote!(#docs #deprecated)
}

/// Returns whether a model has no required fields, and can therefore derive `Default`.
fn has_default(ty: &Type) -> bool {
    matches!(&ty.kind, Kind::Struct(object) if object.fields.iter().all(|field| !field.optionality.is_required()))
}
