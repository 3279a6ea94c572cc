//! OAuth 2.0 client credentials (RFC 6749, section 4.4): a token fetched, kept, and fetched again.

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

/// How long a token is used whose endpoint does not say when it expires.
const UNSTATED: Duration = Duration::from_secs(300);

/// How long fetching a token may take.
const TIMEOUT: Duration = Duration::from_secs(30);

/// How large the answer of a token endpoint may be, in bytes.
const MAX_ANSWER: usize = 64 * 1024;

/// Tokens by OAuth 2.0 client credentials (RFC 6749, section 4.4).
///
/// A token is fetched when the first call needs it, once for all calls that need the same one at the time, and whether or
/// not they are cancelled. It is kept for nine tenths of its lifetime or until half a minute before its end, whichever is
/// later, and for a day at most; without a lifetime, for four and a half minutes. It is then fetched again, or when a
/// server returns `401` for it; if servers reject one new token after another, the next ones are fetched after growing
/// waits. The endpoint is the document's `tokenUrl`, and the scopes are those of the operation, unless said otherwise here.
/// Client and secret go in `Authorization: Basic` (section 2.3.1).
pub struct ClientCredentials {
    id: String,
    secret: Secret,
    token_url: Option<String>,
    scopes: Option<Vec<String>>,
    tokens: Arc<Tokens<TokenError>>,
}

impl ClientCredentials {
    /// The credentials of a client.
    pub fn new(id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self { id: id.into(), secret: secret.into(), token_url: None, scopes: None, tokens: Arc::default() }
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
        // Both are form-encoded before they are put together (RFC 6749, section 2.3.1).
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

/// Fetches a token as a task of its own, because others than the call that needs it first may wait for it.
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
    // A redirect is not followed: it would take the client's secret elsewhere.
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

/// An error that all calls get that wait for a token.
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
                "the client's secret is not sent over http to another host: use https, or `allow_cleartext_credentials`",
            ),
            Self::Endpoint => {
                f.write_str("there is no token endpoint: the document names none, and neither did the caller")
            }
            Self::NoResponse(_) => f.write_str("the token endpoint gave no response"),
            Self::Interrupted { status, .. } => {
                write!(f, "the token endpoint answered {status}, but its body was interrupted")
            }
            Self::TooLarge { status } => {
                write!(f, "the token endpoint answered {status}, but its body is larger than {MAX_ANSWER} bytes")
            }
            Self::TimedOut => f.write_str("the token endpoint did not answer in time"),
            Self::Malformed { status } => {
                write!(f, "the token endpoint answered {status}, but its body has no token")
            }
            Self::Refused { status, code } if code.is_empty() => write!(f, "the token endpoint answered {status}"),
            Self::Refused { status, code } => write!(f, "the token endpoint answered {status}, {code}"),
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
