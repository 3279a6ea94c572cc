//! The servers of the document, each parsed once.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use reqwest::Url;

use crate::request::parse_server;

/// The parsed URLs of the document's servers that calls have used.
#[derive(Default)]
pub(crate) struct DocumentedServers(RwLock<HashMap<&'static str, Option<Url>>>);

impl DocumentedServers {
    /// Returns the URL of a server, or `None` if it is not an absolute `http` or `https` URL.
    pub(crate) fn url(&self, server: &'static str) -> Option<Url> {
        if let Some(known) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(server) {
            return known.clone();
        }
        let url = parse_server(server);
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(server, url.clone());
        url
    }
}
