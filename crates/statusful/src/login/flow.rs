//! A login from its start to the authorization code.

use std::fmt;
use std::time::Duration;

use reqwest::Url;

use super::{AuthorizationRequest, LoginError, LoopbackListener, Pkce, random_state};
use crate::Secret;
use crate::show::ShowUrl;

/// The recommended time limit of a login: five minutes, which is enough to sign in with a second factor.
pub const DEFAULT_TIMEOUT: Duration = Duration::from_secs(5 * 60);

/// A login that waits for its redirect. Dropping it releases the port.
pub struct Login {
    listener: LoopbackListener,
    pkce: Pkce,
    state: Secret,
    authorization_url: Url,
    redirect_uri: Url,
}

/// The values for a token request (RFC 6749, section 4.1.3, and RFC 7636, section 4.5).
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct AuthorizationGrant {
    /// The authorization code. It can be exchanged once, and soon expires.
    pub code: Secret,
    /// The code verifier; its method is [`Pkce::METHOD`].
    pub code_verifier: Secret,
    /// The redirect URI that was sent. Services that do not require it in the token request ignore it.
    pub redirect_uri: Url,
}

impl Login {
    /// Starts a login: creates a code verifier and `state`, and listens like [`LoopbackListener::bind`].
    ///
    /// # Errors
    ///
    /// Returns [`LoginError::Listen`], or an error of [`AuthorizationRequest::url`].
    pub async fn start(request: &AuthorizationRequest) -> Result<Self, LoginError> {
        Self::start_on(LoopbackListener::bind().await?, request)
    }

    /// Starts a login with a listener from the caller.
    ///
    /// # Errors
    ///
    /// Returns [`LoginError::Endpoint`] or [`LoginError::RepeatedParameter`] if the request is invalid.
    pub fn start_on(listener: LoopbackListener, request: &AuthorizationRequest) -> Result<Self, LoginError> {
        let (pkce, state) = (Pkce::random(), random_state());
        let authorization_url = request.url(listener.redirect_uri(), &pkce, &state)?;
        let redirect_uri = request.redirect_uri(listener.redirect_uri(), &state);
        Ok(Self { listener, pkce, state, authorization_url, redirect_uri })
    }

    /// Returns the URL that the user must open in a browser on this machine. It contains `state`, so keep it out of
    /// logs.
    pub fn authorization_url(&self) -> &Url {
        &self.authorization_url
    }

    /// Waits for the redirect, at most for `timeout`. [`DEFAULT_TIMEOUT`] is a good choice.
    ///
    /// [`LoopbackListener::wait`] describes which requests are refused, and the errors.
    pub async fn wait(self, timeout: Duration) -> Result<AuthorizationGrant, LoginError> {
        let code = self.listener.wait(&self.state, timeout).await?;
        Ok(AuthorizationGrant { code, code_verifier: self.pkce.into_verifier(), redirect_uri: self.redirect_uri })
    }
}

/// Does not print URLs, because their queries contain `state`.
impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login")
            .field("authorization_url", &ShowUrl(&self.authorization_url))
            .field("redirect_uri", &ShowUrl(&self.redirect_uri))
            .finish_non_exhaustive()
    }
}

/// Does not print URLs, because their queries contain `state`.
impl fmt::Debug for AuthorizationGrant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthorizationGrant")
            .field("code", &self.code)
            .field("code_verifier", &self.code_verifier)
            .field("redirect_uri", &ShowUrl(&self.redirect_uri))
            .finish()
    }
}
