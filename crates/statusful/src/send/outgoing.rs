//! A call with its client and its operation, and the resulting settings.

use std::time::Duration;

use http::Method;
use reqwest::Url;

use crate::client::Config;
use crate::error::RequestError;
use crate::operation::OperationInfo;
use crate::options::CallOptions;
use crate::request::{Request, invalid_server, parse_server};
use crate::stream::Resume;
use crate::{RedirectPolicy, Redirects};

/// A call with the configuration of its client and of its operation.
#[derive(Clone, Copy)]
pub(super) struct Outgoing<'a> {
    pub(super) config: &'a Config,
    pub(super) request: &'a Request,
    pub(super) options: &'a CallOptions,
    pub(super) info: &'static OperationInfo,
}

/// Each setting is that of the call, its client or the document, in this order.
impl Outgoing<'_> {
    /// Returns the total time limit of the call.
    pub(super) fn timeout(&self) -> Duration {
        self.options.timeout.unwrap_or(self.config.timeout())
    }

    /// Returns the time limit of each attempt.
    pub(super) fn attempt_timeout(&self) -> Duration {
        self.options.attempt_timeout.or(self.config.options.attempt_timeout).unwrap_or(Duration::MAX)
    }

    /// Returns the maximum size of the response body, in bytes.
    pub(super) fn max_body_bytes(&self) -> usize {
        self.options.max_body_bytes.unwrap_or(self.config.max_body_bytes())
    }

    /// Returns the server's URL.
    pub(super) fn server(&self) -> &str {
        self.options.server.as_deref().or(self.config.options.server.as_deref()).unwrap_or(self.info.server)
    }

    /// Returns the call that resumes a returned stream. Repeating it must be safe.
    pub(super) fn resume(&self) -> Option<Resume> {
        let Self { request, options, info, .. } = *self;
        let is_safe = info.method == Method::GET && request.is_replayable();
        is_safe.then(|| Resume { request: request.clone(), options: options.clone(), info })
    }

    /// Returns the parsed URL of the server.
    pub(super) fn server_url(&self) -> Result<Url, RequestError> {
        let url = match (&self.options.server, &self.config.server) {
            (Some(server), _) => parse_server(server),
            (None, Some(url)) => Some(url.clone()),
            (None, None) => self.config.documented_servers.url(self.info.server),
        };
        url.ok_or_else(|| invalid_server(self.server()))
    }

    /// Returns the redirect policy.
    pub(super) fn redirects(&self) -> RedirectPolicy {
        match self.info.redirects {
            Redirects::Followed => self.config.redirects,
            Redirects::Returned => RedirectPolicy::never(),
        }
    }
}
