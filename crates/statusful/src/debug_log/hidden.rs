//! The values that must not be shown in an entry.

use crate::Secret;

/// The text that replaces a hidden value.
pub(crate) const REDACTED: &str = "[redacted]";

/// The minimum length, in bytes, of a possibly secret value that is hidden where it is repeated. Shorter values are
/// numbers and words that can occur anywhere.
const SHORTEST: usize = 8;

/// The values that are hidden in a request, and that its response must not show either.
#[derive(Default)]
pub(crate) struct Hidden(Vec<Secret>);

impl Hidden {
    /// Hides a secret.
    pub(crate) fn add(&mut self, secret: &Secret) {
        let text = secret.expose_secret();
        if !text.is_empty() {
            // `Debug` escapes strings.
            let escaped = text.escape_debug().to_string();
            self.0.extend((escaped != text).then(|| Secret::from(escaped)));
            self.0.push(secret.clone());
        }
    }

    /// Hides a value that may be secret.
    pub(crate) fn add_doubtful(&mut self, text: &str) {
        if text.len() >= SHORTEST {
            self.add(&Secret::from(text));
        }
    }

    /// Returns `true` if a text contains a hidden value.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.0.iter().any(|value| text.contains(value.expose_secret()))
    }

    /// Returns a text without hidden values. If it was `cut`, it may end within one.
    pub(crate) fn redact(&self, text: &str, cut: bool) -> String {
        let mut redacted = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let length = if let Some(length) = self.length_at(rest, cut) {
                redacted.push_str(REDACTED);
                length
            } else {
                redacted.push(first);
                first.len_utf8()
            };
            rest = rest.get(length..).unwrap_or_default();
        }
        redacted
    }

    /// Returns the length of the longest hidden value that a text begins with.
    fn length_at(&self, text: &str, cut: bool) -> Option<usize> {
        let values = self.0.iter().map(Secret::expose_secret);
        let length = |value: &str| {
            let is_end = cut && value.starts_with(text);
            if is_end { Some(text.len()) } else { text.starts_with(value).then_some(value.len()) }
        };
        values.filter_map(length).max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(secrets: &[&str]) -> Hidden {
        let mut hidden = Hidden::default();
        for secret in secrets {
            hidden.add(&Secret::from(*secret));
        }
        hidden
    }

    #[test]
    fn every_occurrence_is_hidden_and_the_longest_first() {
        let hidden = hidden(&["sk-1", "sk-12", "a\"b", "\u{e4}\u{f6}", ""]);
        for (text, expected) in [
            ("sk-1 sk-12 sk-2", "[redacted] [redacted] sk-2"),
            ("xsk-1sk-1x", "x[redacted][redacted]x"),
            (r#"a\"b a"b"#, "[redacted] [redacted]"),
            ("\u{fc}\u{e4}\u{f6}\u{fc}", "\u{fc}[redacted]\u{fc}"),
            ("", ""),
            ("ends with sk-", "ends with sk-"),
        ] {
            assert_eq!(hidden.redact(text, false), expected, "{text}");
        }
    }

    #[test]
    fn a_text_that_was_cut_ends_before_a_hidden_value() {
        let hidden = hidden(&["sk-123456", "other"]);
        for (text, expected) in [
            ("key: sk-12", "key: [redacted]"),
            ("key: s", "key: [redacted]"),
            ("key: sk-x", "key: sk-x"),
            ("sk-123456", "[redacted]"),
        ] {
            assert_eq!(hidden.redact(text, true), expected, "{text}");
        }
    }

    #[test]
    fn short_values_are_hidden_only_if_they_are_secrets() {
        let mut hidden = hidden(&["7"]);
        hidden.add_doubtful("1234567");
        hidden.add_doubtful("12345678");
        assert_eq!(
            hidden.redact("1234568 12345678", false),
            "123456[redacted]8".replace("[redacted]8", "8") + " [redacted]"
        );
        assert_eq!(hidden.redact("7", false), "[redacted]");
    }
}
