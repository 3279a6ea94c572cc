//! Validation of credentials: whether a request has them, not whether they are right.

use http::{HeaderMap, StatusCode, header};
use statusful_document::openapi::ParameterLocation;

use super::style::{cookie_pairs, query_pairs};
use super::{CheckedRequest, FaultLocation, RequestFault};
use crate::plan::{Credential, Requirement, Scheme};

/// Returns what the first requirement lacks, unless the request meets any of them.
pub(super) fn faults(requirements: &[Requirement], request: &CheckedRequest<'_>) -> Vec<RequestFault> {
    let missing = |requirement: &Requirement| {
        requirement.iter().filter(|scheme| !has(request, &scheme.credential)).map(fault).collect::<Vec<_>>()
    };
    let missing: Vec<_> = requirements.iter().map(missing).collect();
    if missing.iter().any(Vec::is_empty) {
        return Vec::new();
    }
    missing.into_iter().next().unwrap_or_default()
}

fn fault(scheme: &Scheme) -> RequestFault {
    let message = match &scheme.credential {
        Credential::Authorization(kind) => format!("missing `{kind}` credentials in the header `Authorization`"),
        Credential::Key(location, name) => format!("missing API key `{name}` in the {location}"),
        Credential::Unseen => "missing".to_owned(),
    };
    RequestFault {
        location: FaultLocation::Credentials,
        name: scheme.name.clone(),
        pointer: String::new(),
        message,
        status: StatusCode::UNAUTHORIZED,
    }
}

/// Returns the challenge of a scheme whose credentials are in `Authorization`.
pub(super) fn challenge(scheme: &Scheme) -> Option<String> {
    match &scheme.credential {
        Credential::Authorization(kind) => Some(format!("{kind} realm=\"mock\"")),
        Credential::Key(..) | Credential::Unseen => None,
    }
}

fn has(request: &CheckedRequest<'_>, credential: &Credential) -> bool {
    let is_not_empty = |value: Option<&str>| value.is_some_and(|value| !value.trim().is_empty());
    match credential {
        Credential::Unseen => true,
        Credential::Authorization(kind) => has_authorization(request.headers, kind),
        Credential::Key(ParameterLocation::Header, name) => {
            request.headers.get(name.as_str()).is_some_and(|value| !value.as_bytes().trim_ascii().is_empty())
        }
        Credential::Key(ParameterLocation::Cookie, name) => {
            let pairs = cookie_pairs(request.headers);
            is_not_empty(pairs.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str()))
        }
        Credential::Key(ParameterLocation::Query | ParameterLocation::Path, name) => {
            let pairs = query_pairs(request.query);
            is_not_empty(pairs.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str()))
        }
    }
}

fn has_authorization(headers: &HeaderMap, kind: &str) -> bool {
    let credentials = headers.get_all(header::AUTHORIZATION).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = credentials.filter_map(|value| value.trim().split_once(' '));
    pairs.any(|(scheme, credential)| scheme.eq_ignore_ascii_case(kind) && !credential.trim().is_empty())
}
