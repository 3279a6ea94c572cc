//! JSON pointers (RFC 6901), and their form in URI fragments.

use std::borrow::Cow;

use crate::source::{Node, Value};

/// The reference tokens of a pointer, unescaped. Nothing when the text is not a pointer.
pub fn tokens(pointer: &str) -> Option<Vec<Cow<'_, str>>> {
    if pointer.is_empty() {
        return Some(Vec::new());
    }
    Some(pointer.strip_prefix('/')?.split('/').map(unescape).collect())
}

/// `~1` is a slash and `~0` a tilde, replaced in this order so that `~01` is `~1`.
fn unescape(token: &str) -> Cow<'_, str> {
    if token.contains('~') { token.replace("~1", "/").replace("~0", "~").into() } else { token.into() }
}

/// Escapes a name as a reference token; [`tokens`] reads it again.
pub fn escape_token(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// Returns the name of the target in a reference: the last part of its pointer, its anchor, or the name of its file.
pub fn reference_name(reference: &str) -> &str {
    let reference = reference.trim_end_matches(['#', '/']);
    let name = reference.rsplit(['/', '#']).next().unwrap_or_default();
    if reference.contains('#') { name } else { name.split('.').next().filter(|stem| !stem.is_empty()).unwrap_or(name) }
}

/// The value that a pointer leads to from a value.
pub(crate) fn follow<'n>(root: &'n Node, pointer: &str) -> Option<&'n Node> {
    tokens(pointer)?.iter().try_fold(root, |node, token| step(node, token))
}

/// One step from a value to one inside it.
fn step<'n>(node: &'n Node, token: &str) -> Option<&'n Node> {
    match &node.value {
        Value::Object(_) => node.get(token),
        Value::Array(items) if token == "0" || !token.starts_with(['0', '+']) => {
            items.get(token.parse::<usize>().ok()?)
        }
        _ => None,
    }
}

/// A fragment with its `%7B`s decoded. What is not such a sequence, or not UTF-8 once decoded, stays as written, as
/// many documents forget to encode.
pub fn decode_fragment(fragment: &str) -> Cow<'_, str> {
    if !fragment.contains('%') {
        return fragment.into();
    }
    let bytes = fragment.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let encoded = if *byte == b'%' { bytes.get(at + 1..at + 3).and_then(hexadecimal) } else { None };
        decoded.push(encoded.unwrap_or(*byte));
        at += if encoded.is_some() { 3 } else { 1 };
    }
    String::from_utf8(decoded).map_or(fragment.into(), Cow::Owned)
}

fn hexadecimal(digits: &[u8]) -> Option<u8> {
    digits.iter().try_fold(0, |number, digit| {
        let digit = char::from(*digit).to_digit(16)?;
        Some(number << 4 | u8::try_from(digit).ok()?)
    })
}
