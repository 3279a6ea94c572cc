//! The messages of `serde_json`, without the values they contain.

use serde_json::error::Category;

const FALLBACK: &str = "the value does not match the documented type";

/// The kinds of values that serde mentions before the value itself. None is a prefix of another.
const KINDS: [&str; 15] = [
    "boolean",
    "integer",
    "floating point",
    "character",
    "string",
    "byte array",
    "null",
    "unit value",
    "unit variant",
    "newtype struct",
    "newtype variant",
    "Option value",
    "sequence",
    "map",
    "enum",
];

/// Describes an error in a JSON text. The description never contains a value from the text, because any value may be an
/// API key.
pub(crate) fn describe(error: &serde_json::Error) -> String {
    let full = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    let message = full.strip_suffix(&position).unwrap_or(&full);
    match error.classify() {
        // Messages of syntax errors are constant.
        Category::Syntax | Category::Eof => message.to_owned(),
        Category::Data => redact(message).unwrap_or_else(|| FALLBACK.to_owned()),
        Category::Io => FALLBACK.to_owned(),
    }
}

/// Rebuilds the messages of `serde::de::Error`. Returns `None` for messages of its `custom`, which may contain
/// anything.
fn redact(message: &str) -> Option<String> {
    if is_value_free(message) {
        return Some(message.to_owned());
    }
    let (problem, rest) = ["invalid type", "invalid value", "unknown variant", "unknown field"]
        .into_iter()
        .find_map(|problem| Some((problem, message.strip_prefix(problem)?)))?;
    if rest.ends_with("`, there are no variants") || rest.ends_with("`, there are no fields") {
        return Some(format!("{problem}, expected none"));
    }
    // The expectation comes last, and is part of the program. A value before it may contain the same words.
    let (found, expected) = rest.rsplit_once(", expected ")?;
    match found.strip_prefix(": ") {
        Some(found) => Some(format!("{problem}: {}, expected {expected}", kind_of(found))),
        None => Some(format!("{problem}, expected {expected}")),
    }
}

/// Returns `true` if a message contains only names of the model's fields and types.
fn is_value_free(message: &str) -> bool {
    let names_a_field = |problem: &str| {
        let name = message.strip_prefix(problem).and_then(|rest| rest.strip_prefix(" `")?.strip_suffix('`'));
        name.is_some_and(|name| !name.contains('`'))
    };
    let names_a_type = |before: &str, after: &str| {
        let name = message.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
        name.is_some_and(|name| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'))
    };
    names_a_field("missing field")
        || names_a_field("duplicate field")
        || names_a_type("data did not match any variant of untagged enum ", "")
        || names_a_type("no variant of enum ", " found in flattened data")
        || is_length(message)
}

/// Returns `true` for a message such as `invalid length 3, expected a tuple of size 2`.
fn is_length(message: &str) -> bool {
    let length = message.strip_prefix("invalid length ").and_then(|rest| rest.split_once(", expected "));
    length.is_some_and(|(length, _)| length.bytes().all(|byte| byte.is_ascii_digit()))
}

fn kind_of(found: &str) -> &'static str {
    KINDS.into_iter().find(|kind| found.starts_with(kind)).unwrap_or("value")
}

#[cfg(test)]
mod tests {
    use serde::de::{DeserializeOwned, Error as _};

    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only decoding matters")]
    struct Strict {
        method: Option<Method>,
        count: u8,
    }

    #[derive(Debug, serde::Deserialize)]
    enum Method {
        Plain,
    }

    #[derive(Debug, serde::Deserialize)]
    #[serde(untagged)]
    #[expect(dead_code, reason = "only decoding matters")]
    enum Untagged {
        Number(u8),
        Flag(bool),
    }

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Empty {}

    fn message<T: DeserializeOwned>(json: &str) -> String {
        describe(&serde_json::from_str::<T>(json).err().unwrap())
    }

    #[test]
    fn values_are_removed() {
        assert_eq!(message::<i64>(r#""sk-or""#), "invalid type: string, expected i64");
        assert_eq!(message::<i64>(r#""sk, expected sk-or""#), "invalid type: string, expected i64");
        assert_eq!(message::<u8>("123456"), "invalid value: integer, expected u8");
        assert_eq!(message::<u8>("1.25"), "invalid type: floating point, expected u8");
        assert_eq!(message::<u8>("true"), "invalid type: boolean, expected u8");
        assert_eq!(message::<u8>("null"), "invalid type: null, expected u8");
        assert_eq!(message::<String>("[1]"), "invalid type: sequence, expected a string");
        assert_eq!(message::<String>("{}"), "invalid type: map, expected a string");
        assert_eq!(message::<Method>(r#""sk-or""#), "unknown variant, expected `Plain`");
        assert_eq!(message::<Empty>(r#"{"sk, expected sk-or":1}"#), "unknown field, expected none");
        assert_eq!(message::<Strict>(r#"{"sk-or":1}"#), "unknown field, expected `method` or `count`");
    }

    #[test]
    fn messages_without_values_are_kept() {
        assert_eq!(message::<Strict>("{}"), "missing field `count`");
        assert_eq!(message::<Strict>(r#"{"count":1,"count":1}"#), "duplicate field `count`");
        assert_eq!(message::<Untagged>(r#""sk""#), "data did not match any variant of untagged enum Untagged");
        assert_eq!(message::<(u8, u8)>("[1]"), "invalid length 1, expected a tuple of size 2");
        assert_eq!(message::<u8>("[1"), "invalid type: sequence, expected u8");
        assert_eq!(message::<Vec<u8>>("[1"), "EOF while parsing a list");
        assert_eq!(message::<Vec<u8>>("[1;"), "expected `,` or `]`");
    }

    #[test]
    fn custom_messages_are_replaced() {
        for custom in ["sk-or", "missing field `a` of `sk-or`", "invalid type: sk-or", "invalid length sk, expected 1"]
        {
            assert_eq!(describe(&serde_json::Error::custom(custom)), FALLBACK);
        }
        assert_eq!(
            describe(&serde_json::Error::custom("invalid value: sk, expected a date")),
            "invalid value: value, expected a date"
        );
    }
}
