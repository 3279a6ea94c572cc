//! Text of a document on its way to a terminal.

/// How much of a text is quoted.
const LENGTH: usize = 100;

/// The text in backticks, shortened and harmless, for use in a message.
pub fn quote(text: &str) -> String {
    let shown: String = text.chars().take(LENGTH).map(harmless).collect();
    let rest = if text.chars().nth(LENGTH).is_some() { "…" } else { "" };
    format!("`{shown}{rest}`")
}

/// The text on one line, with nothing in it that a terminal would obey.
pub(super) fn plain(text: &str) -> String {
    text.chars().map(harmless).collect()
}

/// The character itself, or one that shows where it stood.
///
/// A document may come from anywhere. Control characters, the C1 range included, can make a terminal move its cursor,
/// set its title or worse; direction marks make text read as something that it is not.
pub fn harmless(character: char) -> char {
    match character {
        '\n' | '\r' | '\t' => ' ',
        '\0'..='\x1F' => char::from_u32(u32::from(character) + 0x2400).unwrap_or('\u{FFFD}'),
        '\x7F'..='\u{9F}'
        | '\u{61C}'
        | '\u{200B}'..='\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}' => '\u{FFFD}',
        _ => character,
    }
}
