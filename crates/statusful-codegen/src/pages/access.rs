//! The credentials that an operation requires, and how to configure them.

use heck::ToShoutySnakeCase;

use super::cell::Table;
use super::site::Site;
use crate::ir::{Operation, ParameterLocation, Security, SecurityKind};
use crate::tokens::markdown::code;

/// Returns a table of the security schemes, each with the builder's setter and the environment variable that
/// `credentials_from_env` reads.
pub(super) fn authentication(site: &Site<'_>, operation: &Operation) -> Option<String> {
    if operation.security.iter().all(Vec::is_empty) {
        return None;
    }
    let mut table = Table::new(&["Scheme", "Sent as", "Setter", "Environment variable"]);
    let mut seen = Vec::new();
    for security in operation.security.iter().flatten() {
        if !seen.contains(&&security.name) {
            seen.push(&security.name);
            table.row(&row(site, security));
        }
    }
    let mut text = String::new();
    if operation.security.len() > 1 || operation.security.iter().any(|all| all.len() > 1) {
        let names = |all: &Vec<Security>| all.iter().map(|one| code(&one.name)).collect::<Vec<_>>().join(" and ");
        let none = || "no credentials".to_owned();
        let all = operation.security.iter().map(|all| if all.is_empty() { none() } else { names(all) });
        text = format!("Requires {}.\n\n", all.collect::<Vec<_>>().join(", or "));
    }
    Some(text + &table.finish())
}

fn row(site: &Site<'_>, security: &Security) -> Vec<String> {
    let prefix = site.crate_name().to_shouty_snake_case();
    let own = |suffix: &str| code(&format!("{prefix}_{suffix}"));
    let (sent, setter, variable) = match &security.kind {
        SecurityKind::Bearer => {
            ("`Authorization: Bearer`".to_owned(), code(".bearer_auth(token)"), own("BEARER_TOKEN"))
        }
        SecurityKind::ClientCredentials(url) => (
            format!("`Authorization: Bearer`, with a token from {}", code(url)),
            code(".client_credentials(credentials)"),
            format!("{} and {}", own("CLIENT_ID"), own("CLIENT_SECRET")),
        ),
        SecurityKind::Basic => (
            "`Authorization: Basic`".to_owned(),
            code(".basic_auth(user, password)"),
            format!("{} and {}", own("USERNAME"), own("PASSWORD")),
        ),
        SecurityKind::ApiKey(location, key) => {
            let place = match location {
                ParameterLocation::Query => "query parameter",
                ParameterLocation::Cookie => "cookie",
                ParameterLocation::Header | ParameterLocation::Path => "header",
            };
            let setter = format!(".api_key({:?}, key)", security.name);
            (format!("{place} {}", code(key)), code(&setter), own(&security.name.to_shouty_snake_case()))
        }
        SecurityKind::Other => ("not in the request".to_owned(), "none".to_owned(), "none".to_owned()),
    };
    vec![code(&security.name), sent, setter, variable]
}
