//! Which media types each content of a response matches.
//!
//! Servers omit parameters that a document lists, and add their own `charset`. Therefore, a parameter is required only
//! where it distinguishes two documented contents.

use crate::ir::MediaMatch;
use crate::openapi::{Family, MediaRange};

/// Returns the media types that `media` matches, given the `others` that are documented for the same status. Returns
/// `None` if it matches every media type.
pub(super) fn matching(media: &MediaRange, others: &[&MediaRange]) -> Option<MediaMatch> {
    if media.family() == Family::Any {
        return None;
    }
    let bare = media.without_charset();
    let (essence, is_plain) = (media.without_parameters(), *media == bare);
    let of_charsets = || others.iter().copied().filter(|other| other.without_charset() == bare);
    // Of types that differ only in their charset, the one without a charset, or else the first, also matches every
    // other charset.
    if !is_plain && of_charsets().any(|other| *other == bare || other < media) {
        return Some(MediaMatch { range: media.clone(), requires_parameters: true });
    }
    let is_told_apart = others.iter().any(|other| {
        let bare_other = other.without_charset();
        bare_other != bare && bare_other.without_parameters() == essence
    });
    Some(MediaMatch { requires_parameters: is_told_apart || bare == essence, range: bare })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Formats what each key matches. `?` follows a type whose parameters may be absent.
    fn matches(keys: &[&str]) -> Vec<String> {
        let ranges: Vec<_> = keys.iter().map(|key| MediaRange::new(key)).collect();
        let others = |index: usize| ranges.iter().enumerate().filter(move |(at, _)| *at != index).map(|(_, it)| it);
        let one = |(index, media): (usize, &MediaRange)| {
            let others: Vec<_> = others(index).collect();
            matching(media, &others).map_or("any".to_owned(), |MediaMatch { range, requires_parameters }| {
                format!("{range}{}", if requires_parameters { "" } else { "?" })
            })
        };
        ranges.iter().enumerate().map(one).collect()
    }

    #[test]
    fn one_type_needs_no_parameters() {
        assert_eq!(matches(&["application/json;charset=UTF-8", "text/html"]), ["application/json", "text/html"]);
        assert_eq!(matches(&["application/json; version=1; charset=utf-8"]), ["application/json; version=1?"]);
        assert_eq!(matches(&["*/*", "text/*"]), ["any", "text/*"]);
    }

    #[test]
    fn parameters_tell_types_apart() {
        let both = ["application/json; version=1", "application/json; version=2;charset=utf-8"];
        assert_eq!(matches(&both), ["application/json; version=1", "application/json; version=2"]);
        let plain = ["application/json", "application/json; version=1"];
        assert_eq!(matches(&plain), plain);
    }

    #[test]
    fn one_charset_is_for_all_others() {
        let both = ["text/plain; charset=utf-8", "text/plain; charset=latin1"];
        assert_eq!(matches(&both), ["text/plain; charset=utf-8", "text/plain"]);
        assert_eq!(matches(&["text/plain", "text/plain; charset=utf-8"]), ["text/plain", "text/plain; charset=utf-8"]);
    }
}
