//! Finds the operation that sends a request.

use std::collections::BTreeMap;

use super::scenario::Exchange;
use super::subject::Target;
use super::template::{captures, specificity};
use crate::conform::pair::OperationPair;

/// The operation that sends a request, and what its URL contains.
#[derive(Debug)]
pub(super) struct Route<'t, 'a> {
    pub(super) target: &'t Target<'a>,
    pub(super) pair: &'t OperationPair<'a>,
    /// The URL of the server.
    pub(super) server: String,
    /// The text of each parameter in the path.
    pub(super) path: BTreeMap<String, String>,
}

/// Finds the operation of a specification that sends a request to `address`. If several documents describe it, the one
/// whose version is in the request is chosen, otherwise the latest.
pub(super) fn route<'t, 'a>(
    targets: &'t [Target<'a>],
    specification: &str,
    exchange: &Exchange,
    address: &str,
) -> Option<Route<'t, 'a>> {
    let own = targets.iter().filter(|target| target.subject.compiled.specification == specification);
    let pairs = own.flat_map(|target| target.pairs.iter().map(move |pair| (target, pair)));
    let with_method = pairs.filter(|(_, pair)| pair.operation.method.as_str().eq_ignore_ascii_case(&exchange.method));
    let routes = with_method.filter_map(|(target, pair)| {
        let server = pair.found.servers().first().and_then(|server| server.url()).unwrap_or_default();
        let server = path_of(server);
        let template = format!("{server}{}", pair.operation.path);
        // The server ignores a slash at the end of a path.
        let without_slash = || captures(template.strip_suffix('/')?, &exchange.uri);
        let path = captures(&template, &exchange.uri).or_else(without_slash)?;
        let version = target.subject.compiled.version.as_deref();
        let is_version = version.is_some_and(|version| has_value(version, exchange, &path));
        let rank = (is_version, specificity(&template));
        let filled =
            path.iter().fold(server.to_owned(), |url, (name, value)| url.replace(&format!("{{{name}}}"), value));
        Some((rank, Route { target, pair, server: format!("{address}{filled}"), path }))
    });
    routes.max_by_key(|(rank, _)| *rank).map(|(_, route)| route)
}

/// Returns the path of a server's URL. Its origin is either written or a variable.
fn path_of(url: &str) -> &str {
    let after_origin = match url.split_once("://") {
        Some((_, rest)) => rest.find('/').and_then(|start| rest.get(start..)),
        None => url.split_once('}').map(|(_, rest)| rest),
    };
    after_origin.unwrap_or_default().trim_end_matches('/')
}

fn has_value(version: &str, exchange: &Exchange, path: &BTreeMap<String, String>) -> bool {
    path.values().any(|value| value == version) || exchange.query.values().any(|value| value.as_str() == Some(version))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_origin_is_no_part_of_the_path() {
        assert_eq!(path_of("http://localhost:3000"), "");
        assert_eq!(path_of("http://localhost:3000/v1/"), "/v1");
        assert_eq!(path_of("{endpoint}/v{version}"), "/v{version}");
        assert_eq!(path_of("{endpoint}"), "");
        assert_eq!(path_of(""), "");
    }
}
