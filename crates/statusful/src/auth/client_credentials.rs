//! OAuth 2.0 client credentials (RFC 6749, section 4.4): a token fetched, kept, and fetched again.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::time::{Duration, Instant};

use http::Method;
use http::header::{ACCEPT, CONTENT_TYPE};
use reqwest::Url;
use serde::{Deserialize, Deserializer};
use tokio::sync::Mutex;

use super::Credential;
use super::provider::{BoxError, CredentialFuture, CredentialProvider, CredentialRequest};
use super::scheme::SchemeKind;
use crate::request::parse_server;
use crate::{Secret, param};

/// How long before it expires a token is taken for expired.
const MARGIN: Duration = Duration::from_secs(30);

/// How long a token is used whose endpoint does not say when it expires.
const UNSTATED: Duration = Duration::from_secs(300);

/// How long fetching a token may take.
const TIMEOUT: Duration = Duration::from_secs(30);

/// How large the answer of a token endpoint may be, in bytes.
const MAX_ANSWER: usize = 64 * 1024;

/// Tokens by OAuth 2.0 client credentials (RFC 6749, section 4.4).
///
/// A token is fetched when the first call needs it, by one of however many calls at the time, kept until half a minute
/// before it expires (five minutes where the endpoint does not say when), and fetched again then, or when a server
/// answers `401` to it. The endpoint is the document's `tokenUrl`, and the scopes are those of the operation, unless
/// said otherwise here. Client and secret go in `Authorization: Basic` (section 2.3.1).
pub struct ClientCredentials {
    id: String,
    secret: Secret,
    token_url: Option<String>,
    scopes: Option<Vec<String>>,
    tokens: Mutex<HashMap<(String, String), Kept>>,
}

struct Kept {
    token: Secret,
    until: Instant,
}

impl ClientCredentials {
    /// The credentials of a client.
    pub fn new(id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self { id: id.into(), secret: secret.into(), token_url: None, scopes: None, tokens: Mutex::default() }
    }

    /// Fetches tokens here instead of from the document's `tokenUrl`: an absolute `http` or `https` URL.
    #[must_use]
    pub fn token_url(self, url: impl Into<String>) -> Self {
        Self { token_url: Some(url.into()), ..self }
    }

    /// Asks for these scopes instead of those of the operation.
    #[must_use]
    pub fn scopes<S: Into<String>>(self, scopes: impl IntoIterator<Item = S>) -> Self {
        Self { scopes: Some(scopes.into_iter().map(Into::into).collect()), ..self }
    }

    async fn token(&self, request: CredentialRequest) -> Result<Credential, BoxError> {
        let (documented, scopes) = match request.scheme.kind {
            SchemeKind::OAuth2 { token_url, scopes } => (token_url, scopes),
            _ => ("", &[] as &[&str]),
        };
        let scope = self.scopes.as_ref().map_or_else(|| scopes.join(" "), |scopes| scopes.join(" "));
        let endpoint = self.token_url.as_deref().unwrap_or(documented);
        let endpoint = endpoint_url(endpoint, &request.server).ok_or(TokenError::Endpoint)?;
        let key = (endpoint.to_string(), scope);
        // Held while a token is fetched, so that calls that need the same one wait for it rather than fetch it too.
        let mut tokens = self.tokens.lock().await;
        if let Some(kept) = tokens.get(&key)
            && kept.until > request.clock.now()
            && request.rejected.as_ref() != Some(&Credential::Bearer(kept.token.clone()))
        {
            return Ok(Credential::Bearer(kept.token.clone()));
        }
        let granted = self.fetch(endpoint, &key.1, &request).await?;
        let lifetime = granted.expires_in.0.map_or(UNSTATED, Duration::from_secs).saturating_sub(MARGIN);
        if let Some(until) = request.clock.now().checked_add(lifetime) {
            tokens.insert(key, Kept { token: granted.access_token.clone(), until });
        }
        Ok(Credential::Bearer(granted.access_token))
    }

