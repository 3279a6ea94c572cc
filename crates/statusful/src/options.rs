//! Options of a call, or defaults for all calls of a client.

use std::fmt;
use std::time::Duration;

use http::{HeaderMap, HeaderName};
use serde::Serialize;

use crate::auth::{ClientCredentials, Credential, CredentialProvider, Credentials};
use crate::error::{RequestError, RequestErrorKind};
use crate::param::{self, Pair, Style};
use crate::request::parse_header;
use crate::{RetryPolicy, Secret};

/// The header of an idempotency key (IETF draft `idempotency-key-header`).
pub(crate) const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Options of a call ([`Call::options`](crate::Call::options)), or defaults for all calls of a client
/// ([`ClientBuilder::options`](crate::ClientBuilder::options)).
///
/// Options of a call take precedence over those of its client, and those over the document. Most setters are also
/// methods of [`Call`](crate::Call) and [`ClientBuilder`](crate::ClientBuilder).
///
/// | option | default |
/// | --- | --- |
/// | [`timeout`](Self::timeout) | 30 s |
/// | [`attempt_timeout`](Self::attempt_timeout) | the limit of the call |
/// | [`retry`](Self::retry) | the document's `x-retries`, or [`RetryPolicy::never`] without it |
/// | [`server`](Self::server) | the document's server |
/// | [`header`](Self::header), [`query`](Self::query) | none |
/// | [`bearer_auth`](Self::bearer_auth), [`basic_auth`](Self::basic_auth), [`api_key`](Self::api_key), [`credential`](Self::credential) | none |
/// | [`idempotency_key`](Self::idempotency_key) | none |
/// | [`max_body_bytes`](Self::max_body_bytes) | 8 MiB |
#[derive(Clone, Default)]
pub struct CallOptions {
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) server: Option<String>,
    pub(crate) headers: HeaderMap,
    /// The headers that a null removes. None of them is in `headers`.
    pub(crate) removed: Vec<HeaderName>,
    pub(crate) query: Vec<(String, Vec<Pair>)>,
    pub(crate) credentials: Credentials,
    pub(crate) max_body_bytes: Option<usize>,
    /// The first error in headers and queries. It is returned when a request is built.
    pub(crate) error: Option<RequestError>,
}

