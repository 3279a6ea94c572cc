//! The meaning of scalars: the core schema of YAML 1.2 (section 10.3).
//!
//! Unlike YAML 1.1, `no`, `on` and `2024-01-01` are strings, and so are `.inf` and `.nan`, which JSON cannot say.

use granit_parser::{ScalarStyle, Tag};

use super::Value;

/// Why a scalar has no value.
pub(super) enum Fault {
    /// The tag is none that this reader knows.
    UnknownTag,
    /// The tag asks for something that the text is not, such as an integer.
    NotA(&'static str),
}

/// The value of a scalar by its tag, else by its style and its text.
pub(super) fn value(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Result<Value, Fault> {
    match tag.map(name) {
        None if style == ScalarStyle::Plain => Ok(plain(text)),
        None => Ok(Value::String(text.to_owned())),
        Some(tag) => tagged(text, &tag),
    }
}

/// A tag in full, such as `tag:yaml.org,2002:str`.
pub(super) fn name(tag: &Tag) -> String {
    format!("{}{}", tag.handle(), tag.suffix())
}

fn tagged(text: &str, tag: &str) -> Result<Value, Fault> {
    let keep = |value: Value, wanted: fn(&Value) -> bool, what| {
        if wanted(&value) { Ok(value) } else { Err(Fault::NotA(what)) }
    };
    match tag.strip_prefix("tag:yaml.org,2002:").unwrap_or(tag) {
        "!" | "str" | "binary" | "timestamp" => Ok(Value::String(text.to_owned())),
        "null" => keep(plain(text), |value| *value == Value::Null, "null"),
        "bool" => keep(plain(text), |value| matches!(value, Value::Bool(_)), "a boolean"),
        "int" => keep(plain(text), is_integer, "an integer"),
        "float" => keep(plain(text), |value| matches!(value, Value::Number(_)), "a number"),
        _ => Err(Fault::UnknownTag),
    }
}

fn is_integer(value: &Value) -> bool {
    matches!(value, Value::Number(text) if !text.contains(['.', 'e', 'E']))
}

/// Returns `true` if plain text is a string.
pub(in crate::source) fn is_text(text: &str) -> bool {
    matches!(plain(text), Value::String(_))
}

fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ => number(text).map_or_else(|| Value::String(text.to_owned()), Value::Number),
    }
}

/// A number in JSON's notation, if the text is one in YAML's.
fn number(text: &str) -> Option<String> {
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        b'0'..=b'9' | b'.' => (false, text),
        _ => return None,
    };
    let radix = |prefix, radix| {
        let digits = text.strip_prefix(prefix).filter(|digits| !digits.starts_with(['+', '-']))?;
        u128::from_str_radix(digits, radix).ok()
    };
    if let Some(number) = radix("0x", 16).or_else(|| radix("0o", 8)) {
        return Some(number.to_string());
    }
    let sign = if negative { "-" } else { "" };
    decimal(digits).map(|number| format!("{sign}{number}"))
}

/// `[0-9]+`, or `(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`, with the zeros that JSON wants and without those
/// that it forbids.
fn decimal(text: &str) -> Option<String> {
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let exponent_is_number = exponent.is_none_or(|text| are_digits(text.strip_prefix(['-', '+']).unwrap_or(text)));
    let some_digits = !whole.is_empty() || fraction.is_some_and(|fraction| !fraction.is_empty());
    let all_digits = whole.bytes().chain(fraction.unwrap_or("").bytes()).all(|byte| byte.is_ascii_digit());
    if !(exponent_is_number && some_digits && all_digits) {
        return None;
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    };
    let fraction = fraction.map(|digits| if digits.is_empty() { ".0".to_owned() } else { format!(".{digits}") });
    let exponent = exponent.map(|digits| format!("e{digits}"));
    Some(format!("{whole}{}{}", fraction.unwrap_or_default(), exponent.unwrap_or_default()))
}

fn are_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_json() {
        for (yaml, json) in [
            ("0", "0"),
            ("007", "7"),
            ("+12", "12"),
            ("-0.50", "-0.50"),
            (".5", "0.5"),
            ("5.", "5.0"),
            ("1E+3", "1e+3"),
            ("0x1F", "31"),
            ("0o17", "15"),
            ("123456789012345678901234567890", "123456789012345678901234567890"),
        ] {
            assert_eq!(plain(yaml), Value::Number(json.to_owned()), "{yaml}");
        }
    }

    #[test]
    fn other_text_stays_text() {
        for text in [
            "no",
            "on",
            "yes",
            "2024-01-01",
            "1_000",
            "1:30",
            ".",
            "-",
            "+",
            "e5",
            "1e",
            "1e+",
            ".e1",
            ".inf",
            "-.inf",
            ".nan",
            "0x",
            "0x+1",
            "-0x1",
            "0b1",
            "1.2.3",
            "--1",
            "3.0.3",
            "nULL",
            "tRue",
        ] {
            assert_eq!(plain(text), Value::String(text.to_owned()), "{text}");
        }
    }
}
