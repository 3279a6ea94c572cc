//! Matches the `Content-Type` of a response with documented media types.

use http::HeaderMap;
use http::header::CONTENT_TYPE;
use mediatype::names::{APPLICATION, CHARSET, JSON};
use mediatype::{MediaType, MediaTypeBuf, Name, ReadParams as _};

/// The `Content-Type` of a response.
#[derive(Debug, Clone)]
pub(crate) enum ContentType {
    /// The header is absent or empty.
    Absent,
    /// The header is not a media type.
    Malformed,
    /// A media type.
    Known(MediaTypeBuf),
}

impl ContentType {
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        match headers.get(CONTENT_TYPE).map(|value| value.to_str().map(str::trim)) {
            None | Some(Ok("")) => Self::Absent,
            Some(Ok(text)) => text.parse().map_or(Self::Malformed, Self::Known),
            Some(Err(_)) => Self::Malformed,
        }
    }

    /// Returns `true` if it matches a documented media type or range.
    ///
    /// A response without `Content-Type` matches everything (RFC 9110, section 8.3).
    pub(crate) fn is(&self, documented: &str) -> bool {
        self.matches(documented, has_parameter)
    }

    /// Returns `true` if it matches a documented media type or range, but for parameters that it does not have.
    pub(crate) fn may_be(&self, documented: &str) -> bool {
        self.matches(documented, |actual, name, value| {
            actual.get_param(name).is_none() || has_parameter(actual, name, value)
        })
    }

    fn matches(&self, documented: &str, fits: impl Fn(&MediaTypeBuf, Name<'_>, &str) -> bool) -> bool {
        match (self, MediaType::parse(documented)) {
            (Self::Absent, _) => true,
            (Self::Known(actual), Ok(documented)) => {
                covers(&documented, actual)
                    && documented.params().all(|(name, value)| fits(actual, name, &value.unquoted_str()))
            }
            _ => documented == "*/*",
        }
    }

    /// The media type without its parameters.
    pub(crate) fn essence(&self) -> Option<&str> {
        match self {
            Self::Known(actual) => actual.as_str().split(';').next().map(str::trim_end),
            Self::Absent | Self::Malformed => None,
        }
    }

    /// The `charset` parameter.
    pub(crate) fn charset(&self) -> Option<String> {
        match self {
            Self::Known(actual) => actual.get_param(CHARSET).map(|value| value.unquoted_str().into_owned()),
            Self::Absent | Self::Malformed => None,
        }
    }
}

/// Returns `true` if the media type of a request body is valid, and within a documented media type or range.
pub(crate) fn is_within(media_type: &str, documented: &str) -> bool {
    let Ok(actual) = media_type.parse::<MediaTypeBuf>() else { return false };
    let is_concrete = actual.ty() != "*" && actual.subty() != "*";
    is_concrete && MediaType::parse(documented).is_ok_and(|documented| covers(&documented, &actual))
}

fn covers(documented: &MediaType<'_>, actual: &MediaTypeBuf) -> bool {
    if documented.ty == "*" {
        return true;
    }
    if *documented == MediaType::new(APPLICATION, JSON) && actual.suffix().is_some_and(|suffix| suffix == JSON) {
        return true;
    }
    documented.ty == actual.ty()
        && (documented.subty == "*" || (documented.subty == actual.subty() && documented.suffix == actual.suffix()))
}

/// Charsets are compared without regard to case (RFC 9110, section 8.3.2), the values of other parameters with it.
fn has_parameter(actual: &MediaTypeBuf, name: Name<'_>, value: &str) -> bool {
    let same = |found: &str| if name == CHARSET { found.eq_ignore_ascii_case(value) } else { found == value };
    actual.get_param(name).is_some_and(|found| same(&found.unquoted_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content_type(value: &str) -> ContentType {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, value.parse().unwrap());
        ContentType::of(&headers)
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
