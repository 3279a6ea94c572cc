//! Chooses the credentials of a call.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;
use statusful_codegen::ir::{ParameterLocation, Security, SecurityKind};

use super::scenario::Exchange;

/// The credentials that a client is given.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Credentials {
    /// The token of every scheme that takes one, if any.
    pub(super) tokens: Vec<String>,
    /// The keys, by scheme.
    pub(super) keys: BTreeMap<String, String>,
    /// The headers that contain them, in lower case.
    #[serde(skip)]
    pub(super) headers: Vec<String>,
}

/// A credential of a scenario that has none, because its request is rejected with any.
const REJECTED: &str = "rejected";

/// Returns the credentials of a request. They are those of the first requirement that it satisfies; if it satisfies none,
/// each scheme of the first gets a credential that is not valid.
pub(super) fn credentials(security: &[Vec<Security>], exchange: &Exchange) -> Credentials {
    let with = |schemes: &Vec<Security>, default: Option<&str>| {
        let mut credentials = Credentials::default();
        let is_complete = schemes.iter().all(|scheme| credentials.add(scheme, exchange, default).is_some());
        is_complete.then_some(credentials)
    };
    let required = || security.iter().filter(|schemes| !schemes.is_empty());
    let is_optional = security.iter().any(Vec::is_empty);
    let found = required().find_map(|schemes| with(schemes, None));
    let rejected = || required().find_map(|schemes| with(schemes, Some(REJECTED))).filter(|_| !is_optional);
    found.or_else(rejected).unwrap_or_default()
}

impl Credentials {
    fn add(&mut self, scheme: &Security, exchange: &Exchange, default: Option<&str>) -> Option<()> {
        let header = |name: &str| exchange.header(name).and_then(Value::as_str).map(str::to_owned);
        let default = || default.map(str::to_owned);
        match &scheme.kind {
            SecurityKind::Bearer | SecurityKind::ClientCredentials(_) => {
                let token = header("authorization").and_then(|it| it.strip_prefix("Bearer ").map(str::to_owned));
                self.tokens.push(token.or_else(default)?);
                self.headers.push("authorization".to_owned());
            }
            SecurityKind::ApiKey(ParameterLocation::Header, name) => {
                self.keys.insert(scheme.name.clone(), header(name).or_else(default)?);
                self.headers.push(name.to_ascii_lowercase());
            }
            SecurityKind::ApiKey(..) | SecurityKind::Basic | SecurityKind::Other => return None,
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn scheme(name: &str, kind: SecurityKind) -> Security {
        Security { name: name.to_owned(), kind, scopes: Vec::new() }
    }

    fn exchange(headers: &[(&str, &str)]) -> Exchange {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
        Exchange { headers, ..Exchange::default() }
    }

    #[test]
    fn the_scheme_that_the_request_has_is_chosen() {
        let key = scheme("key", SecurityKind::ApiKey(ParameterLocation::Header, "X-Key".to_owned()));
        let security = [vec![key], vec![scheme("token", SecurityKind::Bearer)]];
        let found = credentials(&security, &exchange(&[("authorization", "Bearer t")]));
        assert_eq!((found.tokens, found.keys.len()), (vec!["t".to_owned()], 0));
        let found = credentials(&security, &exchange(&[("x-key", "k")]));
        assert_eq!((found.tokens.len(), found.keys.get("key").map(String::as_str)), (0, Some("k")));
    }

    #[test]
    fn only_a_required_credential_is_made_up() {
        let token = || vec![scheme("token", SecurityKind::Bearer)];
        assert_eq!(credentials(&[token()], &exchange(&[])).tokens, [REJECTED]);
        assert_eq!(credentials(&[token(), Vec::new()], &exchange(&[])), Credentials::default());
        assert_eq!(credentials(&[vec![scheme("x", SecurityKind::Other)]], &exchange(&[])), Credentials::default());
    }
}
