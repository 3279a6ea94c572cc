//! OAuth 2.0 client credentials (RFC 6749, section 4.4): fetches, caches and renews tokens.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::Method;
use http::header::{ACCEPT, CONTENT_TYPE};
use reqwest::Url;
use serde::{Deserialize, Deserializer};
use tokio::time::timeout;

use super::Credential;
use super::provider::{BoxError, CredentialFuture, CredentialProvider, CredentialRequest};
use super::scheme::SchemeKind;
use super::tokens::{Fetching, Found, Tokens};
use crate::error::without_url;
use crate::request::parse_server;
use crate::send::is_readable_by_others;
use crate::{Secret, param};

/// The assumed lifetime of a token if the token endpoint does not specify it.
const UNSTATED: Duration = Duration::from_secs(300);

/// The time limit for fetching a token.
const TIMEOUT: Duration = Duration::from_secs(30);

/// The maximum size of a token endpoint's response, in bytes.
const MAX_ANSWER: usize = 64 * 1024;

/// Fetches tokens with OAuth 2.0 client credentials (RFC 6749, section 4.4).
///
/// A token is fetched when the first call needs it, once for all concurrent calls that need the same one, and even if
/// these are cancelled. It is cached for nine tenths of its lifetime or until half a minute before its end, whichever
/// is later, and for at most one day; if the lifetime is unknown, for four and a half minutes. It is fetched again
/// after that, or when a server returns `401` for it. If servers reject one new token after another, the waits before
/// the next ones grow. By default, the endpoint is the document's `tokenUrl`, and the scopes are those of the
/// operation. The client id and the secret are sent as `Authorization: Basic` (section 2.3.1).
pub struct ClientCredentials {
    id: String,
    secret: Secret,
    token_url: Option<String>,
    scopes: Option<Vec<String>>,
    tokens: Arc<Tokens<TokenError>>,
}

impl ClientCredentials {
    /// Creates the credentials from a client id and a client secret.
    pub fn new(id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self { id: id.into(), secret: secret.into(), token_url: None, scopes: None, tokens: Arc::default() }
    }

    /// Sets the token endpoint, an absolute `http` or `https` URL. Defaults to the document's `tokenUrl`.
    #[must_use]
    pub fn token_url(self, url: impl Into<String>) -> Self {
        Self { token_url: Some(url.into()), ..self }
    }

    /// Sets the requested scopes. Defaults to those of the operation.
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
        if !request.allows_cleartext && is_readable_by_others(&endpoint) {
            return Err(TokenError::Cleartext.into());
        }
        let key = (endpoint.to_string(), scope);
        let rejected = match &request.rejected {
            Some(Credential::Bearer(token)) => Some(token),
            _ => None,
        };
        let waiting = match self.tokens.find(&key, rejected, request.clock.now()) {
            Found::Token(token) => return Ok(Credential::Bearer(token)),
            Found::Fetching(waiting) => waiting,
            Found::Nothing(fetching, waiting) => {
                let asked = self.request(endpoint, &key.1, &request)?;
                tokio::spawn(fetch(request, asked, Arc::clone(&self.tokens), fetching));
                waiting
            }
        };
        let token = waiting.outcome(TIMEOUT).await.unwrap_or(Err(TokenError::TimedOut))?;
        Ok(Credential::Bearer(token))
    }

    fn request(&self, endpoint: Url, scope: &str, asked: &CredentialRequest) -> Result<reqwest::Request, BoxError> {
        let mut form = BTreeMap::from([("grant_type", "client_credentials")]);
        if !scope.is_empty() {
            form.insert("scope", scope);
        }
        let body = param::form(&form, &[]).map_err(|error| error.to_string())?;
        // Both are form-encoded before they are joined (RFC 6749, section 2.3.1).
        let (id, secret) = (param::encode(&self.id), param::encode(self.secret.expose_secret()));
        let request = asked
            .transport
            .request(Method::POST, endpoint)
            .basic_auth(id, Some(secret))
            .header(ACCEPT, "application/json")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body)
            .build();
        Ok(request.map_err(|_| TokenError::Endpoint)?)
    }
}

