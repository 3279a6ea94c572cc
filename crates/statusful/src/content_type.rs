//! Matches the `Content-Type` of a response against documented media types.

use http::HeaderMap;
use http::header::CONTENT_TYPE;
use mediatype::names::{APPLICATION, CHARSET, JSON};
use mediatype::{MediaType, Name, ReadParams as _};

/// The `Content-Type` of a response.
#[derive(Debug, Clone, Copy)]
pub(crate) enum ContentType<'a> {
    /// The header is absent or empty.
    Absent,
    /// The header is not a media type.
    Malformed,
    /// Visible ASCII, which is parsed only if it differs from the documented media type.
    Text(&'a str),
}

impl<'a> ContentType<'a> {
    pub(crate) fn of(headers: &'a HeaderMap) -> Self {
        headers.get(CONTENT_TYPE).map_or(Self::Absent, |value| value.to_str().map_or(Self::Malformed, Self::of_text))
    }

    fn of_text(text: &'a str) -> Self {
        match text.trim() {
            "" => Self::Absent,
            text => Self::Text(text),
        }
    }

    fn parsed(self) -> Option<MediaType<'a>> {
        match self {
            Self::Text(text) => MediaType::parse(text).ok(),
            Self::Absent | Self::Malformed => None,
        }
    }

    /// Returns `true` if it matches a documented media type or range.
    ///
    /// A response without `Content-Type` matches everything (RFC 9110, section 8.3).
    pub(crate) fn is(self, documented: &str) -> bool {
        self.matches(documented, has_parameter)
    }

    /// Returns `true` if it matches a documented media type or range, ignoring parameters that it does not have.
    pub(crate) fn may_be(self, documented: &str) -> bool {
        self.matches(documented, |actual, name, value| {
            actual.get_param(name).is_none() || has_parameter(actual, name, value)
        })
    }

    fn matches(self, documented: &str, fits: impl Fn(&MediaType<'_>, Name<'_>, &str) -> bool) -> bool {
        match self {
            Self::Absent => return true,
            Self::Text(text) if text == documented => return true,
            Self::Text(_) | Self::Malformed => {}
        }
        match (self.parsed(), MediaType::parse(documented)) {
            (Some(actual), Ok(documented)) => {
                covers(&documented, &actual)
                    && documented.params().all(|(name, value)| fits(&actual, name, &value.unquoted_str()))
            }
            _ => documented == "*/*",
        }
    }

    /// Returns the media type without its parameters.
    pub(crate) fn essence(self) -> Option<&'a str> {
        match self {
            Self::Text(text) if self.parsed().is_some() => text.split(';').next().map(str::trim_end),
            _ => None,
        }
    }

    /// Returns the `charset` parameter.
    pub(crate) fn charset(self) -> Option<String> {
        self.parsed()?.get_param(CHARSET).map(|value| value.unquoted_str().into_owned())
    }
}

/// Returns `true` if the media type of a request body is valid, and matches a documented media type or range.
pub(crate) fn is_within(media_type: &str, documented: &str) -> bool {
    let Ok(actual) = MediaType::parse(media_type) else { return false };
    let is_concrete = actual.ty != "*" && actual.subty != "*";
    is_concrete && MediaType::parse(documented).is_ok_and(|documented| covers(&documented, &actual))
}

fn covers(documented: &MediaType<'_>, actual: &MediaType<'_>) -> bool {
    if documented.ty == "*" {
        return true;
    }
    if *documented == MediaType::new(APPLICATION, JSON) && actual.suffix.is_some_and(|suffix| suffix == JSON) {
        return true;
    }
    documented.ty == actual.ty
        && (documented.subty == "*" || (documented.subty == actual.subty && documented.suffix == actual.suffix))
}

/// Charsets are compared case-insensitively (RFC 9110, section 8.3.2), values of other parameters case-sensitively.
fn has_parameter(actual: &MediaType<'_>, name: Name<'_>, value: &str) -> bool {
    let same = |found: &str| if name == CHARSET { found.eq_ignore_ascii_case(value) } else { found == value };
    actual.get_param(name).is_some_and(|found| same(&found.unquoted_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content_type(value: &str) -> ContentType<'_> {
        ContentType::of_text(value)
    }

    #[test]
    fn documented_types_match() {
        for (documented, actual, expected) in [
            ("application/json", "application/json", true),
            ("application/json", "Application/JSON; charset=UTF-8", true),
            ("application/json", "application/json;", true),
            ("application/json", "application/problem+json", true),
            ("application/json", "application/vnd.api+JSON; v=1", true),
            ("application/json", "application/jsonlines", false),
            ("application/json", "application/json+xml", false),
            ("application/json", "text/json", false),
            ("application/json", "text/plain", false),
            ("application/problem+json", "application/problem+json", true),
            ("application/problem+json", "application/json", false),
            ("application/problem+json", "application/vnd.api+json", false),
            ("text/plain", "text/plain; charset=latin1", true),
            ("text/plain", "text/html", false),
            ("text/plain; charset=utf-8", "text/plain; Charset=\"UTF-8\"; x=y", true),
            ("text/plain; charset=utf-8", "text/plain", false),
            ("application/json; version=1", "application/json; version=2", false),
            ("application/json; version=1", "application/json; version=1", true),
            ("application/json; profile=A", "application/json; profile=a", false),
            ("text/*", "text/html", true),
            ("text/*", "application/json", false),
            ("application/*", "application/problem+json", true),
            ("application/*", "image/png", false),
            ("*/*", "image/png", true),
            ("*/*", "certainly not a media type", true),
            ("application/json", "certainly not a media type", false),
            ("application/json", "application/json, text/plain", false),
            ("not a media type", "application/json", false),
        ] {
            assert_eq!(content_type(actual).is(documented), expected, "{documented} <- {actual}");
        }
    }

    #[test]
    fn a_parameter_may_be_absent_but_not_different() {
        for (actual, expected) in [
            ("text/csv", true),
            ("text/csv; charset=utf-8", true),
            ("text/csv; header=present", true),
            ("text/csv; header=absent", false),
            ("text/plain", false),
        ] {
            assert_eq!(content_type(actual).may_be("text/csv; header=present"), expected, "{actual}");
        }
    }

    #[test]
    fn a_response_without_a_type_matches_everything() {
        assert!(ContentType::of(&HeaderMap::new()).is("application/json"));
        assert!(content_type(" ").is("text/plain"));
    }

    #[test]
    fn request_bodies_stay_within_the_documented_types() {
        for (media_type, documented, expected) in [
            ("image/png", "image/*", true),
            ("image/svg+xml; charset=utf-8", "image/*", true),
            ("text/plain", "image/*", false),
            ("text/plain", "*/*", true),
            ("image/*", "image/*", false),
            ("nonsense", "*/*", false),
        ] {
            assert_eq!(is_within(media_type, documented), expected, "{media_type} in {documented}");
        }
    }

    #[test]
    fn it_has_an_essence_and_a_charset() {
        let latin1 = content_type("text/plain ; format=flowed; charset=\"latin1\"");
        assert_eq!(latin1.essence(), Some("text/plain"));
        assert_eq!(latin1.charset().as_deref(), Some("latin1"));
        assert_eq!(content_type("text/plain").charset(), None);
        assert_eq!(content_type("nonsense").essence(), None);
    }
}
