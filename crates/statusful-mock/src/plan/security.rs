//! The credentials that an operation requires (OpenAPI 3.0.3, section 4.7.30).

use statusful_document::openapi::{Operation, ParameterLocation, RequiredScheme, SchemeKind, SecurityScheme};

/// Schemes of which a request needs all.
pub(crate) type Requirement = Vec<Scheme>;

/// A security scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Scheme {
    pub(crate) name: String,
    pub(crate) credential: Credential,
}

/// The part of a request that has the credential.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Credential {
    /// `Authorization` with this scheme, in lower case.
    Authorization(String),
    /// An API key with this name.
    Key(ParameterLocation, String),
    /// No part of the request, as with a client certificate.
    Unseen,
}

/// Returns the alternative requirements of an operation.
pub(crate) fn requirements(operation: Operation<'_>) -> Vec<Requirement> {
    operation.security().map(|requirement| requirement.schemes().map(scheme).collect()).collect()
}

fn scheme(required: RequiredScheme<'_>) -> Scheme {
    let kind = required.scheme.map_or(SchemeKind::Other, SecurityScheme::kind);
    let credential = match kind {
        SchemeKind::Http(scheme) => Credential::Authorization(scheme.to_ascii_lowercase()),
        SchemeKind::OAuth2(_) | SchemeKind::OpenIdConnect => Credential::Authorization("bearer".to_owned()),
        SchemeKind::ApiKey(location, name) if !name.is_empty() => Credential::Key(location, name.to_owned()),
        SchemeKind::ApiKey(..) | SchemeKind::Other => Credential::Unseen,
    };
    Scheme { name: required.name.value.to_owned(), credential }
}
