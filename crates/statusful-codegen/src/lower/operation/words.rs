//! Statuses and media types as words, from which the names of variants are made.

use crate::openapi::StatusKey;

/// Returns a status as words, such as `Not Found`.
pub(super) fn status_words(status: StatusKey) -> String {
    match status {
        StatusKey::Code(code) => match status.reason() {
            Some(reason) => reason.replace('\'', ""),
            None => format!("Status {code}"),
        },
        StatusKey::Range(1) => "Informational".to_owned(),
        StatusKey::Range(2) => "Success".to_owned(),
        StatusKey::Range(3) => "Redirection".to_owned(),
        StatusKey::Range(4) => "Client Error".to_owned(),
        StatusKey::Range(_) => "Server Error".to_owned(),
        StatusKey::Default => "Default".to_owned(),
    }
}

/// Returns the words that distinguish a media type from its siblings: `json`, `problem`, `text`.
///
/// Omits the prefix `x-` and suffixes such as `+json`, unless another type would then have the same words.
pub(super) fn media_words<'t>(text: &str, siblings: impl IntoIterator<Item = &'t str>) -> String {
    let short = short(text);
    let is_taken = |other: &str| other != text && (self::short(other) == short || whole(other) == short);
    if short.is_empty() || siblings.into_iter().any(is_taken) { whole(text) } else { short }
}

fn whole(text: &str) -> String {
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

fn short(text: &str) -> String {
    let whole = whole(text);
    // In `whole`, a space represents the `+` of a structured suffix (RFC 6839).
    let name = whole.split_once(' ').filter(|_| text.contains('+')).map_or(whole.as_str(), |(name, _)| name);
    name.strip_prefix("x-").unwrap_or(name).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_siblings_apart() {
        let alone = |text: &str| media_words(text, []);
        assert_eq!(alone("application/problem+json"), "problem");
        assert_eq!(alone("text/plain; charset=utf-8"), "text");
        assert_eq!(alone("application/x-www-form-urlencoded"), "form");
        assert_eq!(alone("multipart/form-data"), "multipart");
        assert_eq!(alone("application/x-ndjson"), "ndjson");
        assert_eq!(media_words("application/x-ndjson", ["application/x-ndjson", "application/json"]), "ndjson");
        assert_eq!(media_words("application/x-ndjson", ["application/x-ndjson", "application/ndjson"]), "x-ndjson");
        assert_eq!(media_words("application/thing+json", ["application/thing+xml"]), "thing json");
        assert_eq!(media_words("application/thing+json", ["application/thing"]), "thing json");
        assert_eq!(status_words(StatusKey::Code(418)), "Im a teapot");
        assert_eq!(status_words(StatusKey::Code(299)), "Status 299");
    }
}
