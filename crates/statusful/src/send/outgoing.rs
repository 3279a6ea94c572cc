//! Everything known about a call before it is sent.

use std::time::Duration;

use crate::auth::Credentials;
use crate::client::Config;
use crate::head::ResponseHead;
use crate::operation::{OperationInfo, Reading};
use crate::options::CallOptions;
use crate::request::Request;

/// A call, and what its client and its operation say.
#[derive(Clone, Copy)]
pub(super) struct Outgoing<'a> {
    pub(super) config: &'a Config,
    pub(super) request: &'a Request,
    pub(super) options: &'a CallOptions,
    pub(super) info: &'a OperationInfo,
    pub(super) reading: fn(&ResponseHead) -> Reading,
}

/// What holds: the word of the call, else of its client, else of the document.
impl Outgoing<'_> {
    /// How long the whole call may take.
    pub(super) fn timeout(&self) -> Duration {
        self.options.timeout.unwrap_or(self.config.timeout())
    }

    /// How long each attempt may take.
    pub(super) fn attempt_timeout(&self) -> Duration {
        self.options.attempt_timeout.or(self.config.options.attempt_timeout).unwrap_or(Duration::MAX)
    }

    /// How large the body may be.
    pub(super) fn max_body_bytes(&self) -> usize {
        self.options.max_body_bytes.unwrap_or(self.config.max_body_bytes())
    }

    /// Where it goes.
    pub(super) fn server(&self) -> &str {
        self.options.server.as_deref().or(self.config.options.server.as_deref()).unwrap_or(self.info.server)
    }

    /// All credentials at hand.
    pub(super) fn credentials(&self) -> Credentials {
        self.options.credentials.clone().or(&self.config.options.credentials)
    }
}
