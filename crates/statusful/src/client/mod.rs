//! The client, which contains everything that the calls of a service share.

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

/// The default total time limit of a call: 30 seconds.
pub const DEFAULT_TIMEOUT: Duration = Duration::from_secs(30);

/// The default time limit for connecting: 10 seconds.
pub const DEFAULT_CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// The default maximum size of a response body: 8 MiB.
pub const DEFAULT_MAX_BODY_BYTES: usize = 8 * 1024 * 1024;

/// Connections, credentials and defaults, shared by all calls.
///
/// Clones are cheap and share everything. Generated clients wrap this type.
#[derive(Clone)]
pub struct Client(Arc<Config>);

/// The configuration from the builder.
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
    /// Whether credentials may be sent over `http` to hosts other than this one.
    pub(crate) allows_cleartext_credentials: bool,
    #[cfg(feature = "blocking")]
    pub(crate) blocking: BlockingClient,
}

impl Config {
    pub(crate) fn timeout(&self) -> Duration {
        self.options.timeout.unwrap_or(DEFAULT_TIMEOUT)
    }

    /// Returns the debug log, if entries are currently written.
    pub(crate) fn debug_log(&self) -> Option<&DebugLog> {
        self.debug_log.as_ref().filter(|log| log.is_enabled())
    }

    pub(crate) fn max_body_bytes(&self) -> usize {
        self.options.max_body_bytes.unwrap_or(DEFAULT_MAX_BODY_BYTES)
    }
}

impl Client {
    /// Creates a builder.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    /// Creates a client with the defaults and without credentials.
    ///
    /// # Errors
    ///
    /// Returns an error if the HTTP client cannot be created.
    pub fn new() -> Result<Self, BuildError> {
        Self::builder().build()
    }

    /// Creates a client that sends nothing: each attempt returns the next of these outcomes, and waits take no time.
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
