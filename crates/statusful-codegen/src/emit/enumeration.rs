//! String enums, which accept values that the document does not list.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Enum, Type};
use crate::tokens::attributes;

/// Returns the enum, and the runtime's macro that implements its traits.
pub(super) fn enumeration(ty: &Type, enumeration: &Enum) -> Vec<TokenStream> {
    let name = &ty.name;
    let docs = attributes::of_model(ty);
    let deprecated = attributes::deprecated(ty.deprecated);
    let variants = enumeration.values.iter().map(|(variant, value)| {
        let docs = attributes::lines(&crate::tokens::markdown::code(value));
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
                #[doc = " A value that the document does not list. Match it with `_`: a later version may list it."]
                Unknown(statusful::UnknownValue),
            }
        },
        quote! {
            statusful::open_enum! { #name { #(#arms),* } }
        },
    ]
}
