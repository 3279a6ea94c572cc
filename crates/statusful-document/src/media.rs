//! Media types, by how their content is read.

use mediatype::MediaType;

/// How content of a media type is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// `application/json` and every type with the suffix `+json` (RFC 6839, section 3.1).
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data`.
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

/// The names that JSON texts one after the other go by; only the last is registered (RFC 7464).
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

/// The family of a media type or media range.
pub fn family(text: &str) -> Family {
    if text.trim() == "*/*" {
        return Family::Any;
    }
    let Ok(media) = MediaType::parse(text) else { return Family::Other };
    let is = |ty: &str, subty: &str| media.ty == ty && media.subty == subty;
    if JSON_LINES.contains(&media.essence().to_string().to_ascii_lowercase().as_str()) {
        return Family::JsonLines;
    }
    if is("application", "json") || is("text", "json") || media.suffix.is_some_and(|suffix| suffix == "json") {
        Family::Json
    } else if is("application", "x-www-form-urlencoded") {
        Family::Form
    } else if is("multipart", "form-data") {
        Family::Multipart
    } else if is("text", "event-stream") {
        Family::Events
    } else if media.ty == "text" {
        Family::Text
    } else {
        Family::Other
    }
}

/// Whether a media type is a range, such as `image/*`.
pub fn is_range(text: &str) -> bool {
    text.split(';').next().is_some_and(|essence| essence.contains('*'))
}

/// What tells a media type from its siblings, in words: `json`, `problem json`, `text`.
pub fn words(text: &str) -> String {
    match text.split(';').next().unwrap_or_default().trim().split_once('/') {
        Some(("text", "plain")) => "text".to_owned(),
        Some(("*", _)) => "any".to_owned(),
        Some((ty, "*")) => ty.to_owned(),
        Some((_, "x-www-form-urlencoded")) => "form".to_owned(),
        Some(("multipart", "form-data")) => "multipart".to_owned(),
        Some((_, subtype)) => subtype.replace('+', " "),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Family, family, words};

    #[test]
    fn families() {
        assert_eq!(family("application/json; charset=utf-8"), Family::Json);
        assert_eq!(family("application/problem+json"), Family::Json);
        assert_eq!(family("Text/Plain"), Family::Text);
        assert_eq!(family("multipart/form-data; boundary=x"), Family::Multipart);
        assert_eq!(family("multipart/mixed"), Family::Other);
        assert_eq!(family("text/event-stream; charset=utf-8"), Family::Events);
        assert_eq!(family("application/X-NDJSON"), Family::JsonLines);
        assert_eq!(family("application/stream+json;charset=UTF-8"), Family::JsonLines);
        assert_eq!(family("*/*"), Family::Any);
        assert_eq!(family("image/png"), Family::Other);
        assert_eq!(family("nonsense"), Family::Other);
    }

    #[test]
    fn words_tell_siblings_apart() {
        assert_eq!(words("application/problem+json"), "problem json");
        assert_eq!(words("text/plain; charset=utf-8"), "text");
        assert_eq!(words("application/x-www-form-urlencoded"), "form");
        assert_eq!(words("multipart/form-data"), "multipart");
    }
}
