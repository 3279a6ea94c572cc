//! Lowers security requirements to the credentials of a call.

use crate::ir::{Security, SecurityKind};
use crate::openapi::{Operation, RequiredScheme, SchemeKind, SecurityScheme};

/// Returns the alternatives of an operation, each a combination of schemes.
pub(super) fn security(operation: Operation<'_>) -> Vec<Vec<Security>> {
    operation.security().map(|requirement| requirement.schemes().map(scheme).collect()).collect()
}

fn scheme(required: RequiredScheme<'_>) -> Security {
    Security {
        name: required.name.value.to_owned(),
        kind: required.scheme.map_or(SecurityKind::Other, kind),
        scopes: required.scopes().map(str::to_owned).collect(),
    }
}

/// Returns how the credential of a scheme is sent. OAuth 2.0 and `OpenID` Connect use a bearer token.
fn kind(scheme: SecurityScheme<'_>) -> SecurityKind {
    match scheme.kind() {
        SchemeKind::OAuth2(Some(token_url)) => SecurityKind::ClientCredentials(token_url.to_owned()),
        SchemeKind::OAuth2(None) | SchemeKind::OpenIdConnect => SecurityKind::Bearer,
        SchemeKind::Http(name) if name.eq_ignore_ascii_case("bearer") => SecurityKind::Bearer,
        SchemeKind::Http(name) if name.eq_ignore_ascii_case("basic") => SecurityKind::Basic,
        SchemeKind::ApiKey(location, name) => SecurityKind::ApiKey(location, name.to_owned()),
        SchemeKind::Http(_) | SchemeKind::Other => SecurityKind::Other,
    }
}
