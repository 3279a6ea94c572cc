//! A request that was sent.

use std::sync::Arc;

use http::Method;
use reqwest::Url;

use crate::{Attempt, Redirect};

/// A request that was sent, and what happened before its last response or error.
pub(crate) struct Sent {
    pub(crate) method: Method,
    /// The URL, before redirects.
    pub(crate) url: Url,
    /// The attempts before this one.
    pub(crate) attempts: Arc<[Attempt]>,
    /// The redirects that were followed.
    pub(crate) redirects: Vec<Redirect>,
}
