//! Bytes to text.

use std::borrow::Cow;

use super::span;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// Returns the text without a byte-order mark, and `true` if it can be parsed.
///
/// If the bytes are not UTF-8, the text is for display: up to the first error, its offsets are those of the
/// document. In lenient mode, UTF-16 is decoded; other invalid bytes become the replacement character.
pub(super) fn decode(bytes: &[u8], diagnostics: &mut Diagnostics) -> (String, bool) {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), true),
        Err(error) => {
            let text = String::from_utf8_lossy(bytes);
            let is_read = diagnostics.tolerate(fault(bytes, error.valid_up_to(), &text));
            (utf_16(bytes).filter(|_| is_read).unwrap_or_else(|| Cow::into_owned(text)), is_read)
        }
    }
}

/// The text, when a byte-order mark says that it is UTF-16.
fn utf_16(bytes: &[u8]) -> Option<String> {
    let (mark, units) = bytes.as_chunks::<2>().0.split_first()?;
    let unit = match mark {
        [0xFF, 0xFE] => u16::from_le_bytes,
        [0xFE, 0xFF] => u16::from_be_bytes,
        _ => return None,
    };
    Some(
        char::decode_utf16(units.iter().copied().map(unit))
            .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect(),
    )
}

fn fault(bytes: &[u8], offset: usize, text: &str) -> Diagnostic {
    let message = match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => "the document is UTF-16, not UTF-8".to_owned(),
        _ => format!("the document is not UTF-8: byte {:#04X} at offset {offset}", bytes[offset]),
    };
    let width = text[offset..].chars().next().map_or(0, char::len_utf8);
    Diagnostic::new(Code::InvalidEncoding, message)
        .at(span(offset, offset + width), "invalid UTF-8")
        .help("save the document as UTF-8")
}
