//! Credentials of a form. The mock accepts any, but requires those of the document.

use serde::Serialize;
use statusful_document::openapi::{Operation, ParameterLocation};

use crate::plan::{Credential, Scheme, requirements};

/// A credential that an operation requires.
#[derive(Debug, Serialize)]
pub(super) struct FormCredential {
    /// The name of the security scheme.
    scheme: String,
    location: &'static str,
    /// The name of the header, the cookie or the parameter.
    name: String,
    value: String,
}

/// Returns the credentials of the first requirement; none if an operation can be called without.
pub(super) fn credentials(operation: Operation<'_>) -> Vec<FormCredential> {
    let requirements = requirements(operation);
    if requirements.iter().any(Vec::is_empty) {
        return Vec::new();
    }
    requirements.into_iter().next().into_iter().flatten().filter_map(credential).collect()
}

fn credential(scheme: Scheme) -> Option<FormCredential> {
    let (location, name, value) = match scheme.credential {
        Credential::Authorization(kind) => (ParameterLocation::Header, "Authorization".to_owned(), of_kind(&kind)),
        Credential::Key(location, name) => (location, name, "any".to_owned()),
        Credential::Unseen => return None,
    };
    Some(FormCredential { scheme: scheme.name, location: location.as_str(), name, value })
}

/// Returns a value of `Authorization`.
fn of_kind(kind: &str) -> String {
    match kind {
        "basic" => "Basic bW9jazphbnk=".to_owned(),
        "bearer" => "Bearer any".to_owned(),
        kind => format!("{kind} any"),
    }
}