/// Fetches a token in a separate task, because other calls may wait for it, too.
async fn fetch(
    asked: CredentialRequest,
    request: reqwest::Request,
    tokens: Arc<Tokens<TokenError>>,
    fetching: Fetching<TokenError>,
) {
    let granted = timeout(TIMEOUT, answer(&asked, request)).await.unwrap_or(Err(TokenError::TimedOut));
    let token = granted
        .map(|Granted { access_token, expires_in }| (access_token, expires_in.0.map_or(UNSTATED, Duration::from_secs)));
    tokens.end(fetching, token, asked.clock.now());
}

async fn answer(asked: &CredentialRequest, request: reqwest::Request) -> Result<Granted, TokenError> {
    // Redirects are not followed, because they would send the client secret elsewhere.
    let mut response = asked.transport.http.execute(request).await.map_err(TokenError::no_response)?;
    let (status, mut body) = (response.status(), Vec::new());
    let code = status.as_u16();
    while let Some(chunk) = response.chunk().await.map_err(|error| TokenError::interrupted(code, error))? {
        body.extend_from_slice(&chunk);
        if body.len() > MAX_ANSWER {
            return Err(TokenError::TooLarge { status: code });
        }
    }
    if status.is_success() {
        return serde_json::from_slice(&body).map_err(|_| TokenError::Malformed { status: code });
    }
    let reason = serde_json::from_slice::<Refused>(&body).map(|refused| refused.error).unwrap_or_default();
    Err(TokenError::Refused { status: code, code: shown(&reason) })
}

/// A token response (RFC 6749, section 5.1).
#[derive(Deserialize)]
struct Granted {
    access_token: Secret,
    #[serde(default)]
    expires_in: Lifetime,
}

/// The lifetime of a token, in seconds. Some endpoints send a string or a fraction. Anything else counts as unknown,
/// because the token is still valid.
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

/// An error response (RFC 6749, section 5.2).
#[derive(Deserialize)]
struct Refused {
    error: String,
}

/// Returns the URL of a token endpoint. A relative URL is resolved against the server.
fn endpoint_url(endpoint: &str, server: &str) -> Option<Url> {
    match parse_server(endpoint) {
        Some(url) => Some(url),
        None if endpoint.is_empty() => None,
        None => parse_server(server)?.join(endpoint).ok().filter(|url| matches!(url.scheme(), "http" | "https")),
    }
}

/// Returns an error code without invalid characters (section 5.2 allows printable ASCII).
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

/// The reason why no token could be fetched.
#[derive(Debug, Clone)]
enum TokenError {
    Endpoint,
    Cleartext,
    NoResponse(Cause),
    Interrupted { status: u16, cause: Cause },
    TooLarge { status: u16 },
    TimedOut,
    Malformed { status: u16 },
    Refused { status: u16, code: String },
}

/// An error that is shared by all calls that wait for the token.
type Cause = Arc<dyn std::error::Error + Send + Sync>;

impl TokenError {
    fn no_response(cause: BoxError) -> Self {
        Self::NoResponse(without_url(cause).into())
    }

    fn interrupted(status: u16, error: reqwest::Error) -> Self {
        Self::Interrupted { status, cause: Arc::new(error.without_url()) }
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cleartext => f.write_str(
                "the client secret is not sent over http to another host: use https, or `allow_cleartext_credentials`",
            ),
            Self::Endpoint => f.write_str("there is no token endpoint: set one, because the document has none"),
            Self::NoResponse(_) => f.write_str("the token endpoint did not respond"),
            Self::Interrupted { status, .. } => {
                write!(f, "the token endpoint returned {status}, but its body was interrupted")
            }
            Self::TooLarge { status } => {
                write!(f, "the token endpoint returned {status}, but its body is larger than {MAX_ANSWER} bytes")
            }
            Self::TimedOut => f.write_str("the token endpoint did not respond in time"),
            Self::Malformed { status } => {
                write!(f, "the token endpoint returned {status}, but its body has no token")
            }
            Self::Refused { status, code } if code.is_empty() => write!(f, "the token endpoint returned {status}"),
            Self::Refused { status, code } => write!(f, "the token endpoint returned {status}, {code}"),
        }
    }
}

impl std::error::Error for TokenError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::NoResponse(cause) | Self::Interrupted { cause, .. } => Some(&**cause),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_secret_is_printed() {
        let credentials = ClientCredentials::new("sk-id", "sk-secret").token_url("https://sk.example").scopes(["read"]);
        assert_eq!(format!("{credentials:?}"), r#"ClientCredentials { scopes: Some(["read"]), .. }"#);
    }
}
