//! A login from its start to the authorization code.

use std::fmt;
use std::time::Duration;

use reqwest::Url;

use super::{AuthorizationRequest, LoginError, LoopbackListener, Pkce, random_state};
use crate::Secret;
use crate::show::ShowUrl;

/// Five minutes: enough to sign in with a second factor.
pub const DEFAULT_TIMEOUT: Duration = Duration::from_secs(5 * 60);

/// A login that waits for its redirect. Dropping it frees the port.
pub struct Login {
    listener: LoopbackListener,
    pkce: Pkce,
    state: Secret,
    authorization_url: Url,
    redirect_uri: Url,
}

/// What a token request needs (RFC 6749, section 4.1.3, and RFC 7636, section 4.5).
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct AuthorizationGrant {
    /// The authorization code. It can be exchanged once, and soon.
    pub code: Secret,
    /// The code verifier; its method is [`Pkce::METHOD`].
    pub code_verifier: Secret,
    /// The redirect URI as it was sent. Services that do not ask for it do not need it.
    pub redirect_uri: Url,
}

impl Login {
    /// Starts a login: makes a code verifier and `state`, and listens as [`LoopbackListener::bind`] does.
    ///
    /// Fails with [`LoginError::Listen`], and as [`AuthorizationRequest::url`] does.
    pub async fn start(request: &AuthorizationRequest) -> Result<Self, LoginError> {
        Self::start_on(LoopbackListener::bind().await?, request)
    }

    /// The same with a listener of the caller's choice.
    ///
    /// Fails with [`LoginError::Endpoint`] and [`LoginError::RepeatedParameter`].
    pub fn start_on(listener: LoopbackListener, request: &AuthorizationRequest) -> Result<Self, LoginError> {
        let (pkce, state) = (Pkce::random(), random_state());
        let authorization_url = request.url(listener.redirect_uri(), &pkce, &state)?;
        let redirect_uri = request.redirect_uri(listener.redirect_uri(), &state);
        Ok(Self { listener, pkce, state, authorization_url, redirect_uri })
    }

    /// The URL that the user has to open in a browser on this machine. It holds `state`, so keep it out of logs.
    pub fn authorization_url(&self) -> &Url {
        &self.authorization_url
    }

    /// Waits until the browser comes back, at most for `timeout`; [`DEFAULT_TIMEOUT`] is a good one.
    ///
    /// Who comes and who is refused is told at [`LoopbackListener::wait`], which also says how this fails.
    pub async fn wait(self, timeout: Duration) -> Result<AuthorizationGrant, LoginError> {
        let code = self.listener.wait(&self.state, timeout).await?;
        Ok(AuthorizationGrant { code, code_verifier: self.pkce.into_verifier(), redirect_uri: self.redirect_uri })
    }
}

/// URLs hold `state` in their queries.
impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login")
            .field("authorization_url", &ShowUrl(&self.authorization_url))
            .field("redirect_uri", &ShowUrl(&self.redirect_uri))
            .finish_non_exhaustive()
    }
}

/// URLs hold `state` in their queries.
impl fmt::Debug for AuthorizationGrant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthorizationGrant")
            .field("code", &self.code)
            .field("code_verifier", &self.code_verifier)
            .field("redirect_uri", &ShowUrl(&self.redirect_uri))
            .finish()
    }
}
