//! The URL that a user opens to grant access.

use std::collections::BTreeSet;
use std::fmt;
use std::net::IpAddr;

use reqwest::Url;

use super::{LoginError, Pkce};
use crate::Secret;

/// An authorization request, from which the URL that a user opens is built (RFC 6749, section 4.1.1, and RFC 7636,
/// section 4.3).
///
/// Errors are returned when the URL is built. `Debug` prints only the names of parameters.
#[derive(Clone)]
#[must_use = "a request does nothing until its URL is opened"]
pub struct AuthorizationRequest {
    endpoint: String,
    client_id: Option<String>,
    redirect_parameter: String,
    state_in_redirect: bool,
    scope: Option<String>,
    parameters: Vec<(String, String)>,
}

impl AuthorizationRequest {
    /// Creates the standard request for a code by a registered client, with `response_type=code`, `client_id`,
    /// `redirect_uri` and `state`.
    ///
    /// The endpoint is an absolute `https` URL, or an `http` URL on loopback. Its query, if any, is kept.
    pub fn new(endpoint: impl Into<String>, client_id: impl Into<String>) -> Self {
        Self { client_id: Some(client_id.into()), ..Self::without_client(endpoint) }
    }

    /// Creates a request for a service that does not require clients to register, without `response_type` and
    /// `client_id`.
    ///
    /// For example, OpenRouter names the redirect URI `callback_url`, and does not echo `state`:
    ///
    /// ```
    /// use statusful::login::AuthorizationRequest;
    ///
    /// let request = AuthorizationRequest::without_client("https://openrouter.ai/auth")
    ///     .redirect_parameter("callback_url")
    ///     .state_in_redirect();
    /// ```
    pub fn without_client(endpoint: impl Into<String>) -> Self {
        Self {
            endpoint: endpoint.into(),
            client_id: None,
            redirect_parameter: "redirect_uri".to_owned(),
            state_in_redirect: false,
            scope: None,
            parameters: Vec::new(),
        }
    }

    /// Sets the name of the parameter with the redirect URI. Defaults to `redirect_uri`.
    pub fn redirect_parameter(mut self, name: impl Into<String>) -> Self {
        self.redirect_parameter = name.into();
        self
    }

    /// Adds `state` to the query of the redirect URI, for services that do not echo the parameter `state`.
    ///
    /// The redirect contains it either way, because the query of the redirect URI is kept (RFC 6749, section 3.1.2).
    /// Not suitable for services that compare redirect URIs, including their query, with registered ones.
    pub fn state_in_redirect(mut self) -> Self {
        self.state_in_redirect = true;
        self
    }

    /// Sets the requested scope: names separated by spaces (RFC 6749, section 3.3). Without it, the server decides.
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scope = Some(scope.into());
        self
    }

    /// Adds a parameter, such as `prompt` or `resource`. The parameters that every request has cannot be replaced.
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// Returns the redirect URI as it is sent: with `state` in its query after
    /// [`state_in_redirect`](Self::state_in_redirect), otherwise unchanged.
    ///
    /// The token request must repeat it (RFC 6749, section 4.1.3).
    pub fn redirect_uri(&self, redirect_uri: &Url, state: &Secret) -> Url {
        let mut sent = redirect_uri.clone();
        if self.state_in_redirect {
            sent.query_pairs_mut().append_pair("state", state.expose_secret());
        }
        sent
    }

    /// Returns the URL to open. It contains `state`, so pass it only to the user's browser, and keep it out of logs.
    ///
    /// # Errors
    ///
    /// Returns [`LoginError::Endpoint`] or [`LoginError::RepeatedParameter`] if the request is invalid.
    pub fn url(&self, redirect_uri: &Url, pkce: &Pkce, state: &Secret) -> Result<Url, LoginError> {
        let mut url = endpoint(&self.endpoint).ok_or(LoginError::Endpoint)?;
        let sent = self.redirect_uri(redirect_uri, state);
        let mut query = url.query_pairs_mut();
        if let Some(client_id) = &self.client_id {
            query.append_pair("response_type", "code").append_pair("client_id", client_id);
        }
        query.append_pair(&self.redirect_parameter, sent.as_str());
        query.extend_pairs(self.scope.as_ref().map(|scope| ("scope", scope)));
        if !self.state_in_redirect {
            query.append_pair("state", state.expose_secret());
        }
        query.append_pair("code_challenge", pkce.challenge()).append_pair("code_challenge_method", Pkce::METHOD);
        query.extend_pairs(&self.parameters);
        drop(query);
        match repeated_parameter(&url) {
            Some(name) => Err(LoginError::RepeatedParameter { name }),
            None => Ok(url),
        }
    }
}

