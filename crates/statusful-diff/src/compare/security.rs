//! Credentials that an operation requires, and whether the old ones still suffice.

use statusful_codegen::ir::{Security, SecurityKind};

use super::Found;
use crate::{ChangeKind, ChangePlace};

pub(super) fn security(found: &mut Found, old: &[Vec<Security>], new: &[Vec<Security>]) {
    let schemes = |these, before| accepts_all(these, before, meets);
    let tokens = |these, before| accepts_all(these, before, meets_with_scopes);
    let kind = match (schemes(new, old), tokens(new, old), schemes(old, new), tokens(old, new)) {
        (false, ..) => ChangeKind::SecurityChanged,
        (true, false, ..) => ChangeKind::ScopesChanged,
        (true, true, false, _) => ChangeKind::SecurityWidened,
        (true, true, true, false) => ChangeKind::ScopesReduced,
        (true, true, true, true) => return,
    };
    let has_scopes = matches!(kind, ChangeKind::ScopesChanged | ChangeKind::ScopesReduced);
    found.push(ChangePlace::Security, kind, alternatives(old, has_scopes), alternatives(new, has_scopes));
}

/// Returns `true` if credentials that satisfied any old alternative also satisfy one of the new ones.
fn accepts_all(these: &[Vec<Security>], before: &[Vec<Security>], meets: fn(&Security, &Security) -> bool) -> bool {
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
/// keys by the name of the scheme. What is not in the HTTP message has only the name of its scheme.
fn meets(has: &Security, wanted: &Security) -> bool {
    match (&has.kind, &wanted.kind) {
        (SecurityKind::Bearer, SecurityKind::Bearer | SecurityKind::ClientCredentials(_))
        | (SecurityKind::ClientCredentials(_), SecurityKind::ClientCredentials(_))
        | (SecurityKind::Basic, SecurityKind::Basic) => true,
        (SecurityKind::ApiKey(..), SecurityKind::ApiKey(..)) | (SecurityKind::Other, SecurityKind::Other) => {
            has.name == wanted.name
        }
        _ => false,
    }
}

/// Returns `true` if a credential with the scopes of one requirement is enough for another one.
fn meets_with_scopes(has: &Security, wanted: &Security) -> bool {
    meets(has, wanted) && wanted.scopes.iter().all(|scope| has.scopes.contains(scope))
}

/// Returns a text such as `bearer token (read, write), or key api_key (header) + user and password`.
fn alternatives(alternatives: &[Vec<Security>], has_scopes: bool) -> String {
    let all: Vec<String> = alternatives
        .iter()
        .map(|schemes| {
            let names: Vec<_> = schemes.iter().map(|it| scheme(it) + &scopes(it, has_scopes)).collect();
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

fn scopes(scheme: &Security, has_scopes: bool) -> String {
    if has_scopes && !scheme.scopes.is_empty() { format!(" ({})", scheme.scopes.join(", ")) } else { String::new() }
}
