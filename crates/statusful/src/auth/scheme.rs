//! Security schemes as the document declares them.

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
    /// A token in `Authorization: Bearer …` (RFC 6750): schemes `http` with `bearer`, `oauth2` and `openIdConnect`.
    pub const fn bearer(name: &'static str) -> Self {
        Self { name, kind: SchemeKind::Bearer }
    }

    /// A token in `Authorization: Bearer …` that a client can fetch itself (RFC 6749, section 4.4): scheme `oauth2` with
    /// the flow `clientCredentials`. Without a `token_url`, the credentials have to have one.
    pub const fn oauth2(name: &'static str, token_url: &'static str, scopes: &'static [&'static str]) -> Self {
        Self { name, kind: SchemeKind::OAuth2 { token_url, scopes } }
    }

    /// User and password in `Authorization: Basic …` (RFC 7617).
    pub const fn basic(name: &'static str) -> Self {
        Self { name, kind: SchemeKind::Basic }
    }

    /// An API key in the header `header`.
    pub const fn api_key_header(name: &'static str, header: &'static str) -> Self {
        Self { name, kind: SchemeKind::ApiKeyHeader(header) }
    }

    /// An API key in the query parameter `parameter`.
    pub const fn api_key_query(name: &'static str, parameter: &'static str) -> Self {
        Self { name, kind: SchemeKind::ApiKeyQuery(parameter) }
    }

    /// An API key in the cookie `cookie`.
    pub const fn api_key_cookie(name: &'static str, cookie: &'static str) -> Self {
        Self { name, kind: SchemeKind::ApiKeyCookie(cookie) }
    }

    /// A scheme whose credentials are not in the request, such as mutual TLS. Nothing is sent for it; the
    /// [`http_client`](crate::ClientBuilder::http_client) has to provide it.
    pub const fn other(name: &'static str) -> Self {
        Self { name, kind: SchemeKind::Other }
    }

    /// Returns the name in the document, by which
    /// [`ClientBuilder::credential`](crate::ClientBuilder::credential) finds it.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the query parameter that the credential is sent in.
    pub(crate) const fn query_parameter(&self) -> Option<&'static str> {
        match self.kind {
            SchemeKind::ApiKeyQuery(parameter) => Some(parameter),
            _ => None,
        }
    }

    /// Returns the scopes that the operation requires; none if the scheme has no scopes.
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