impl CallOptions {
    /// Creates options without any value set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the total time limit, from connecting to the end of the body, including retries and the waits between them.
    /// If the body is a stream, the limit ends when the response head arrives.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Sets the time limit of each attempt of a call.
    #[must_use]
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// Sets the retry policy.
    #[must_use]
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = Some(policy);
        self
    }

    /// Appends the number of a page to a key, if there is one.
    pub(crate) fn number_key(&mut self, name: &HeaderName, page: usize) {
        crate::request::number_key(&mut self.headers, name, page);
    }

    /// Sets the server: an absolute `http` or `https` URL. The paths of operations are appended to its path.
    #[must_use]
    pub fn server(mut self, url: impl Into<String>) -> Self {
        self.server = Some(url.into());
        self
    }

    /// Adds a header. On a call, it replaces any header with this name, including credentials. On a client, parameters
    /// and credentials take precedence over it. A null removes the header that it would have replaced.
    #[must_use]
    pub fn header(mut self, name: impl AsRef<str>, value: impl Serialize) -> Self {
        match parse_header(name.as_ref(), Style::SIMPLE, &value) {
            Ok((name, Some(value))) => {
                self.removed.retain(|removed| *removed != name);
                self.headers.insert(name, value);
            }
            Ok((name, None)) => {
                self.headers.remove(&name);
                self.removed.push(name);
            }
            Err(message) => self.fail(RequestErrorKind::Header, message),
        }
        self
    }

    /// Adds a query parameter, in addition to any with this name.
    #[must_use]
    pub fn query(mut self, name: impl AsRef<str>, value: impl Serialize) -> Self {
        let name = name.as_ref();
        match param::query(name, Style::FORM, &value) {
            Ok(pairs) => self.query.push((name.to_owned(), pairs)),
            Err(error) => self.fail(RequestErrorKind::Parameter, format!("the parameter `{name}` {error}")),
        }
        self
    }

    /// Sets the token for every scheme that uses one: `http` with `bearer`, `oauth2` and `openIdConnect`.
    #[must_use]
    pub fn bearer_auth(mut self, token: impl Into<Secret>) -> Self {
        self.credentials.set_bearer(token.into());
        self
    }

    /// Sets the user name and the password for every scheme `http` with `basic`.
    #[must_use]
    pub fn basic_auth(mut self, user: impl Into<String>, password: impl Into<Secret>) -> Self {
        self.credentials.set_basic(user.into(), password.into());
        self
    }

    /// Sets the key for the API key scheme with this name in the document.
    #[must_use]
    pub fn api_key(self, scheme: impl Into<String>, key: impl Into<Secret>) -> Self {
        self.credential(scheme, Credential::ApiKey(key.into()))
    }

    /// Sets the credential for the scheme with this name in the document. It takes precedence over
    /// [`bearer_auth`](Self::bearer_auth) and [`basic_auth`](Self::basic_auth).
    #[must_use]
    pub fn credential(mut self, scheme: impl Into<String>, credential: Credential) -> Self {
        self.credentials.set_named(scheme.into(), credential);
        self
    }

    /// Sets the provider of the credential for the scheme with this name in the document.
    #[must_use]
    pub fn credential_provider(mut self, scheme: impl Into<String>, provider: impl CredentialProvider) -> Self {
        self.credentials.provide_named(scheme.into(), provider);
        self
    }

    /// Sets the provider of the token for every scheme that uses one.
    #[must_use]
    pub fn bearer_auth_provider(mut self, provider: impl CredentialProvider) -> Self {
        self.credentials.provide_bearer(provider);
        self
    }

    /// Sets the client credentials that fetch tokens for every scheme `oauth2` with the flow `clientCredentials`.
    #[must_use]
    pub fn client_credentials(mut self, credentials: ClientCredentials) -> Self {
        self.credentials.provide_oauth2(credentials);
        self
    }

    /// Sets the idempotency key, which is sent in the header `Idempotency-Key` and lets the server recognize the
    /// attempts of a call. With a key, requests with any method can be retried. Use a different key for each call.
    #[must_use]
    pub fn idempotency_key(self, key: impl AsRef<str>) -> Self {
        self.header(IDEMPOTENCY_KEY, key.as_ref())
    }

    /// Sets the maximum size of a response body in bytes, or of each event or line of a stream.
    #[must_use]
    pub fn max_body_bytes(mut self, bytes: usize) -> Self {
        self.max_body_bytes = Some(bytes);
        self
    }

    /// Returns these options, with unset ones taken from `others`.
    #[must_use]
    pub fn or(self, others: Self) -> Self {
        let (mut headers, mut removed) = (others.headers, others.removed);
        self.removed.iter().for_each(|name| drop(headers.remove(name)));
        removed.retain(|name| !self.headers.contains_key(name));
        removed.extend(self.removed);
        headers.extend(self.headers);
        Self {
            timeout: self.timeout.or(others.timeout),
            attempt_timeout: self.attempt_timeout.or(others.attempt_timeout),
            retry: self.retry.or(others.retry),
            server: self.server.or(others.server),
            headers,
            removed,
            query: others.query.into_iter().chain(self.query).collect(),
            credentials: self.credentials.or(&others.credentials),
            max_body_bytes: self.max_body_bytes.or(others.max_body_bytes),
            error: self.error.or(others.error),
        }
    }

    fn fail(&mut self, kind: RequestErrorKind, message: String) {
        self.error.get_or_insert_with(|| RequestError::new(kind, message));
    }
}

/// Does not print values of headers and queries, or the server's URL, which may be secret.
impl fmt::Debug for CallOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallOptions")
            .field("timeout", &self.timeout)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("retry", &self.retry)
            .field("credentials", &self.credentials)
            .field("max_body_bytes", &self.max_body_bytes)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_first_comes_before_the_rest() {
        let call = CallOptions::new().timeout(Duration::from_secs(1)).header("a", "call").query("q", 1);
        let client = CallOptions::new()
            .timeout(Duration::from_secs(9))
            .attempt_timeout(Duration::from_secs(3))
            .header("a", "client")
            .header("b", "client")
            .query("q", 2);
        let both = call.or(client);
        assert_eq!(both.timeout, Some(Duration::from_secs(1)));
        assert_eq!(both.attempt_timeout, Some(Duration::from_secs(3)));
        assert_eq!((&both.headers["a"], &both.headers["b"]), (&"call".parse().unwrap(), &"client".parse().unwrap()));
        assert_eq!(both.query.len(), 2);
    }

    #[test]
    fn no_secret_is_printed() {
        let options = CallOptions::new()
            .server("https://host/?key=sk-server")
            .bearer_auth("sk-token")
            .basic_auth("me", "sk-password")
            .api_key("key", "sk-key")
            .header("x-key", "sk-header")
            .query("key", "sk-query");
        let shown = format!("{options:?}");
        assert!(!shown.contains("sk-"), "{shown}");
    }

    #[test]
    fn the_first_fault_is_kept() {
        let options = CallOptions::new().header("a b", "sk-value").header("c d", "x");
        let error = options.error.unwrap().to_string();
        assert!(error.contains("a b") && !error.contains("sk-value"), "{error}");
    }
}
