//! What an operation is called on.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Handle, Operation};

/// Returns what has the method of an operation: a client, or the handle that it returns.
pub(crate) fn receiver(client: &TokenStream, operation: &Operation) -> TokenStream {
    match &operation.handle {
        Some(Handle { method, .. }) => quote!(#client.#method()),
        None => client.clone(),
    }
}
