//! Bytes to text.

use std::borrow::Cow;

use super::span;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// The text without a byte-order mark, and whether all of it is UTF-8.
///
/// Of other bytes, the text is what can be shown: up to the first fault it has the same offsets as the document.
pub(super) fn decode(bytes: &[u8], diagnostics: &mut Diagnostics) -> (String, bool) {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), true),
        Err(error) => {
            let text = String::from_utf8_lossy(bytes);
            diagnostics.push(fault(bytes, error.valid_up_to(), &text));
            (Cow::into_owned(text), false)
        }
    }
}

fn fault(bytes: &[u8], offset: usize, text: &str) -> Diagnostic {
    let message = match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => "the document is UTF-16, not UTF-8".to_owned(),
        _ => format!("the document is not UTF-8: byte {:#04X} at offset {offset}", bytes[offset]),
    };
    let width = text[offset..].chars().next().map_or(0, char::len_utf8);
    Diagnostic::new(Code::InvalidEncoding, message)
        .at(span(offset, offset + width), "not UTF-8 from here on")
        .help("save the document as UTF-8")
}
