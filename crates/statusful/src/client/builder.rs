//! The configuration of a client.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};

use super::{Client, Config, DEFAULT_CONNECT_TIMEOUT, DEFAULT_MAX_BODY_BYTES, DEFAULT_TIMEOUT, Transport};
use crate::auth::{Credential, Credentials};
use crate::request::parse_server;
use crate::{BuildError, Secret};

const USER_AGENT: &str = concat!("statusful/", env!("CARGO_PKG_VERSION"));

/// Configures a client. `C` is the generated client that [`build`](Self::build) returns.
///
/// A credential is sent only with operations whose security names its scheme, so that a token never reaches the server
/// of another operation.
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder<C = Client> {
    server: Option<String>,
    credentials: Credentials,
    headers: Vec<(String, String)>,
    timeout: Duration,
    connect_timeout: Duration,
    max_body_bytes: usize,
    http_client: Option<reqwest::Client>,
    client: PhantomData<fn() -> C>,
}

impl<C> ClientBuilder<C> {
    /// The defaults, and no credentials.
    pub fn new() -> Self {
        Self {
            server: None,
            credentials: Credentials::default(),
            headers: vec![("user-agent".to_owned(), USER_AGENT.to_owned())],
            timeout: DEFAULT_TIMEOUT,
            connect_timeout: DEFAULT_CONNECT_TIMEOUT,
            max_body_bytes: DEFAULT_MAX_BODY_BYTES,
            http_client: None,
            client: PhantomData,
        }
    }

    /// Sends all operations to this server instead of those in the document: an absolute `http` or `https` URL. Its
    /// path comes before that of the operation.
    pub fn server(mut self, url: impl Into<String>) -> Self {
        self.server = Some(url.into());
        self
    }

    /// A token for every scheme that takes one: `http` with `bearer`, `oauth2` and `openIdConnect`.
    pub fn bearer_auth(mut self, token: impl Into<Secret>) -> Self {
        self.credentials.set_bearer(token.into());
        self
    }

    /// User and password for every scheme `http` with `basic`.
    pub fn basic_auth(mut self, user: impl Into<String>, password: impl Into<Secret>) -> Self {
        self.credentials.set_basic(user.into(), password.into());
        self
    }

    /// The key for the API-key scheme of this name in the document.
    pub fn api_key(self, scheme: impl Into<String>, key: impl Into<Secret>) -> Self {
        self.credential(scheme, Credential::ApiKey(key.into()))
    }

    /// The credential for the scheme of this name in the document. It comes before [`bearer_auth`](Self::bearer_auth)
    /// and [`basic_auth`](Self::basic_auth).
    pub fn credential(mut self, scheme: impl Into<String>, credential: Credential) -> Self {
        self.credentials.set_named(scheme.into(), credential);
        self
    }

    /// How long a whole call may take, from connecting to the end of the body, or of the head where the body is a stream.
    /// [`DEFAULT_TIMEOUT`] if not set.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How long connecting may take. [`DEFAULT_CONNECT_TIMEOUT`] if not set; without effect on one's own
    /// [`http_client`](Self::http_client).
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// The `User-Agent`. `statusful/<version>` if not set.
    pub fn user_agent(self, value: impl Into<String>) -> Self {
        self.default_header("user-agent", value)
    }

    /// How large the body of a response may be, or one event or line of a stream, in bytes. [`DEFAULT_MAX_BODY_BYTES`] if not set.
    pub fn max_body_bytes(mut self, bytes: usize) -> Self {
        self.max_body_bytes = bytes;
        self
    }

    /// A header for all requests, whatever their server. Secrets are better given as a credential. Parameters of an
    /// operation come before it.
    pub fn default_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Sends with this HTTP client: for proxies, certificates, or connections shared with others.
    ///
    /// Its redirect policy holds for all operations, also for those that document a `3xx`. A policy that follows to
    /// other origins takes API keys in headers along.
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http_client = Some(client);
        self
    }

    /// Builds the client.
    pub fn build(self) -> Result<C, BuildError>
    where
        C: From<Client>,
    {
        if self.server.as_deref().is_some_and(|server| parse_server(server).is_none()) {
            return Err(BuildError::Server);
        }
        let transport = match self.http_client {
            Some(client) => Transport::from(client),
            None => Transport::build(self.connect_timeout).map_err(BuildError::Http)?,
        };
        let config = Config {
            transport,
            server: self.server,
            credentials: self.credentials,
            headers: parse_headers(self.headers)?,
            timeout: self.timeout,
            max_body_bytes: self.max_body_bytes,
        };
        Ok(C::from(Client::from(config)))
    }
}

impl<C> Default for ClientBuilder<C> {
    fn default() -> Self {
        Self::new()
    }
}

impl<C> Clone for ClientBuilder<C> {
    fn clone(&self) -> Self {
        Self {
            server: self.server.clone(),
            credentials: self.credentials.clone(),
            headers: self.headers.clone(),
            http_client: self.http_client.clone(),
            ..*self
        }
    }
}

/// Values of headers may be secret.
impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("credentials", &self.credentials)
            .field("timeout", &self.timeout)
            .field("connect_timeout", &self.connect_timeout)
            .field("max_body_bytes", &self.max_body_bytes)
            .finish_non_exhaustive()
    }
}

fn parse_headers(headers: Vec<(String, String)>) -> Result<HeaderMap, BuildError> {
    let mut parsed = HeaderMap::with_capacity(headers.len());
    for (name, value) in headers {
        match (HeaderName::try_from(&name), HeaderValue::try_from(value.into_bytes())) {
            (Ok(name), Ok(value)) => parsed.insert(name, value),
            _ => return Err(BuildError::Header { name }),
        };
    }
    Ok(parsed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_come_out_when_building() {
        let error = Client::builder().server("/api").build().unwrap_err();
        assert!(matches!(error, BuildError::Server), "{error}");
        let error = Client::builder().user_agent("a\r\nb").build().unwrap_err();
        assert!(matches!(&error, BuildError::Header { name } if name == "user-agent"), "{error}");
        let error = Client::builder().default_header("a b", "c").build().unwrap_err();
        assert!(matches!(&error, BuildError::Header { name } if name == "a b"), "{error}");
    }

    #[test]
    fn no_secret_is_printed() {
        let builder = Client::builder()
            .server("https://host/?key=sk-server")
            .bearer_auth("sk-token")
            .basic_auth("me", "sk-password")
            .api_key("key", "sk-key")
            .default_header("x-key", "sk-header");
        let shown = format!("{builder:?} {:?}", builder.clone().build());
        assert!(!shown.contains("sk-"), "{shown}");
    }

    #[test]
    fn later_headers_replace_earlier_ones() {
        let client = Client::builder().user_agent("one").user_agent("two").build().unwrap();
        assert_eq!(client.config().headers["user-agent"], "two");
    }
}
