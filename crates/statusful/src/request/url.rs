//! Builds a request's URL from the server, the path template and the parameters.

use http::Uri;
use reqwest::Url;

use crate::error::{RequestError, RequestErrorKind};
use crate::param::{self, Pair};
use crate::server_url::unfilled_variable;

/// The maximum length of a URL in bytes, which the transport imposes. It is checked before anything is sent.
const MAX_LENGTH: usize = u16::MAX as usize - 1;

/// The capacity that is reserved for a path, in bytes.
const MEAN_LENGTH: usize = 64;

/// Parses an absolute `http` or `https` URL to which paths can be appended. Rejects user information, as recommended by
/// RFC 9110, section 4.2.4: passwords belong in the client's credentials. Rejects braces, which indicate a server
/// variable without a value.
pub(crate) fn parse_server(server: &str) -> Option<Url> {
    let mut url = Url::parse(server).ok().filter(|_| !server.contains(['{', '}']))?;
    url.set_fragment(None);
    let anonymous = url.username().is_empty() && url.password().is_none();
    // The transport accepts fewer hosts than the URL standard.
    let is_sendable = matches!(url.scheme(), "http" | "https") && Uri::try_from(url.as_str()).is_ok();
    (is_sendable && anonymous).then_some(url)
}

/// Returns the error for a server that [`parse_server`] rejects.
pub(crate) fn invalid_server(server: &str) -> RequestError {
    let message = match unfilled_variable(server) {
        Some(name) => format!("the server variable `{name}` has no valid value"),
        None => "the server is not an absolute http or https URL; set one with `server`".to_owned(),
    };
    RequestError::new(RequestErrorKind::Url, message)
}

/// Appends the path and the query to the URL of a server. `path` and `query` are already percent-encoded. A query in
/// `url` or in the template is kept. The fragment of a template only distinguishes operations that share a path.
pub(super) fn assemble(
    mut url: Url,
    template: &str,
    path: &[(String, String)],
    query: &str,
) -> Result<Url, RequestError> {
    let (template, _) = template.split_once('#').unwrap_or((template, ""));
    let (below, template_query) = template.split_once('?').unwrap_or((template, ""));
    let mut joined = String::with_capacity(MEAN_LENGTH);
    joined.push_str(url.path().trim_end_matches('/'));
    joined.push('/');
    expand(below.trim_start_matches('/'), path, &mut joined)?;
    url.set_path(&joined);
    let mut own_query = String::new();
    expand(template_query, path, &mut own_query)?;
    if !(own_query.is_empty() && query.is_empty()) {
        let parts = [url.query().unwrap_or_default(), &own_query, query];
        let joined = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("&");
        url.set_query(Some(&joined));
    }
    checked(url)
}

/// Returns a URL, or an error if it is too long.
fn checked(url: Url) -> Result<Url, RequestError> {
    if url.as_str().len() > MAX_LENGTH {
        return Err(RequestError::new(RequestErrorKind::Url, "the URL is too long"));
    }
    Ok(url)
}

/// Replaces the path and query of a server with those of a next page. `own` parameters, which are credentials, replace
/// those of the page with the same name. `more` parameters are added unless the page has them.
pub(super) fn follow<'a>(
    mut url: Url,
    target: &str,
    own: &'a [(String, Vec<Pair>)],
    more: impl Iterator<Item = &'a (String, Vec<Pair>)>,
) -> Result<Url, RequestError> {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    // Neither can lead to another origin.
    url.set_path(path);
    url.set_query(Some(query));
    let names: Vec<String> = url.query_pairs().map(|(name, _)| name.into_owned()).collect();
    let written = query.split('&').filter(|pair| !pair.is_empty()).zip(&names);
    let kept = written.filter(|(_, name)| !own.iter().any(|(replaced, _)| replaced == *name));
    let added = own.iter().chain(more.filter(|(name, _)| !names.contains(name)));
    let added = added.map(|(_, pairs)| param::join(pairs)).filter(|pairs| !pairs.is_empty());
    let parts: Vec<String> = kept.map(|(pair, _)| pair.to_owned()).chain(added).collect();
    url.set_query(Some(parts.join("&")).filter(|query| !query.is_empty()).as_deref());
    checked(url)
}