/// Does not print values, which may be personal, or queries of endpoints, which may be secret.
impl fmt::Debug for AuthorizationRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.parameters.iter().map(|(name, _)| name).collect();
        f.debug_struct("AuthorizationRequest")
            .field("redirect_parameter", &self.redirect_parameter)
            .field("state_in_redirect", &self.state_in_redirect)
            .field("parameters", &names)
            .finish_non_exhaustive()
    }
}

/// RFC 6749, section 3.1 requires TLS, and no fragment. Loopback does not require TLS, for tests and local servers.
fn endpoint(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let is_safe = url.scheme() == "https" || (url.scheme() == "http" && is_loopback(&url));
    let is_plain = url.fragment().is_none() && url.username().is_empty() && url.password().is_none();
    (is_safe && is_plain).then_some(url)
}

fn is_loopback(url: &Url) -> bool {
    url.host_str().is_some_and(|host| {
        let address: Result<IpAddr, _> = host.trim_matches(['[', ']']).parse();
        host == "localhost" || address.is_ok_and(|address| address.is_loopback())
    })
}

fn repeated_parameter(url: &Url) -> Option<String> {
    let mut seen = BTreeSet::new();
    url.query_pairs().map(|(name, _)| name).find(|name| !seen.insert(name.clone())).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    fn url(request: &AuthorizationRequest) -> Result<Url, LoginError> {
        let redirect_uri = "http://127.0.0.1:51423/callback".parse().unwrap();
        request.url(&redirect_uri, &Pkce::from_verifier(VERIFIER).unwrap(), &Secret::from("xyz"))
    }

    fn openrouter() -> AuthorizationRequest {
        AuthorizationRequest::without_client("https://openrouter.ai/auth").redirect_parameter("callback_url")
    }

    #[test]
    fn the_url_of_openrouter() {
        assert_eq!(
            url(&openrouter().state_in_redirect()).unwrap().as_str(),
            "https://openrouter.ai/auth?callback_url=http%3A%2F%2F127.0.0.1%3A51423%2Fcallback%3Fstate%3Dxyz\
             &code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"
        );
    }

    #[test]
    fn the_url_of_the_rfc() {
        let request =
            AuthorizationRequest::new("https://as.example/authorize?tenant=a%20b", "s6B&k").scope("read write");
        assert_eq!(
            url(&request.parameter("prompt", "lo gin")).unwrap().as_str(),
            "https://as.example/authorize?tenant=a%20b&response_type=code&client_id=s6B%26k\
             &redirect_uri=http%3A%2F%2F127.0.0.1%3A51423%2Fcallback&scope=read+write&state=xyz\
             &code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256&prompt=lo+gin"
        );
    }

    #[test]
    fn the_redirect_uri_keeps_its_own_query() {
        let redirect_uri = "http://127.0.0.1:1/callback?a=b".parse().unwrap();
        let state = Secret::from("x&y");
        let sent = openrouter().state_in_redirect().redirect_uri(&redirect_uri, &state);
        assert_eq!(sent.as_str(), "http://127.0.0.1:1/callback?a=b&state=x%26y");
        assert_eq!(openrouter().redirect_uri(&redirect_uri, &state), redirect_uri);
    }

    #[test]
    fn an_endpoint_is_an_https_url_or_on_loopback() {
        for right in ["https://a/b?c=d", "http://127.0.0.1:80/", "http://[::1]/", "http://localhost/a"] {
            assert!(url(&AuthorizationRequest::new(right, "c")).is_ok(), "{right}");
        }
        for wrong in [
            "",
            "/auth",
            "http://openrouter.ai/auth",
            "http://127.0.0.1.example/",
            "ftp://127.0.0.1/",
            "https://a/#b",
            "https://me@a/",
            "https://:pw@a/",
        ] {
            let error = url(&AuthorizationRequest::new(wrong, "c")).unwrap_err();
            assert!(matches!(error, LoginError::Endpoint), "{wrong}: {error}");
        }
    }

    #[test]
    fn no_parameter_is_there_twice() {
        let request = || AuthorizationRequest::new("https://a/", "c").scope("s");
        for name in
            ["response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method"]
        {
            let error = url(&request().parameter(name, "other")).unwrap_err();
            assert!(
                matches!(&error, LoginError::RepeatedParameter { name: found } if found == name),
                "{name}: {error}"
            );
        }
        let error = url(&AuthorizationRequest::new("https://a/?state=b", "c")).unwrap_err();
        assert!(matches!(error, LoginError::RepeatedParameter { .. }), "{error}");
    }

    #[test]
    fn debug_shows_names_only() {
        let request = AuthorizationRequest::new("https://a/?key=sk-endpoint", "c").parameter("login_hint", "sk-value");
        let shown = format!("{request:?}");
        assert!(shown.contains("login_hint") && !shown.contains("sk-"), "{shown}");
    }
}
