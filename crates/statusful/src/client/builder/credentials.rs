//! The setters of a client's credentials.

use super::ClientBuilder;
use crate::auth::{ClientCredentials, Credential, CredentialProvider, Environment, from_environment};
use crate::{CallOptions, Secret};

/// Credentials.
impl<C> ClientBuilder<C> {
    /// Sets the token for every scheme that uses one: `http` with `bearer`, `oauth2` and `openIdConnect`.
    pub fn bearer_auth(self, token: impl Into<Secret>) -> Self {
        self.options(CallOptions::new().bearer_auth(token))
    }

    /// Sets the user name and the password for every scheme `http` with `basic`.
    pub fn basic_auth(self, user: impl Into<String>, password: impl Into<Secret>) -> Self {
        self.options(CallOptions::new().basic_auth(user, password))
    }

    /// Sets the key for the API key scheme with this name in the document.
    pub fn api_key(self, scheme: impl Into<String>, key: impl Into<Secret>) -> Self {
        self.options(CallOptions::new().api_key(scheme, key))
    }

    /// Sets the credential for the scheme with this name in the document. It takes precedence over
    /// [`bearer_auth`](Self::bearer_auth) and [`basic_auth`](Self::basic_auth).
    pub fn credential(self, scheme: impl Into<String>, credential: Credential) -> Self {
        self.options(CallOptions::new().credential(scheme, credential))
    }

    /// Sets the provider of the credential for the scheme with this name in the document.
    pub fn credential_provider(self, scheme: impl Into<String>, provider: impl CredentialProvider) -> Self {
        self.options(CallOptions::new().credential_provider(scheme, provider))
    }

    /// Sets the provider of the token for every scheme that uses one.
    pub fn bearer_auth_provider(self, provider: impl CredentialProvider) -> Self {
        self.options(CallOptions::new().bearer_auth_provider(provider))
    }

    /// Sets the client credentials that fetch tokens for every scheme `oauth2` with the flow `clientCredentials`.
    pub fn client_credentials(self, credentials: ClientCredentials) -> Self {
        self.options(CallOptions::new().client_credentials(credentials))
    }

    /// Reads credentials from environment variables, unless they have been set. For the client `keymint`:
    ///
    /// | variable | credential |
    /// | --- | --- |
    /// | `KEYMINT_BEARER_TOKEN` | [`bearer_auth`](Self::bearer_auth) |
    /// | `KEYMINT_USERNAME`, `KEYMINT_PASSWORD` | [`basic_auth`](Self::basic_auth) |
    /// | `KEYMINT_CLIENT_ID`, `KEYMINT_CLIENT_SECRET` | [`client_credentials`](Self::client_credentials) |
    /// | `KEYMINT_` and the name of a scheme, as in `KEYMINT_API_KEY` for `apiKey` | [`api_key`](Self::api_key) |
    ///
    /// A variable that is empty or not UTF-8 is ignored.
    pub fn credentials_from_env(mut self) -> Self
    where
        C: Environment,
    {
        self.options = self.options.or(from_environment::<C>(|name| std::env::var_os(name)));
        self
    }
}
