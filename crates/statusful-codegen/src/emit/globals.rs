//! `Globals`: the parameters that can be set for all calls of a client.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::{Module, parameter, rustdoc};
use crate::ir::{Api, Global};
use crate::tokens::attributes;
use crate::tokens::ty::{self, Scope};

/// Returns `src/globals.rs` if the document has global parameters.
pub(super) fn module(api: &Api) -> Option<Module> {
    if api.globals.is_empty() {
        return None;
    }
    let of_models: Vec<_> = api.globals.iter().filter(|global| global.parameter.ty.model().is_some()).collect();
    let import = (!of_models.is_empty()).then(|| {
        let condition = condition(of_models.iter().flat_map(|global| &global.features));
        quote!(#condition use crate::types;)
    });
    let setters = api.globals.iter().map(|global| setter(api, global));
    Some(Module {
        path: "src/globals.rs".to_owned(),
        head: attributes::inner_lines("Parameters that can be set once for all calls of a client."),
        items: import
            .into_iter()
            .chain([
                quote! {
                    /// Parameters that are sent with all calls of a client.
                    ///
                    /// Pass them to [`globals`](statusful::ClientBuilder::globals) of the client's builder. Each
                    /// parameter is sent only with the operations that declare it, and a value that is set on a call
                    /// takes precedence.
                    #[derive(Debug, Clone, Default)]
                    pub struct Globals {
                        inner: statusful::Globals,
                    }
                },
                quote! {
                    impl Globals {
                        #[doc = " Creates `Globals` without any parameter."]
                        #[must_use]
                        pub fn new() -> Self {
                            Self::default()
                        }
                        #(#setters)*
                    }
                },
                quote! {
                    impl From<Globals> for statusful::Globals {
                        fn from(globals: Globals) -> Self {
                            globals.inner
                        }
                    }
                },
            ])
            .collect(),
    })
}

fn setter(api: &Api, global: &Global) -> TokenStream {
    let parameter = &global.parameter;
    let condition = parameter.ty.model().map(|_| condition(&global.features));
    let docs = attributes::lines(&rustdoc::parameter(parameter));
    let name = &parameter.ident;
    let argument = ty::argument(api, &parameter.ty, Scope::Beside);
    let exact = ty::ty(api, &parameter.ty, Scope::Beside);
    let value = ty::converted(api, &parameter.ty, &quote!(#name), Scope::Beside);
    let owned = ty::is_converted(api, &parameter.ty).then(|| quote!(let #name: #exact = #value;));
    let set = parameter::put(parameter, &quote!(self.inner), &quote!(#name));
    quote! {
        #docs
        #condition
        #[must_use]
        pub fn #name(mut self, #name: #argument) -> Self {
            #owned
            #set
            self
        }
    }
}

/// Returns the attribute for an item that is compiled only with the operations that have a parameter, as its model is.
fn condition<'f>(features: impl IntoIterator<Item = &'f String>) -> TokenStream {
    let features: BTreeSet<_> = features.into_iter().collect();
    if features.len() == 1 {
        quote!(#[cfg(#(feature = #features),*)])
    } else {
        quote!(#[cfg(any(#(feature = #features),*))])
    }
}
