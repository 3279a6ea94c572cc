//! Security requirements and schemes (OpenAPI 3.0.3, sections 4.7.27 and 4.7.30).

use super::view::view;
use super::{ParameterLocation, Spanned, View};
use crate::source::Node;

view! {
    /// Schemes that a call needs together.
    SecurityRequirement
}

view! {
    /// How the credential of a scheme is sent.
    SecurityScheme
}

view! {
    /// How a token of OAuth 2.0 is requested (OpenAPI 3.0.3, section 4.7.30.3).
    OAuthFlow
}

/// A scheme that a requirement names.
#[derive(Debug, Clone, Copy)]
pub struct RequiredScheme<'d> {
    /// The name under `components.securitySchemes`.
    pub name: Spanned<&'d str>,
    /// The scheme, unless the name leads nowhere.
    pub scheme: Option<SecurityScheme<'d>>,
    scopes: &'d Node,
}

/// The kind of a security scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemeKind<'d> {
    /// A key with this name in a header, the query or a cookie.
    ApiKey(ParameterLocation, &'d str),
    /// `Authorization` with this HTTP authentication scheme (RFC 9110, section 11), such as `bearer`.
    Http(&'d str),
    /// OAuth 2.0 (RFC 6749), with the token endpoint of the client credentials flow if there is one.
    OAuth2(Option<&'d str>),
    /// `OpenID` Connect Discovery.
    OpenIdConnect,
    /// Another kind, such as mutual TLS, or one that is not described.
    Other,
}

impl<'d> SecurityRequirement<'d> {
    /// Returns the schemes in document order.
    pub fn schemes(self) -> impl Iterator<Item = RequiredScheme<'d>> + use<'d> {
        let document = self.document;
        self.node.members().map(move |(name, entry)| RequiredScheme {
            name: Spanned { value: name, span: entry.key },
            scheme: document.components().and_then(|components| components.security_scheme(name)),
            scopes: &entry.node,
        })
    }
}

impl<'d> RequiredScheme<'d> {
    /// Returns the scopes that the operation needs.
    pub fn scopes(self) -> impl Iterator<Item = &'d str> + use<'d> {
        self.scopes.items().filter_map(Node::as_str)
    }
}

impl<'d> SecurityScheme<'d> {
    /// Returns what kind of scheme it is.
    pub fn kind(self) -> SchemeKind<'d> {
        match self.fields().text("type") {
            Some("http") => self.fields().text("scheme").map_or(SchemeKind::Other, SchemeKind::Http),
            Some("oauth2") => SchemeKind::OAuth2(self.token_url()),
            Some("openIdConnect") => SchemeKind::OpenIdConnect,
            Some("apiKey") => self.api_key().unwrap_or(SchemeKind::Other),
            _ => SchemeKind::Other,
        }
    }

    /// Returns the flows of OAuth 2.0 by their names, such as `authorizationCode`, in document order.
    pub fn flows(self) -> impl Iterator<Item = (&'d str, OAuthFlow<'d>)> + use<'d> {
        let flows = self.fields().node("flows").into_iter().flat_map(Node::members);
        let flows = flows.filter(|(name, _)| !name.starts_with("x-"));
        flows.map(move |(name, entry)| (name, OAuthFlow::of(self.document, &entry.node)))
    }

    /// Returns the URL of the discovery document of `OpenID` Connect.
    pub fn open_id_connect_url(self) -> Option<&'d str> {
        self.fields().text("openIdConnectUrl")
    }

    fn api_key(self) -> Option<SchemeKind<'d>> {
        let location = ParameterLocation::from_key(self.fields().text("in")?);
        let location = location.filter(|location| *location != ParameterLocation::Path)?;
        Some(SchemeKind::ApiKey(location, self.fields().text("name").unwrap_or_default()))
    }

    fn token_url(self) -> Option<&'d str> {
        let flow = self.fields().node("flows")?.get("clientCredentials")?;
        Some(flow.get("tokenUrl").and_then(Node::as_str).unwrap_or_default())
    }
}

impl<'d> OAuthFlow<'d> {
    /// Returns the URLs of the flow by the names of their fields, in the order of the specification.
    pub fn urls(self) -> impl Iterator<Item = (&'static str, &'d str)> + use<'d> {
        let fields = ["authorizationUrl", "tokenUrl", "refreshUrl"].into_iter();
        fields.filter_map(move |field| Some((field, self.fields().text(field)?)))
    }

    /// Returns the names of the scopes, in document order.
    pub fn scopes(self) -> impl Iterator<Item = &'d str> + use<'d> {
        self.fields().entries("scopes").map(|(name, _)| name)
    }
}
