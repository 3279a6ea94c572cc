//! A call with its client and its operation, and the settings that result.

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

/// The settings of the call, else of its client, else of the document.
impl Outgoing<'_> {
    /// The total time limit of the call.
    pub(super) fn timeout(&self) -> Duration {
        self.options.timeout.unwrap_or(self.config.timeout())
    }

    /// The time limit of each attempt.
    pub(super) fn attempt_timeout(&self) -> Duration {
        self.options.attempt_timeout.or(self.config.options.attempt_timeout).unwrap_or(Duration::MAX)
    }

    /// The maximum size of the response body, in bytes.
    pub(super) fn max_body_bytes(&self) -> usize {
        self.options.max_body_bytes.unwrap_or(self.config.max_body_bytes())
    }

    /// The server's URL.
    pub(super) fn server(&self) -> &str {
        self.options.server.as_deref().or(self.config.options.server.as_deref()).unwrap_or(self.info.server)
    }

    /// The call, to resume the stream that it returns. Repeating it must not change anything on the server.
    pub(super) fn resume(&self) -> Option<Resume> {
        let Self { request, options, info, .. } = *self;
        let is_safe = info.method == Method::GET && request.is_replayable();
        is_safe.then(|| Resume { request: request.clone(), options: options.clone(), info })
    }

    /// The server's URL, parsed.
    pub(super) fn server_url(&self) -> Result<Url, RequestError> {
        let url = match (&self.options.server, &self.config.server) {
            (Some(server), _) => parse_server(server),
            (None, Some(url)) => Some(url.clone()),
            (None, None) => self.config.documented_servers.url(self.info.server),
        };
        url.ok_or_else(|| invalid_server(self.server()))
    }

    /// The redirects that are followed.
    pub(super) fn redirects(&self) -> RedirectPolicy {
        match self.info.redirects {
            Redirects::Followed => self.config.redirects,
            Redirects::Returned => RedirectPolicy::never(),
        }
    }
}