/// Appends a template with `{name}` filled in to `expanded`. Braces that are not placeholders are kept.
fn expand(template: &str, path: &[(String, String)], expanded: &mut String) -> Result<(), RequestError> {
    let mut rest = template;
    while let Some((before, opened)) = rest.split_once('{')
        && let Some((name, after)) = opened.split_once('}')
    {
        let (_, value) = path.iter().find(|(known, _)| known == name).ok_or_else(|| {
            RequestError::new(RequestErrorKind::Path, format!("the path parameter `{name}` is not set"))
        })?;
        expanded.push_str(before);
        expanded.push_str(value);
        rest = after;
    }
    expanded.push_str(rest);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(server: &str, template: &str, query: &str) -> String {
        let path = [("id".to_owned(), "a%2Fb".to_owned()), ("n".to_owned(), "7".to_owned())];
        assemble(parse_server(server).unwrap(), template, &path, query).unwrap().to_string()
    }

    #[test]
    fn the_servers_path_is_kept() {
        for (server, expected) in [
            ("https://h/api", "https://h/api/x"),
            ("https://h/api/", "https://h/api/x"),
            ("https://h", "https://h/x"),
            ("https://h/", "https://h/x"),
            ("http://h:8080/a/b", "http://h:8080/a/b/x"),
            ("https://h/api#top", "https://h/api/x"),
        ] {
            assert_eq!(url(server, "/x", ""), expected, "{server}");
        }
        assert_eq!(url("https://h/api", "/", ""), "https://h/api/");
    }

    #[test]
    fn the_servers_query_is_kept() {
        assert_eq!(url("https://h/api?v=1", "/x", "a=2"), "https://h/api/x?v=1&a=2");
        assert_eq!(url("https://h/api?v=1", "/x", ""), "https://h/api/x?v=1");
        assert_eq!(url("https://h/api?", "/x", "a=2"), "https://h/api/x?a=2");
    }

    #[test]
    fn placeholders_are_filled_in() {
        assert_eq!(url("https://h", "/keys/{id}/v{n}.json", ""), "https://h/keys/a%2Fb/v7.json");
        assert_eq!(url("https://h", "/a{b", ""), "https://h/a%7Bb");
        let missing = assemble(parse_server("https://h").unwrap(), "/{other}", &[], "").unwrap_err();
        assert_eq!(missing.kind(), RequestErrorKind::Path);
    }

    #[test]
    fn a_template_may_have_a_query_but_sends_no_fragment() {
        assert_eq!(url("https://h", "/x?op=a", ""), "https://h/x?op=a");
        assert_eq!(url("https://h?v=1", "/x?op=a&id={id}#b", "c=2"), "https://h/x?v=1&op=a&id=a%2Fb&c=2");
        assert_eq!(url("https://h", "/x#b?c", ""), "https://h/x");
        assert_eq!(url("https://h", "/x#{other}", ""), "https://h/x");
    }

    #[test]
    fn a_next_page_replaces_path_and_query_and_stays_at_the_server() {
        let pairs = |text: &str| {
            let pair = |pair: &str| pair.split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned()));
            text.split('&').filter_map(pair).map(|pair| (pair.0.clone(), vec![pair])).collect::<Vec<_>>()
        };
        for (target, own, more, expected) in [
            ("/x?page=2", "", "", "https://h/x?page=2"),
            ("/x", "key=k", "v=1", "https://h/x?key=k&v=1"),
            ("/x?v=2&k%65y=old&page=2&&key", "key=k", "v=1", "https://h/x?v=2&page=2&key=k"),
            ("//other/x?y", "", "", "https://h//other/x?y"),
            ("https://other/x", "", "", "https://h/https://other/x"),
            ("/a%2Fb?c=%26&d=+", "", "", "https://h/a%2Fb?c=%26&d=+"),
            ("?page=2", "", "", "https://h/?page=2"),
            ("/x?", "", "", "https://h/x"),
            ("/x#y", "", "", "https://h/x%23y"),
        ] {
            let server = parse_server("https://h/api?v=0").unwrap();
            let url = follow(server, target, &pairs(own), pairs(more).iter()).unwrap();
            assert_eq!(url.as_str(), expected, "{target}");
        }
    }

    #[test]
    fn the_transport_takes_every_url_up_to_a_length() {
        let all: String = (0..=0x100).filter_map(char::from_u32).filter(|c| !"{}".contains(*c)).collect();
        let url = |length: usize| {
            let path = [("x".to_owned(), "x".repeat(length))];
            assemble(
                parse_server("https://h").unwrap(),
                &format!("/{}{{x}}?{all}", all.replace(['?', '#'], "")),
                &path,
                &all,
            )
        };
        let shortest = url(0).unwrap().as_str().len();
        assert!(Uri::try_from(url(MAX_LENGTH - shortest).unwrap().as_str()).is_ok());
        assert!(url(MAX_LENGTH - shortest + 1).is_err());
        assert!(Uri::try_from(format!("https://h/{}", "x".repeat(MAX_LENGTH - 9))).is_err());
    }

    #[test]
    fn other_servers_are_refused() {
        for server in [
            "",
            "/api",
            "example.com/api",
            "ftp://h",
            "mailto:a@b",
            "data:text/plain,x",
            "https://{region}.h",
            "https://",
            "https://me:pw@h",
        ] {
            assert!(parse_server(server).is_none(), "{server}");
        }
    }
}
