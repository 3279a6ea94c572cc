//! A client: what all calls of a service have in common.

mod builder;
mod globals;
mod outcomes;
mod servers;
mod service;
mod transport;
mod user_agent;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

pub use builder::ClientBuilder;
pub(crate) use globals::GlobalLocation;
pub use globals::{GlobalParameter, Globals};
pub(crate) use outcomes::{Outcomes, SkippingClock};
use reqwest::Url;
use servers::DocumentedServers;
pub use service::HttpService;
pub(crate) use transport::{ResponseSource, Transport};

#[cfg(feature = "blocking")]
use crate::auth::BoxError;
#[cfg(feature = "blocking")]
use crate::blocking::BlockingClient;
use crate::debug_log::DebugLog;
use crate::hook::AnyHook;
use crate::trace::Inject;
use crate::{BuildError, CallOptions, Clock, Error, Never, RawResponse, RedirectPolicy, RetryBudget};

/// How long a whole call may take, unless it is told otherwise: 30 seconds.
pub const DEFAULT_TIMEOUT: Duration = Duration::from_secs(30);

/// How long connecting may take, unless the client is told otherwise: 10 seconds.
pub const DEFAULT_CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// How large a response's body may be, unless the client is told otherwise: 8 MiB.
pub const DEFAULT_MAX_BODY_BYTES: usize = 8 * 1024 * 1024;

/// Connections, credentials and defaults, shared by all calls.
///
/// A clone is cheap and shares everything. Generated clients wrap it.
#[derive(Clone)]
pub struct Client(Arc<Config>);

/// What the builder decided.
pub(crate) struct Config {
    pub(crate) source: ResponseSource,
    pub(crate) redirects: RedirectPolicy,
    pub(crate) options: CallOptions,
    pub(crate) globals: Globals,
    /// The server in `options`, parsed.
    pub(crate) server: Option<Url>,
    pub(crate) documented_servers: DocumentedServers,
    pub(crate) hooks: Vec<Arc<dyn AnyHook>>,
    pub(crate) trace_context: Option<Inject>,
    pub(crate) debug_log: Option<DebugLog>,
    pub(crate) retry_budget: Arc<RetryBudget>,
    pub(crate) clock: Arc<dyn Clock>,
    /// Whether credentials may be sent over `http` to other hosts than this one.
    pub(crate) allows_cleartext_credentials: bool,
    #[cfg(feature = "blocking")]
    pub(crate) blocking: BlockingClient,
}

impl Config {
    pub(crate) fn timeout(&self) -> Duration {
        self.options.timeout.unwrap_or(DEFAULT_TIMEOUT)
    }

    /// The debug log, if entries are written now.
    pub(crate) fn debug_log(&self) -> Option<&DebugLog> {
        self.debug_log.as_ref().filter(|log| log.is_enabled())
    }

    pub(crate) fn max_body_bytes(&self) -> usize {
        self.options.max_body_bytes.unwrap_or(DEFAULT_MAX_BODY_BYTES)
    }
}

impl Client {
    /// Starts to configure a client.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    /// A client with the defaults, and without credentials.
    pub fn new() -> Result<Self, BuildError> {
        Self::builder().build()
    }

    /// A client that sends nothing: each attempt has the next of these outcomes, and no wait takes any time.
    pub(crate) fn of_outcomes(outcomes: impl IntoIterator<Item = Result<RawResponse, Error<Never>>>) -> Self {
        Self::from(Config {
            source: ResponseSource::Outcomes(Outcomes::new(outcomes)),
            redirects: RedirectPolicy::never(),
            options: CallOptions::new(),
            globals: Globals::default(),
            server: None,
            documented_servers: DocumentedServers::default(),
            hooks: Vec::new(),
            trace_context: None,
            debug_log: None,
            retry_budget: Arc::default(),
            clock: Arc::new(SkippingClock::new()),
            allows_cleartext_credentials: false,
            #[cfg(feature = "blocking")]
            blocking: BlockingClient::new(ClientBuilder::new()),
        })
    }

    /// Returns the client for blocking calls.
    #[cfg(feature = "blocking")]
    pub(crate) fn blocking(&self) -> Result<Self, BoxError> {
        match &self.0.source {
            ResponseSource::Transport(_) => self.0.blocking.get(),
            ResponseSource::Outcomes(_) => Ok(self.clone()),
        }
    }

    pub(crate) fn config(&self) -> &Config {
        &self.0
    }
}

impl From<Config> for Client {
    fn from(config: Config) -> Self {
        Self(Arc::new(config))
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("options", &self.0.options).finish_non_exhaustive()
    }
}
