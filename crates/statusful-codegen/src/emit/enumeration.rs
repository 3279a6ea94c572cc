//! String enums, open to values the document does not have yet.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Enum, Type};
use crate::tokens::attributes;

/// The enum and what the runtime makes of it.
pub(super) fn enumeration(ty: &Type, enumeration: &Enum) -> Vec<TokenStream> {
    let name = &ty.name;
    let docs = if ty.docs.is_empty() {
        attributes::lines(&format!("One of the values of `{name}`, or one that the document does not have."))
    } else {
        attributes::docs(&ty.docs)
    };
    let deprecated = attributes::deprecated(ty.deprecated);
    let variants = enumeration.values.iter().map(|(variant, value)| {
        let docs = attributes::lines(&crate::tokens::text::code(value));
        quote!(#docs #variant)
    });
    let arms = enumeration.values.iter().map(|(variant, value)| quote!(#variant => #value));
    vec![
        quote! {
            #docs
            #deprecated
            #[derive(Debug, Clone, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub enum #name {
                #(#variants,)*
                #[doc = " A value that the document does not have. Match it with `_`: it may get a variant of its own."]
                Unknown(statusful::UnknownValue),
            }
        },
        quote! {
            statusful::open_enum! { #name { #(#arms),* } }
        },
    ]
}
