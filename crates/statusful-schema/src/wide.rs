//! Integers that need more than 64 bits.

use serde_json::Value;

/// The smallest integer of 64 bits, which is also the double next to many that are smaller.
const LEAST: f64 = -9_223_372_036_854_775_808.0;

/// The digits of [`LEAST`]. A number with fewer is not less.
const DIGITS: usize = 19;

/// Reads JSON. An integer that is less than 64 bits allow, but by so little that the nearest double is not, becomes the next double:
/// it must not be valid for `int64`.
pub fn read_json(text: &[u8]) -> serde_json::Result<Value> {
    let value = serde_json::from_slice(text)?;
    match lowered(text) {
        Some(lowered) => serde_json::from_slice(&lowered),
        None => Ok(value),
    }
}

/// Returns `true` if a value has a number that 64 bits do not have as an integer, and a double only without its last digits.
pub fn has_wide_number(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.is_f64() && number.as_f64().is_some_and(|number| number.abs() >= -LEAST),
        Value::Array(items) => items.iter().any(has_wide_number),
        Value::Object(properties) => properties.values().any(has_wide_number),
        _ => false,
    }
}

/// Returns valid JSON with such integers replaced, or `None` if it has none.
fn lowered(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        let end = at
            + match byte {
                b'"' => string_length(&text[at..]),
                b'-' => text[at..].iter().take_while(|byte| byte.is_ascii_digit() || b"-+.eE".contains(byte)).count(),
                _ => 1,
            };
        if let Some(number) = text.get(at..end).and_then(lower) {
            out.extend_from_slice(&text[copied..at]);
            out.extend_from_slice(number.as_bytes());
            copied = end;
        }
        at = end;
    }
    (copied > 0).then(|| [out, text[copied..].to_vec()].concat())
}

/// Returns the length of a string with its quotes.
fn string_length(text: &[u8]) -> usize {
    let mut is_escaped = false;
    let is_end = |byte: &u8| {
        let is_end = *byte == b'"' && !is_escaped;
        is_escaped = *byte == b'\\' && !is_escaped;
        is_end
    };
    text.iter().skip(1).position(is_end).map_or(text.len(), |end| end + 2)
}

/// Returns the next double of a negative integer that is too small by too little.
fn lower(number: &[u8]) -> Option<String> {
    let digits = number.strip_prefix(b"-")?;
    if digits.len() < DIGITS || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let number = std::str::from_utf8(number).ok()?;
    let is_near = number.parse::<i64>().is_err() && number.parse::<f64>() == Ok(LEAST);
    is_near.then(|| format!("{:e}", LEAST.next_down()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::Validator;

    #[test]
    fn an_integer_below_64_bits_stays_below() {
        let validator = Validator::new(&json!({ "items": { "minimum": i64::MIN, "maximum": i64::MAX } }));
        let is_valid = |text: &str| validator.first_error(&read_json(text.as_bytes()).unwrap()).is_none();
        for valid in ["[-9223372036854775808]", "[9223372036854775807]", r#"["\\\"-9223372036854775809"]"#, "[-1e3]"] {
            assert!(is_valid(valid), "{valid}");
        }
        for invalid in ["[-9223372036854775809]", r#"["\\", -9223372036854775809]"#, "[-99999999999999999999]"] {
            assert!(!is_valid(invalid), "{invalid}");
        }
        assert_eq!(
            read_json(br#"{"a":[-9223372036854775810,1],"b":-1.5}"#).unwrap(),
            json!({ "a": [-9_223_372_036_854_777_856.0, 1], "b": -1.5 })
        );
        assert!(read_json(b"[-]").is_err());
    }

    #[test]
    fn wide_numbers_are_found() {
        assert!(has_wide_number(&json!({ "a": [1e19] })));
        assert!(!has_wide_number(&json!({ "a": [1e18, u64::MAX, i64::MIN, "1e30"] })));
    }
}
