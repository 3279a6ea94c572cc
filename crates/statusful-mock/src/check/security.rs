//! Credentials: whether they are there. Whether they are right is nobody's to say here.

use http::{HeaderMap, StatusCode, header};

use super::style::{cookie_pairs, query_pairs};
use super::{FaultLocation, Request, RequestFault};
use crate::plan::{Credential, Location, Requirement, Scheme};

/// Nothing where one of the requirements is met, else what the first of them lacks.
pub(super) fn faults(requirements: &[Requirement], request: &Request<'_>) -> Vec<RequestFault> {
    let lacks = |requirement: &Requirement| {
        requirement.iter().filter(|scheme| !is_there(&scheme.credential, request)).map(fault).collect::<Vec<_>>()
    };
    let lacking: Vec<_> = requirements.iter().map(lacks).collect();
    if lacking.iter().any(Vec::is_empty) {
        return Vec::new();
    }
    lacking.into_iter().next().unwrap_or_default()
}

fn fault(scheme: &Scheme) -> RequestFault {
    let message = match &scheme.credential {
        Credential::Authorization(kind) => format!("the header `Authorization` has no credential of the kind `{kind}`"),
        Credential::Key(location, name) => format!("the key `{name}` is not in the {}", location.name()),
        Credential::Unseen => "it is missing".to_owned(),
    };
    RequestFault {
        location: FaultLocation::Credentials,
        name: scheme.name.clone(),
        pointer: String::new(),
        message,
        status: StatusCode::UNAUTHORIZED,
    }
}

/// The challenge of a scheme that `Authorization` carries.
pub(super) fn challenge(scheme: &Scheme) -> Option<String> {
    match &scheme.credential {
        Credential::Authorization(kind) => Some(format!("{kind} realm=\"mock\"")),
        Credential::Key(..) | Credential::Unseen => None,
    }
}

fn is_there(credential: &Credential, request: &Request<'_>) -> bool {
    let is_filled = |value: Option<&str>| value.is_some_and(|value| !value.trim().is_empty());
    match credential {
        Credential::Unseen => true,
        Credential::Authorization(kind) => has_authorization(request.headers, kind),
        Credential::Key(Location::Header, name) => {
            request.headers.get(name.as_str()).is_some_and(|value| !value.as_bytes().trim_ascii().is_empty())
        }
        Credential::Key(Location::Cookie, name) => {
            let pairs = cookie_pairs(request.headers);
            is_filled(pairs.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str()))
        }
        Credential::Key(Location::Query | Location::Path, name) => {
            let pairs = query_pairs(request.query);
            is_filled(pairs.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str()))
        }
    }
}

fn has_authorization(headers: &HeaderMap, kind: &str) -> bool {
    let credentials = headers.get_all(header::AUTHORIZATION).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = credentials.filter_map(|value| value.trim().split_once(' '));
    pairs.any(|(scheme, credential)| scheme.eq_ignore_ascii_case(kind) && !credential.trim().is_empty())
}
