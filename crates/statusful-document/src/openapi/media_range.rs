//! The keys of `content`: media types, and ranges of them (OpenAPI 3.0.3, sections 4.7.13 and 4.7.17).

use std::cmp::{Ordering, Reverse};
use std::fmt;

use mediatype::names::CHARSET;
use mediatype::{MediaType, ReadParams};

/// A media type, or a range of them such as `text/*`. The order is from specific to general: more parameters
/// before fewer (RFC 9110, section 12.5.1), a structured-syntax suffix before other types, then ranges.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MediaRange(String);

/// How content of a media type is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// `application/json` and every type with the suffix `+json` (RFC 6839, section 3.1).
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data` and the other types of parts (RFC 2046, section 5.1).
    Multipart,
    /// `text/event-stream`.
    Events,
    /// JSON texts, one after the other.
    JsonLines,
    /// `text/*`.
    Text,
    /// `*/*`.
    Any,
    /// Everything else.
    Other,
}

/// The names of JSON texts one after the other; only the last is registered (RFC 7464).
const JSON_LINES: [&str; 8] = [
    "application/x-ndjson",
    "application/ndjson",
    "application/jsonl",
    "application/x-jsonl",
    "application/jsonlines",
    "application/x-jsonlines",
    "application/stream+json",
    "application/json-seq",
];

impl MediaRange {
    /// Reads a key of `content`. Case matters only in the values of parameters, except that of `charset` (RFC 9110,
    /// sections 8.3.1 and 8.3.2). The parameters of a range are ignored.
    pub fn new(key: &str) -> Self {
        let essence = essence(key).to_ascii_lowercase();
        if is_range(&essence) {
            return Self(essence);
        }
        let Ok(media) = MediaType::parse(key.trim()) else { return Self(key.trim().to_ascii_lowercase()) };
        let parameters = media.params().map(|(name, value)| {
            let value = if name == CHARSET { value.as_str().to_ascii_lowercase() } else { value.to_string() };
            format!("; {}={value}", name.as_str().to_ascii_lowercase())
        });
        Self(essence + &parameters.collect::<String>())
    }

    /// Returns `true` if a key of `content` is a media type or a range of them. Both are ASCII, as header values are (RFC
    /// 9110, section 5.5).
    pub fn is_valid(key: &str) -> bool {
        key.is_ascii() && MediaType::parse(key).is_ok()
    }

    /// Returns the type or range, in lower case except for the values of parameters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns `true` if this is a range rather than one media type.
    pub fn is_range(&self) -> bool {
        is_range(&self.0)
    }

    /// Returns how content of the type is read.
    pub fn family(&self) -> Family {
        Family::of(&self.0)
    }

    /// Returns the type or range without its parameters.
    #[must_use]
    pub fn without_parameters(&self) -> Self {
        Self(essence(&self.0).to_owned())
    }

    /// Returns the type without its `charset`, which says how the content is encoded and not what it is.
    #[must_use]
    pub fn without_charset(&self) -> Self {
        let Ok(media) = MediaType::parse(&self.0) else { return self.clone() };
        let others = media.params().filter(|(name, _)| *name != CHARSET);
        Self(others.fold(essence(&self.0).to_owned(), |text, (name, value)| text + &format!("; {name}={value}")))
    }

    fn specificity(&self) -> (Reverse<usize>, Specificity, &str) {
        let essence = essence(&self.0);
        let specificity = match essence {
            "*/*" => Specificity::Any,
            _ if essence.ends_with("/*") => Specificity::Subtypes,
            _ if essence.contains('+') => Specificity::Suffixed,
            _ => Specificity::Exact,
        };
        let parameters = MediaType::parse(&self.0).map_or(0, |media| media.params().count());
        (Reverse(parameters), specificity, &self.0)
    }
}

/// How much of a media type a key names.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Specificity {
    Suffixed,
    Exact,
    Subtypes,
    Any,
}

impl Ord for MediaRange {
    fn cmp(&self, other: &Self) -> Ordering {
        self.specificity().cmp(&other.specificity())
    }
}

impl PartialOrd for MediaRange {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for MediaRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Family {
    /// Returns how content of a media type or range is read.
    pub fn of(text: &str) -> Self {
        if text.trim() == "*/*" {
            return Self::Any;
        }
        let Ok(media) = MediaType::parse(text) else { return Self::Other };
        let is = |ty: &str, subty: &str| media.ty == ty && media.subty == subty;
        if JSON_LINES.contains(&media.essence().to_string().to_ascii_lowercase().as_str()) {
            return Self::JsonLines;
        }
        if is("application", "json") || is("text", "json") || media.suffix.is_some_and(|suffix| suffix == "json") {
            Self::Json
        } else if is("application", "x-www-form-urlencoded") {
            Self::Form
        } else if media.ty == "multipart" && media.subty != "*" {
            Self::Multipart
        } else if is("text", "event-stream") {
            Self::Events
        } else if media.ty == "text" {
            Self::Text
        } else {
            Self::Other
        }
    }
}

/// Returns `true` if content of a media type is XML: `application/xml`, `text/xml`, and every type with the suffix `+xml` (RFC 7303).
pub fn is_xml(text: &str) -> bool {
    let Ok(media) = MediaType::parse(text.trim()) else { return false };
    let is_named = media.subty == "xml" && (media.ty == "application" || media.ty == "text");
    is_named || media.suffix.is_some_and(|suffix| suffix == "xml")
}

/// Returns the media type without its parameters.
fn essence(text: &str) -> &str {
    text.split(';').next().unwrap_or_default().trim()
}

fn is_range(text: &str) -> bool {
    essence(text).contains('*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families() {
        assert_eq!(Family::of("application/json; charset=utf-8"), Family::Json);
        assert_eq!(Family::of("application/problem+json"), Family::Json);
        assert_eq!(Family::of("Text/Plain"), Family::Text);
        assert_eq!(Family::of("multipart/form-data; boundary=x"), Family::Multipart);
        assert_eq!(Family::of("Multipart/related"), Family::Multipart);
        assert_eq!(Family::of("multipart/*"), Family::Other);
        assert_eq!(Family::of("text/event-stream; charset=utf-8"), Family::Events);
        assert_eq!(Family::of("application/X-NDJSON"), Family::JsonLines);
        assert_eq!(Family::of("application/stream+json;charset=UTF-8"), Family::JsonLines);
        assert_eq!(Family::of("*/*"), Family::Any);
        assert_eq!(Family::of("image/png"), Family::Other);
        assert_eq!(Family::of("nonsense"), Family::Other);
    }

    #[test]
    fn xml_has_several_names() {
        for media in ["application/xml", "Text/XML; charset=utf-8", "application/problem+xml", "image/svg+xml"] {
            assert!(is_xml(media), "{media}");
        }
        for media in ["application/json", "image/xml", "application/xml-dtd", "application/*", "xml"] {
            assert!(!is_xml(media), "{media}");
        }
    }

    #[test]
    fn the_order_is_from_specific_to_general() {
        let mut ranges = [
            "*/*",
            "text/*",
            "text/plain",
            "application/a+json",
            "text/plain; x=y",
            "text/plain; x=y; z=\";\"",
            "application/json",
        ]
        .map(MediaRange::new);
        ranges.sort();
        let sorted = ranges.each_ref().map(MediaRange::as_str);
        let (two, one) = ("text/plain; x=y; z=\";\"", "text/plain; x=y");
        let wanted = [two, one, "application/a+json", "application/json", "text/plain", "text/*", "*/*"];
        assert_eq!(sorted, wanted);
        assert_eq!(MediaRange::new(" Text/*; q=1 ").as_str(), "text/*");
    }

    #[test]
    fn parameters_are_left_out() {
        let range = MediaRange::new("text/CSV; header=present; charset=UTF-8");
        assert_eq!(range.without_charset().as_str(), "text/csv; header=present");
        assert_eq!(range.without_parameters().as_str(), "text/csv");
        for key in ["text/*", "application/a+json", "no media type; charset=x"] {
            assert_eq!(MediaRange::new(key).without_charset().as_str(), key);
        }
    }

    #[test]
    fn case_matters_in_values_only() {
        let range = |key| MediaRange::new(key).to_string();
        assert_eq!(range("Application/JSON;Profile=Full"), "application/json; profile=Full");
        assert_eq!(range("text/CSV ;charset=UTF-8; Header=\"A b\""), "text/csv; charset=utf-8; header=\"A b\"");
    }
}
