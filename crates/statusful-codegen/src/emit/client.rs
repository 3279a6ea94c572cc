//! The client: a handle that every operation is a method of.

use quote::quote;

use super::{Module, attributes};
use crate::ir::Api;

/// `src/client.rs`.
pub(super) fn module(api: &Api) -> Module {
    let docs = attributes::lines(&format!(
        "A client of {}.\n\nIt is cheap to clone, and clones share one pool of connections.",
        super::text::code(&api.title)
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
