//! Security schemes as declared in the document.

/// A security scheme of an operation: where a credential is sent.
///
/// Constructors are `const`, for use in [`Operation::SECURITY`](crate::Operation::SECURITY).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecurityScheme {
    pub(crate) name: &'static str,
    pub(crate) kind: SchemeKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SchemeKind {
    Bearer,
    OAuth2 { token_url: &'static str, scopes: &'static [&'static str] },
    Basic,
    ApiKeyHeader(&'static str),
    ApiKeyQuery(&'static str),
    ApiKeyCookie(&'static str),
    Other,
}

impl SecurityScheme {
    /// Creates a scheme for a token in `Authorization: Bearer …` (RFC 6750): `http` with `bearer`, `oauth2` or
    /// `openIdConnect`.
    pub const fn bearer(name: &'static str) -> Self {
        Self { name, kind: SchemeKind::Bearer }
    }

    /// Creates a scheme for a token in `Authorization: Bearer …` that the client can fetch itself (RFC 6749, section
    /// 4.4): `oauth2` with the flow `clientCredentials`. If `token_url` is empty, the credentials must contain one.
    pub const fn oauth2(name: &'static str, token_url: &'static str, scopes: &'static [&'static str]) -> Self {
        Self { name, kind: SchemeKind::OAuth2 { token_url, scopes } }
    }

    /// Creates a scheme for a user name and a password in `Authorization: Basic …` (RFC 7617).
    pub const fn basic(name: &'static str) -> Self {
        Self { name, kind: SchemeKind::Basic }
    }

    /// Creates a scheme for an API key in the header `header`.
    pub const fn api_key_header(name: &'static str, header: &'static str) -> Self {
        Self { name, kind: SchemeKind::ApiKeyHeader(header) }
    }

    /// Creates a scheme for an API key in the query parameter `parameter`.
    pub const fn api_key_query(name: &'static str, parameter: &'static str) -> Self {
        Self { name, kind: SchemeKind::ApiKeyQuery(parameter) }
    }

    /// Creates a scheme for an API key in the cookie `cookie`.
    pub const fn api_key_cookie(name: &'static str, cookie: &'static str) -> Self {
        Self { name, kind: SchemeKind::ApiKeyCookie(cookie) }
    }

    /// Creates a scheme whose credentials are not part of the request, such as mutual TLS. The client sends nothing for
    /// it; the [`http_client`](crate::ClientBuilder::http_client) must provide it.
    pub const fn other(name: &'static str) -> Self {
        Self { name, kind: SchemeKind::Other }
    }

    /// Returns the name of the scheme in the document, which
    /// [`ClientBuilder::credential`](crate::ClientBuilder::credential) refers to.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the query parameter that contains the credential, if any.
    pub(crate) const fn query_parameter(&self) -> Option<&'static str> {
        match self.kind {
            SchemeKind::ApiKeyQuery(parameter) => Some(parameter),
            _ => None,
        }
    }

    /// Returns the scopes that the operation requires. Empty if the scheme has no scopes.
    pub const fn scopes(&self) -> &'static [&'static str] {
        match self.kind {
            SchemeKind::OAuth2 { scopes, .. } => scopes,
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scheme_has_its_name_and_its_scopes() {
        let scheme = SecurityScheme::oauth2("oauth", "/token", &["read", "write"]);
        assert_eq!((scheme.name(), scheme.scopes()), ("oauth", &["read", "write"][..]));
        assert_eq!(
            (SecurityScheme::basic("login").name(), SecurityScheme::bearer("token").scopes().len()),
            ("login", 0)
        );
    }
}
