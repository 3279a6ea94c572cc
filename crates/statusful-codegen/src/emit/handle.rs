//! The handle of a group, which has the methods of the group's operations: `client.byok().list()`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Group, Handle};
use crate::tokens::attributes;
use crate::tokens::markdown::code;

/// Returns the handle of a group and the method that returns it, or `None` if the methods are on the client itself.
pub(super) fn handle(group: &Group) -> Option<TokenStream> {
    let Handle { method, name, .. } = group.handle()?;
    let tag = code(&group.tag);
    let docs = attributes::lines(&format!("Operations tagged {tag}, returned by [`Client::{method}`]."));
    let method_docs = attributes::lines(&format!("Returns the operations tagged {tag}."));
    Some(quote! {
        #docs
        #[derive(Debug, Clone, Copy)]
        pub struct #name<'c> {
            client: &'c Client,
        }

        impl Client {
            #method_docs
            pub fn #method(&self) -> #name<'_> {
                #name { client: self }
            }
        }
    })
}
