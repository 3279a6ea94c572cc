//! Shows the value of a body with its `Debug`, which hides secrets.

use std::fmt::{self, Write};

use super::hidden::{Hidden, REDACTED};

/// The text of a value, up to a limit.
#[derive(Clone)]
pub(crate) struct ShownBody {
    text: String,
    /// Whether the text was truncated.
    is_cut: bool,
}

impl ShownBody {
    /// Formats a value, up to a maximum number of bytes.
    pub(crate) fn of(value: &dyn fmt::Debug, limit: usize) -> Self {
        let mut bounded = Bounded { text: String::new(), limit };
        let is_cut = write!(bounded, "{value:?}").is_err();
        Self { text: typed_strings(&bounded.text, is_cut), is_cut }
    }

    /// Adds the value to an entry, without hidden values.
    pub(crate) fn add_to(&self, entry: &mut String, hidden: &Hidden) {
        entry.push_str(&hidden.redact(&self.text, self.is_cut));
        if self.is_cut {
            entry.push('…');
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// A writer that returns an error when the limit is reached, so that formatting a large value stops.
struct Bounded {
    text: String,
    limit: usize,
}

impl Write for Bounded {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let left = self.limit - self.text.len();
        if text.len() <= left {
            self.text.push_str(text);
            return Ok(());
        }
        let end = (0..=left).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default();
        self.text.push_str(&text[..end]);
        // Nothing is appended after the first text that does not fit.
        self.limit = self.text.len();
        Err(fmt::Error)
    }
}

/// Returns the `Debug` text of a value without strings in arbitrary JSON (`String("…")`) and keys of maps (`"…": `),
/// because the document does not specify whether they are secrets. If the text `is_cut`, the last string may be either.
fn typed_strings(text: &str, is_cut: bool) -> String {
    let mut typed = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, opened)) = rest.split_once('"') {
        typed.push_str(before);
        let length = length_of_string(opened);
        let (string, after) = opened.split_at(length.unwrap_or(opened.len()));
        let after = after.strip_prefix('"').unwrap_or_default();
        let is_key = after.starts_with(": ") || (is_cut && after.len() < 2);
        let is_typed = length.is_some() && !before.ends_with("String(") && !is_key;
        let shown = if is_typed { string } else { REDACTED };
        typed.extend(["\"", shown, "\""]);
        rest = after;
    }
    typed + rest
}

/// Returns the length of a string that `Debug` formatted, without its quotes.
fn length_of_string(opened: &str) -> Option<usize> {
    let mut is_escaped = false;
    opened.bytes().position(|byte| {
        let is_end = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        is_end
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::*;
    use crate::Secret;

    #[derive(Debug)]
    #[expect(dead_code, reason = "they are printed")]
    struct Model {
        name: &'static str,
        key: Option<Secret>,
        any: serde_json::Value,
        map: BTreeMap<String, u8>,
    }

    fn model(name: &'static str) -> Model {
        let any = json!({"sk-key": ["sk-item", 7, {"a": "sk-\"inner"}]});
        Model { name, key: Some("sk-secret".into()), any, map: BTreeMap::from([("sk-map".to_owned(), 1)]) }
    }

    fn shown(value: &dyn fmt::Debug, limit: usize) -> String {
        let mut entry = String::new();
        ShownBody::of(value, limit).add_to(&mut entry, &Hidden::default());
        entry
    }

    #[test]
    fn secrets_untyped_texts_and_keys_of_maps_are_not_shown() {
        let text = shown(&model("a \"b\" \\"), usize::MAX);
        let expected = r#"Model { name: "a \"b\" \\", key: Some(Secret([redacted])), any: Object {"[redacted]": Array [String("[redacted]"), Number(7), Object {"[redacted]": String("[redacted]")}]}, map: {"[redacted]": 1} }"#;
        assert_eq!(text, expected);
    }

    #[test]
    fn no_cut_shows_a_part_of_them() {
        let whole = format!("{:?}", model("a"));
        for limit in 0..=whole.len() + 1 {
            let text = shown(&model("a"), limit);
            assert!(!text.contains("sk"), "{limit}: {text}");
            assert_eq!(text.ends_with('…'), limit < whole.len(), "{limit}: {text}");
        }
        assert_eq!(shown(&"\u{e4}\u{e4}\u{e4}", 4), "\"[redacted]\"…");
        assert_eq!(shown(&[1, 2, 3], 5), "[1, 2…");
        assert_eq!(shown(&"x", 0), "…");
    }
}
