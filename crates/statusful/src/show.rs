//! Printing requests and statuses without what may be secret.

use std::fmt;

use http::{Method, StatusCode};
use reqwest::Url;

/// A URL without user information, query and fragment: keys travel there.
pub(crate) struct ShowUrl<'a>(pub(crate) &'a Url);

impl fmt::Display for ShowUrl<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = self.0;
        write!(f, "{}://{}", url.scheme(), url.host_str().unwrap_or_default())?;
        if let Some(port) = url.port() {
            write!(f, ":{port}")?;
        }
        f.write_str(url.path())
    }
}

impl fmt::Debug for ShowUrl<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{self}\"")
    }
}

/// A request in short: `GET https://host/path`.
pub(crate) struct ShowRequest<'a>(pub(crate) &'a Method, pub(crate) &'a Url);

impl fmt::Display for ShowRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.0, ShowUrl(self.1))
    }
}

/// A status with its reason, where it has one: `200 OK`, `599`.
pub(crate) struct ShowStatus(pub(crate) StatusCode);

impl fmt::Display for ShowStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.canonical_reason() {
            Some(reason) => write!(f, "{} {reason}", self.0.as_u16()),
            None => write!(f, "{}", self.0.as_u16()),
        }
    }
}

/// The longest text of a server that a message repeats, in characters.
const LONGEST: usize = 64;

/// Text that a server chose: control characters escaped and the length bounded, so that it cannot forge log lines.
pub(crate) fn foreign(text: &str) -> String {
    let mut shown: String = text.chars().take(LONGEST).flat_map(char::escape_debug).collect();
    if text.chars().nth(LONGEST).is_some() {
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
        assert_eq!(ShowRequest(&Method::GET, &url).to_string(), "GET https://host:8443/a/b");
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
    }
}
