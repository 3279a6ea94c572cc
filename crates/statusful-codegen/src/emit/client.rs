//! `Client`, to which every operation adds a method, and `Call`, to which operations add setters for optional
//! parameters.

use std::collections::BTreeSet;

use heck::ToShoutySnakeCase;
use proc_macro2::TokenStream;
use quote::quote;

use super::Module;
use crate::Settings;
use crate::ir::{Api, SecurityKind};
use crate::tokens::attributes;

/// Returns `src/client.rs`.
pub(super) fn module(api: &Api, settings: &Settings) -> Module {
    let docs = attributes::lines(&format!(
        "A client for {}.\n\nClones are cheap and share one connection pool.",
        crate::tokens::markdown::code(&api.title)
    ));
    let prefix = settings.package.crate_name().to_shouty_snake_case();
    let keys = api_keys(api, &prefix);
    Module {
        path: "src/client.rs".to_owned(),
        head: attributes::inner_lines("The client and its calls."),
        items: vec![
            quote! {
                #docs
                #[derive(Debug, Clone)]
                pub struct Client {
                    runtime: statusful::Client,
                }
            },
            quote!(statusful::client! { Client { prefix: #prefix, api_keys: [#(#keys),*] } }),
            quote! {
                /// A call of the operation `O`, which sends the request when it is awaited.
                ///
                /// Each optional parameter of the operation has a setter, listed below.
                #[must_use = "a call does nothing until it is awaited"]
                pub struct Call<O> {
                    inner: statusful::Call<O>,
                }
            },
            quote!(statusful::call! { Call }),
        ],
    }
}

/// Returns the name of each API key security scheme and its environment variable.
fn api_keys(api: &Api, prefix: &str) -> Vec<TokenStream> {
    let schemes = api.operations().flat_map(|operation| operation.security.iter().flatten());
    let keys: BTreeSet<_> = schemes
        .filter(|security| matches!(security.kind, SecurityKind::ApiKey(..)))
        .map(|security| security.name.as_str())
        .collect();
    let variable = |name: &str| format!("{prefix}_{}", name.to_shouty_snake_case());
    keys.into_iter().map(|name| (name, variable(name))).map(|(name, variable)| quote!((#name, #variable))).collect()
}
