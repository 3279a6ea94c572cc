//! Text in HTML.

use statusful_document::diagnostic::harmless;

/// Escapes text for the content of an element or the value of an attribute in quotes.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            character => escaped.push(character),
        }
    }
    escaped
}

/// Escapes text that is only shown: without control characters and direction marks, which make text read as something that it is
/// not.
pub(super) fn shown(text: &str) -> String {
    let harmless = |character| if character == '\n' { '\n' } else { harmless(character) };
    escape(&text.trim().chars().map(harmless).collect::<String>())
}
