//! Credentials that an operation requires, and whether the old ones still suffice.

use std::collections::BTreeSet;

use statusful_codegen::ir::{Security, SecurityKind};

use super::Found;
use crate::{ChangeKind, ChangePlace};

pub(super) fn security(found: &mut Found, old: &[Vec<Security>], new: &[Vec<Security>]) {
    let kind = match (accepts_all(new, old), accepts_all(old, new)) {
        (false, _) => ChangeKind::SecurityChanged,
        (true, false) => ChangeKind::SecurityWidened,
        (true, true) => {
            return found.differ(&ChangePlace::Security, ChangeKind::ScopesChanged, scopes(old), scopes(new));
        }
    };
    found.push(ChangePlace::Security, kind, alternatives(old), alternatives(new));
}

/// Returns `true` if credentials that satisfied any old alternative also satisfy one of the new ones.
fn accepts_all(these: &[Vec<Security>], before: &[Vec<Security>]) -> bool {
    // Without alternatives no credentials are required, as with an empty alternative.
    let nothing = [Vec::new()];
    let or_nothing =
        |alternatives: &[Vec<Security>]| if alternatives.is_empty() { nothing.to_vec() } else { alternatives.to_vec() };
    let (these, before) = (or_nothing(these), or_nothing(before));
    let is_met =
        |have: &[Security], wanted: &[Security]| wanted.iter().all(|scheme| have.iter().any(|has| meets(has, scheme)));
    before.iter().all(|have| these.iter().any(|wanted| is_met(have, wanted)))
}

/// Returns `true` if a credential for one scheme is also one for another. Users set tokens and passwords by kind, and
/// keys by the name of the scheme.
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

/// Returns a text such as `bearer token, or key api_key (header) + user and password`.
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
        SecurityKind::ApiKey(location, _) => format!("key {} ({location})", scheme.name),
        SecurityKind::Other => scheme.name.clone(),
    }
}

fn scopes(alternatives: &[Vec<Security>]) -> String {
    let scopes: BTreeSet<&str> =
        alternatives.iter().flatten().flat_map(|scheme| &scheme.scopes).map(String::as_str).collect();
    scopes.into_iter().collect::<Vec<_>>().join(", ")
}