    async fn fetch(&self, endpoint: Url, scope: &str, asked: &CredentialRequest) -> Result<Granted, BoxError> {
        let mut form = BTreeMap::from([("grant_type", "client_credentials")]);
        if !scope.is_empty() {
            form.insert("scope", scope);
        }
        let body = param::form(&form, &[]).map_err(|error| error.to_string())?;
        // Both are form-encoded before they are put together (RFC 6749, section 2.3.1).
        let (id, secret) = (param::encode(&self.id), param::encode(self.secret.expose_secret()));
        let request = asked
            .transport
            .request(Method::POST, endpoint)
            .basic_auth(id, Some(secret))
            .header(ACCEPT, "application/json")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body)
            .build()
            .map_err(|_| TokenError::Endpoint)?;
        tokio::time::timeout(TIMEOUT, answer(asked, request)).await.map_err(|_| TokenError::TimedOut)?
    }
}

async fn answer(asked: &CredentialRequest, request: reqwest::Request) -> Result<Granted, BoxError> {
    // A redirect is not followed: it would take the client's secret elsewhere.
    let mut response = asked.transport.http.execute(request).await.map_err(|_| TokenError::Unreachable)?;
    let status = response.status();
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|_| TokenError::Unreachable)? {
        body.extend_from_slice(&chunk);
        if body.len() > MAX_ANSWER {
            return Err(TokenError::Malformed.into());
        }
    }
    if status.is_success() {
        return serde_json::from_slice(&body).map_err(|_| TokenError::Malformed.into());
    }
    let code = serde_json::from_slice::<Refused>(&body).map(|refused| refused.error).unwrap_or_default();
    Err(TokenError::Refused { status: status.as_u16(), code: shown(&code) }.into())
}

/// A token endpoint's answer (RFC 6749, section 5.1).
#[derive(Deserialize)]
struct Granted {
    access_token: Secret,
    #[serde(default)]
    expires_in: Lifetime,
}

/// How long a token lasts, in seconds. Some endpoints write it as text or with a fraction; what is neither counts as not
/// stated, for the token is good all the same.
#[derive(Default)]
struct Lifetime(Option<u64>);

impl<'de> Deserialize<'de> for Lifetime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = serde_json::Value::deserialize(deserializer)?;
        let text = written.as_str().map_or_else(|| written.to_string(), str::to_owned);
        let whole = text.split('.').next().unwrap_or_default();
        Ok(Self(whole.trim().parse().ok()))
    }
}

/// Its refusal (RFC 6749, section 5.2).
#[derive(Deserialize)]
struct Refused {
    error: String,
}

/// A token endpoint's URL; a relative one is below the server.
fn endpoint_url(endpoint: &str, server: &str) -> Option<Url> {
    match parse_server(endpoint) {
        Some(url) => Some(url),
        None if endpoint.is_empty() => None,
        None => parse_server(server)?.join(endpoint).ok().filter(|url| matches!(url.scheme(), "http" | "https")),
    }
}

/// An error code without anything that could not be one (section 5.2 allows printable ASCII).
fn shown(code: &str) -> String {
    code.chars().filter(|c| c.is_ascii_alphanumeric() || "_-.".contains(*c)).take(64).collect()
}

impl CredentialProvider for ClientCredentials {
    fn credential(&self, request: CredentialRequest) -> CredentialFuture<'_> {
        Box::pin(self.token(request))
    }
}

impl fmt::Debug for ClientCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientCredentials").field("scopes", &self.scopes).finish_non_exhaustive()
    }
}

/// Why there is no token.
#[derive(Debug, Clone, PartialEq, Eq)]
enum TokenError {
    Endpoint,
    Unreachable,
    TimedOut,
    Malformed,
    Refused { status: u16, code: String },
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Endpoint => {
                f.write_str("there is no token endpoint: the document names none, and neither did the caller")
            }
            Self::Unreachable => f.write_str("the token endpoint could not be reached"),
            Self::TimedOut => f.write_str("the token endpoint did not answer in time"),
            Self::Malformed => f.write_str("the answer of the token endpoint holds no token"),
            Self::Refused { status, code } if code.is_empty() => write!(f, "the token endpoint answered {status}"),
            Self::Refused { status, code } => write!(f, "the token endpoint answered {status}, {code}"),
        }
    }
}

impl std::error::Error for TokenError {}
