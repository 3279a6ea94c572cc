//! Prints requests and statuses without possible secrets.

use std::fmt;

use http::{Method, StatusCode};
use reqwest::Url;

/// Prints a URL without user information, query and fragment, which may contain keys. For URLs whose path is public.
#[cfg(any(feature = "login", test))]
pub(crate) struct ShowUrl<'a>(pub(crate) &'a Url);

#[cfg(any(feature = "login", test))]
impl fmt::Display for ShowUrl<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        origin(self.0, f)?;
        f.write_str(self.0.path())
    }
}

/// Prints the scheme, the host and the port.
fn origin(url: &Url, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{}://{}", url.scheme(), url.host_str().unwrap_or_default())?;
    url.port().map_or(Ok(()), |port| write!(f, ":{port}"))
}

#[cfg(any(feature = "login", test))]
impl fmt::Debug for ShowUrl<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{self}\"")
    }
}

/// The printable form of a request's path: the path of its server, and the path template.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Route {
    template: &'static str,
    /// The length of the server's path, in bytes.
    server: usize,
}

impl Route {
    /// Creates the route of a URL from the server's path and the template. Values cannot contain a slash.
    pub(crate) fn of(url: &Url, template: &'static str) -> Self {
        let template = without_query(template);
        let slashes = template.trim_start_matches('/').bytes().filter(|byte| *byte == b'/').count();
        let mut from_end = url.path().bytes().enumerate().rev().filter(|(_, byte)| *byte == b'/');
        let server = from_end.nth(slashes).map_or(0, |(at, _)| at);
        Self { template, server }
    }

    /// Creates the route of a URL whose path is that of a next page, which may contain anything.
    pub(crate) fn of_page(template: &'static str) -> Self {
        Self { template: without_query(template), server: 0 }
    }
}

/// Returns the path of a template.
fn without_query(template: &'static str) -> &'static str {
    let end = template.bytes().position(|byte| matches!(byte, b'?' | b'#'));
    end.map_or(template, |end| &template[..end])
}

/// Prints a URL without user information, query and fragment, and with the path template instead of parameter values.
pub(crate) struct ShowTemplate<'a>(pub(crate) &'a Url, pub(crate) Route);

impl fmt::Display for ShowTemplate<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (url, Route { template, server }) = (self.0, self.1);
        origin(url, f)?;
        // A hook may have shortened the path.
        write!(f, "{}/{}", url.path().get(..server).unwrap_or_default(), template.trim_start_matches('/'))
    }
}

impl fmt::Debug for ShowTemplate<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{self}\"")
    }
}

/// Prints a request in short form: `GET https://host/keys/{id}`.
pub(crate) struct ShowRequest<'a>(pub(crate) &'a Method, pub(crate) &'a Url, pub(crate) Route);

impl fmt::Display for ShowRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.0, ShowTemplate(self.1, self.2))
    }
}

/// Prints a status with its reason phrase, if it has one: `200 OK`, `599`.
pub(crate) struct ShowStatus(pub(crate) StatusCode);

impl fmt::Display for ShowStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.canonical_reason() {
            Some(reason) => write!(f, "{} {reason}", self.0.as_u16()),
            None => write!(f, "{}", self.0.as_u16()),
        }
    }
}

/// The maximum length of a server's text in a message, in characters.
const LONGEST: usize = 64;

/// The maximum length of a server's error message in a message, in characters.
const LONGEST_MESSAGE: usize = 256;

/// Escapes control characters in a server's text and limits its length, so that it cannot forge log lines.
pub(crate) fn foreign(text: &str) -> String {
    bounded(text, LONGEST, "")
}

/// Does the same for an error message that users read: it can be longer, and quotes are not escaped.
pub(crate) fn foreign_message(text: &str) -> String {
    bounded(text, LONGEST_MESSAGE, "'\"\\")
}

fn bounded(text: &str, longest: usize, plain: &str) -> String {
    let mut shown = String::new();
    for c in text.chars().take(longest) {
        if plain.contains(c) { shown.push(c) } else { shown.extend(c.escape_debug()) }
    }
    if text.chars().nth(longest).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_keeps_only_what_is_public() {
        let url = "https://me:pw@host:8443/a/b?key=sk#f".parse().unwrap();
        assert_eq!(ShowUrl(&url).to_string(), "https://host:8443/a/b");
    }

    #[test]
    fn a_request_has_its_template_below_the_path_of_the_server() {
        for (url, template, shown) in [
            ("https://host/keys/sk", "/keys/{id}", "GET https://host/keys/{id}"),
            ("https://host/a/b/keys/sk/v1", "/keys/{id}/v1", "GET https://host/a/b/keys/{id}/v1"),
            ("https://host/a/keys/sk?k=sk", "keys/{id}?k={key}#one", "GET https://host/a/keys/{id}"),
            ("https://host/a/", "/", "GET https://host/a/"),
            ("https://host/", "", "GET https://host/"),
            // The path does not match the template, so nothing of it is printed.
            ("https://host/sk", "/keys/{id}/v1", "GET https://host/keys/{id}/v1"),
        ] {
            let url = url.parse().unwrap();
            assert_eq!(ShowRequest(&Method::GET, &url, Route::of(&url, template)).to_string(), shown);
        }
    }

    #[test]
    fn a_status_without_a_reason_is_a_number() {
        assert_eq!(ShowStatus(StatusCode::IM_A_TEAPOT).to_string(), "418 I'm a teapot");
        assert_eq!(ShowStatus(StatusCode::from_u16(599).unwrap()).to_string(), "599");
    }

    #[test]
    fn foreign_text_is_escaped_and_bounded() {
        assert_eq!(foreign("a\nb"), "a\\nb");
        assert_eq!(foreign(&"x".repeat(1000)).chars().count(), LONGEST + 1);
        assert_eq!(
            foreign_message("it isn't \"a\\b\"\r\n\u{1b}[31m\u{202e}"),
            "it isn't \"a\\b\"\\r\\n\\u{1b}[31m\\u{202e}"
        );
        assert_eq!(foreign_message(&"x".repeat(1000)).chars().count(), LONGEST_MESSAGE + 1);
    }
}
