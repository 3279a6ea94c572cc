//! Security schemes: how programs get credentials, and how the client sends them.

use std::collections::{BTreeMap, BTreeSet};

use statusful_codegen::openapi::{Components, Document, OAuthFlow, SchemeKind, SecurityScheme};

use super::Found;
use crate::pairs::Pairs;
use crate::{Change, ChangeKind, ChangePlace, Subject};

/// Compares the schemes that both documents have. A scheme that is added or removed changes the operations that require it.
pub(super) fn schemes<'d>(old: &'d Document<'d>, new: &'d Document<'d>) -> Vec<Change> {
    let mut found = Found::new(Subject::Client);
    let [olds, news] = [named(old), named(new)];
    for ((name, was), (_, is)) in Pairs::of(&olds, &news).by(|(name, _)| name).both {
        scheme(&mut found, &ChangePlace::SecurityScheme((*name).to_owned()), *was, *is);
    }
    found.changes
}

fn named<'d>(document: &'d Document<'d>) -> Vec<(&'d str, SecurityScheme<'d>)> {
    let components = document.components();
    let names = components.into_iter().flat_map(Components::security_scheme_names);
    names.filter_map(|name| Some((name, components?.security_scheme(name)?))).collect()
}

fn scheme(found: &mut Found, place: &ChangePlace, old: SecurityScheme<'_>, new: SecurityScheme<'_>) {
    let [was, is] = [kind(old), kind(new)];
    if was != is {
        return found.push(place.clone(), ChangeKind::SecuritySchemeChanged, was, is);
    }
    let [was, is] = [details(old), details(new)];
    for (name, was) in &was {
        match is.get(name) {
            Some(is) => found.differ(place, ChangeKind::SecuritySchemeChanged, spelled(name, was), spelled(name, is)),
            None => found.push(place.clone(), ChangeKind::SecuritySchemeReduced, spelled(name, was), ""),
        }
    }
    for (name, is) in is.iter().filter(|(name, _)| !was.contains_key(*name)) {
        found.push(place.clone(), ChangeKind::SecuritySchemeExtended, "", spelled(name, is));
    }
    let [was, is] = [scopes(old), scopes(new)];
    for scope in was.difference(&is) {
        found.push(place.clone(), ChangeKind::SecuritySchemeReduced, scope.as_str(), "");
    }
    for scope in is.difference(&was) {
        found.push(place.clone(), ChangeKind::SecuritySchemeExtended, "", scope.as_str());
    }
}

/// Returns how the credential is sent.
fn kind(scheme: SecurityScheme<'_>) -> String {
    match scheme.kind() {
        SchemeKind::ApiKey(location, name) => format!("apiKey {name} in {location}"),
        SchemeKind::Http(scheme) => format!("http {}", scheme.to_ascii_lowercase()),
        SchemeKind::OAuth2(_) => "oauth2".to_owned(),
        SchemeKind::OpenIdConnect => "openIdConnect".to_owned(),
        SchemeKind::Other => "another kind".to_owned(),
    }
}

/// Returns the URLs where programs find the endpoints and request tokens.
fn details(scheme: SecurityScheme<'_>) -> BTreeMap<String, String> {
    let discovery = scheme.open_id_connect_url().map(|url| ("openIdConnectUrl".to_owned(), url.to_owned()));
    let urls = |(flow, it): (_, OAuthFlow<'_>)| {
        it.urls().map(move |(field, url)| (format!("{flow}.{field}"), url.to_owned())).collect::<Vec<_>>()
    };
    discovery.into_iter().chain(scheme.flows().flat_map(urls)).collect()
}

fn scopes(scheme: SecurityScheme<'_>) -> BTreeSet<String> {
    let of_flow = |(flow, it): (&str, OAuthFlow<'_>)| {
        it.scopes().map(|scope| format!("{flow} scope {scope}")).collect::<Vec<_>>()
    };
    scheme.flows().flat_map(of_flow).collect()
}

fn spelled(name: &str, value: &str) -> String {
    format!("{name}: {value}")
}
