//! The receiver of an operation's method.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Handle, Operation};

/// Returns the receiver of an operation's method: the client, or the handle that it returns.
pub(crate) fn receiver(client: &TokenStream, operation: &Operation) -> TokenStream {
    match &operation.handle {
        Some(Handle { method, .. }) => quote!(#client.#method()),
        None => client.clone(),
    }
}
