//! Statuses and media types in words, of which the names of variants are made.

use crate::openapi::StatusKey;

/// Returns a status in words, such as `Not Found`.
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

/// Returns what tells a media type from its siblings, in words: `json`, `problem json`, `text`.
pub(super) fn media_words(text: &str) -> String {
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
    use super::*;

    #[test]
    fn words_tell_siblings_apart() {
        assert_eq!(media_words("application/problem+json"), "problem json");
        assert_eq!(media_words("text/plain; charset=utf-8"), "text");
        assert_eq!(media_words("application/x-www-form-urlencoded"), "form");
        assert_eq!(media_words("multipart/form-data"), "multipart");
        assert_eq!(status_words(StatusKey::Code(418)), "Im a teapot");
        assert_eq!(status_words(StatusKey::Code(299)), "Status 299");
    }
}
