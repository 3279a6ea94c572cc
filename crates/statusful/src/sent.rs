//! A request that was sent.

use std::sync::Arc;

use http::Method;
use reqwest::Url;

use crate::operation::OperationInfo;
use crate::request::parse_server;
use crate::show::{Route, ShowRequest, ShowTemplate};
use crate::{Attempt, Redirect};

/// A request that was sent, and the events before its last response or error.
#[derive(Clone)]
pub(crate) struct Sent {
    pub(crate) method: Method,
    /// The URL, before redirects.
    pub(crate) url: Url,
    /// The printable form of the URL.
    pub(crate) route: Route,
    /// The attempts before this one.
    pub(crate) attempts: Arc<[Attempt]>,
    /// The redirects that were followed.
    pub(crate) redirects: Vec<Redirect>,
}

impl Sent {
    /// Creates the record of a request that is about to be sent after these attempts.
    pub(crate) fn new(request: &reqwest::Request, route: Route, attempts: Arc<[Attempt]>) -> Self {
        let (method, url) = (request.method().clone(), request.url().clone());
        Self { method, url, route, attempts, redirects: Vec::new() }
    }

    /// Creates the record of a request that was never sent, for made-up responses and errors.
    pub(crate) fn made_up() -> Self {
        let url = local();
        let route = Route::of(&url, "/");
        Self { method: Method::GET, url, route, attempts: Arc::default(), redirects: Vec::new() }
    }

    /// Creates the record of an operation's request that was never sent. Its path is the template.
    pub(crate) fn of_operation(info: &OperationInfo, server: Option<Url>, attempts: Arc<[Attempt]>) -> Self {
        let mut url = server.or_else(|| parse_server(info.server)).unwrap_or_else(local);
        url.set_path(&format!("{}/{}", url.path().trim_end_matches('/'), info.path.trim_start_matches('/')));
        let route = Route::of(&url, info.path);
        Self { method: info.method.clone(), url, route, attempts, redirects: Vec::new() }
    }

    pub(crate) fn show(&self) -> ShowRequest<'_> {
        ShowRequest(&self.method, &self.url, self.route)
    }

    pub(crate) fn show_url(&self) -> ShowTemplate<'_> {
        ShowTemplate(&self.url, self.route)
    }
}

fn local() -> Url {
    Url::parse("http://localhost/").expect("this is a URL")
}
