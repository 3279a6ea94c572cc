//! Which credentials an operation asks for: whether those that were enough still are.

use std::collections::BTreeSet;

use statusful_codegen::ir::{Security, SecurityKind};

use super::Found;
use crate::place::location_name;
use crate::{Kind, Place};

pub(super) fn security(found: &mut Found, old: &[Vec<Security>], new: &[Vec<Security>]) {
    let kind = match (accepts_all(new, old), accepts_all(old, new)) {
        (false, _) => Kind::SecurityChanged,
        (true, false) => Kind::SecurityWidened,
        (true, true) => return found.differ(&Place::Security, Kind::ScopesChanged, scopes(old), scopes(new)),
    };
    found.push(Place::Security, kind, alternatives(old), alternatives(new));
}

/// Whether whoever satisfied any of the alternatives before satisfies one of these.
fn accepts_all(these: &[Vec<Security>], before: &[Vec<Security>]) -> bool {
    // No alternative at all asks for nothing, as an empty one does.
    let nothing = [Vec::new()];
    let or_nothing =
        |alternatives: &[Vec<Security>]| if alternatives.is_empty() { nothing.to_vec() } else { alternatives.to_vec() };
    let (these, before) = (or_nothing(these), or_nothing(before));
    let is_met =
        |have: &[Security], wanted: &[Security]| wanted.iter().all(|scheme| have.iter().any(|has| meets(has, scheme)));
    before.iter().all(|have| these.iter().any(|wanted| is_met(have, wanted)))
}

/// Whether a credential for one scheme is one for another. Tokens and passwords are given for their kind; keys are given
/// by the name of their scheme.
fn meets(has: &Security, wanted: &Security) -> bool {
    match (&has.kind, &wanted.kind) {
        (SecurityKind::Bearer, SecurityKind::Bearer | SecurityKind::ClientCredentials(_))
        | (SecurityKind::ClientCredentials(_), SecurityKind::ClientCredentials(_))
        | (SecurityKind::Basic, SecurityKind::Basic)
        | (_, SecurityKind::Other) => true,
        (SecurityKind::ApiKey(..), SecurityKind::ApiKey(..)) => has.name == wanted.name,
        _ => false,
    }
}

/// Such as `bearer, or key in header + basic`.
fn alternatives(alternatives: &[Vec<Security>]) -> String {
    let all: Vec<String> = alternatives
        .iter()
        .map(|schemes| {
            let names: Vec<_> = schemes.iter().map(scheme).collect();
            if names.is_empty() { "nothing".to_owned() } else { names.join(" + ") }
        })
        .collect();
    if all.is_empty() { "nothing".to_owned() } else { all.join(", or ") }
}

fn scheme(scheme: &Security) -> String {
    match &scheme.kind {
        SecurityKind::Bearer => "bearer token".to_owned(),
        SecurityKind::ClientCredentials(_) => "OAuth 2.0 token".to_owned(),
        SecurityKind::Basic => "user and password".to_owned(),
        SecurityKind::ApiKey(location, _) => format!("key {} ({})", scheme.name, location_name(*location)),
        SecurityKind::Other => scheme.name.clone(),
    }
}

fn scopes(alternatives: &[Vec<Security>]) -> String {
    let scopes: BTreeSet<&str> =
        alternatives.iter().flatten().flat_map(|scheme| &scheme.scopes).map(String::as_str).collect();
    scopes.into_iter().collect::<Vec<_>>().join(", ")
}
