//! String enums, which accept values that the document does not list.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Enum, Type};
use crate::tokens::{attributes, markdown};

/// Returns the macro of the runtime that defines the enum.
pub(super) fn enumeration(ty: &Type, enumeration: &Enum) -> TokenStream {
    let name = &ty.name;
    let docs = attributes::of_model(ty);
    let deprecated = attributes::deprecated(ty.deprecated.as_ref());
    let derives = attributes::derives(ty);
    let derives = (!derives.is_empty()).then(|| quote!(#[derive(#(#derives),*)]));
    // The macro documents variants by their values. Values that are not plain code spans are documented here.
    let is_span = |value: &str| value.is_empty() || markdown::code(value) == format!("`{value}`");
    let is_plain = enumeration.values.iter().all(|(_, value)| is_span(value));
    let has_docs = !enumeration.docs.is_empty();
    let variants = enumeration.values.iter().enumerate().map(|(index, (variant, value))| {
        let described = enumeration.docs.get(index).filter(|docs| !docs.is_empty());
        let docs = (has_docs || !is_plain).then(|| match described {
            Some(docs) => attributes::lines(&format!("{}\n\n{}", markdown::code(value), docs.0)),
            None => attributes::lines(&markdown::code(value)),
        });
        quote!(#docs #variant => #value)
    });
    quote! {
        statusful::open_enum! { #docs #deprecated #derives pub enum #name { #(#variants),* } }
    }
}
