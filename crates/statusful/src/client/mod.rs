//! A client: what all calls of a service have in common.

mod builder;
mod transport;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderMap;

pub use builder::ClientBuilder;
pub(crate) use transport::Transport;

use crate::BuildError;
use crate::auth::Credentials;

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
    pub(crate) transport: Transport,
    pub(crate) server: Option<String>,
    pub(crate) credentials: Credentials,
    pub(crate) headers: HeaderMap,
    pub(crate) timeout: Duration,
    pub(crate) max_body_bytes: usize,
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
        f.debug_struct("Client")
            .field("timeout", &self.0.timeout)
            .field("max_body_bytes", &self.0.max_body_bytes)
            .finish_non_exhaustive()
    }
}
