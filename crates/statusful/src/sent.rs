//! A request that was sent.

use std::sync::Arc;

use http::Method;
use reqwest::Url;

use crate::show::{Route, ShowRequest, ShowTemplate};
use crate::{Attempt, Redirect};

/// A request that was sent, and what happened before its last response or error.
pub(crate) struct Sent {
    pub(crate) method: Method,
    /// The URL, before redirects.
    pub(crate) url: Url,
    /// What is printed of the URL.
    pub(crate) route: Route,
    /// The attempts before this one.
    pub(crate) attempts: Arc<[Attempt]>,
    /// The redirects that were followed.
    pub(crate) redirects: Vec<Redirect>,
}

impl Sent {
    /// A request that is about to be sent, after these attempts.
    pub(crate) fn new(request: &reqwest::Request, route: Route, attempts: Arc<[Attempt]>) -> Self {
        let (method, url) = (request.method().clone(), request.url().clone());
        Self { method, url, route, attempts, redirects: Vec::new() }
    }

    pub(crate) fn show(&self) -> ShowRequest<'_> {
        ShowRequest(&self.method, &self.url, self.route)
    }

    pub(crate) fn show_url(&self) -> ShowTemplate<'_> {
        ShowTemplate(&self.url, self.route)
    }
}
