//! `Client`: every operation adds a method to it.

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
    Module {
        path: "src/client.rs".to_owned(),
        head: attributes::inner_lines("The client."),
        items: vec![
            quote! {
                #docs
                #[derive(Debug, Clone)]
                pub struct Client {
                    runtime: statusful::Client,
                }
            },
            quote! {
                impl Client {
                    /// Creates a client with the defaults of [`statusful::ClientBuilder`] and without credentials.
                    ///
                    /// # Errors
                    ///
                    /// Returns an error if TLS cannot be initialized.
                    pub fn new() -> Result<Self, statusful::BuildError> {
                        Self::builder().build()
                    }
                    /// Returns a builder, which configures credentials, server, timeouts and limits.
                    pub fn builder() -> statusful::ClientBuilder<Self> {
                        statusful::ClientBuilder::new()
                    }
                    pub(crate) fn runtime(&self) -> &statusful::Client {
                        &self.runtime
                    }
                }
            },
            environment(api, settings),
            quote! {
                impl From<statusful::Client> for Client {
                    fn from(runtime: statusful::Client) -> Self {
                        Self { runtime }
                    }
                }
            },
        ],
    }
}

/// Returns the implementation of `Environment`, which names the environment variables of credentials.
fn environment(api: &Api, settings: &Settings) -> TokenStream {
    let prefix = settings.package.crate_name().to_shouty_snake_case();
    let schemes = api.operations().flat_map(|operation| operation.security.iter().flatten());
    let keys: BTreeSet<_> = schemes
        .filter(|security| matches!(security.kind, SecurityKind::ApiKey(..)))
        .map(|security| security.name.as_str())
        .collect();
    let keys = keys.into_iter().map(|name| {
        let variable = format!("{prefix}_{}", name.to_shouty_snake_case());
        quote!((#name, #variable))
    });
    quote! {
        impl statusful::Environment for Client {
            const PREFIX: &'static str = #prefix;
            const API_KEYS: &'static [(&'static str, &'static str)] = &[#(#keys),*];
        }
    }
}
