//! The client: a handle that every operation is a method of.

use std::collections::BTreeSet;

use heck::ToShoutySnakeCase;
use proc_macro2::TokenStream;
use quote::quote;

use super::Module;
use crate::Settings;
use crate::ir::{Api, SecurityKind};
use crate::tokens::attributes;

/// `src/client.rs`.
pub(super) fn module(api: &Api, settings: &Settings) -> Module {
    let docs = attributes::lines(&format!(
        "A client of {}.\n\nIt is cheap to clone, and clones share one pool of connections.",
        crate::tokens::text::code(&api.title)
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
                    /// A client with the defaults of [`statusful::ClientBuilder`], and no credentials.
                    ///
                    /// # Errors
                    ///
                    /// When TLS cannot be set up.
                    pub fn new() -> Result<Self, statusful::BuildError> {
                        Self::builder().build()
                    }
                    /// A client to be configured: credentials, server, timeouts, limits.
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

/// Which environment variables hold its credentials.
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
