//! Decodes JSON, and locates errors.

use serde::de::DeserializeOwned;
use serde_json::Deserializer;

use super::known::collecting;
use super::path::render;
use super::{DecodeCause, JsonLocation, describe};

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Decodes bytes as one JSON text.
pub(crate) fn json<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeCause> {
    let text = without_mark(body);
    if is_empty(body) {
        return Err(DecodeCause { message: "the body is empty, expected JSON".to_owned(), location: None });
    }
    // Tracking the path would allocate for each field, so the path is found by decoding again after an error.
    serde_json::from_slice(text).or_else(|_| locate(text))
}

/// Returns `true` if a body contains only white space.
pub(crate) fn is_empty(body: &[u8]) -> bool {
    without_mark(body).trim_ascii().is_empty()
}

pub(super) fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(BYTE_ORDER_MARK).unwrap_or(body)
}

/// Decodes again, to locate the error.
fn locate<T: DeserializeOwned>(text: &[u8]) -> Result<T, DecodeCause> {
    let mut deserializer = Deserializer::from_slice(text);
    let (value, names) = collecting(|| serde_path_to_error::deserialize(&mut deserializer));
    let value = value.map_err(|error: serde_path_to_error::Error<_>| {
        cause(error.inner(), render::<T>(text, error.path(), &names))
    })?;
    deserializer.end().map_err(|error| cause(&error, ".".to_owned()))?;
    Ok(value)
}

fn cause(error: &serde_json::Error, path: String) -> DecodeCause {
    let location = JsonLocation { path, line: error.line(), column: error.column() };
    DecodeCause { message: describe(error), location: Some(location) }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only decoding matters")]
    struct Problem {
        detail: Vec<Detail>,
    }

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only decoding matters")]
    struct Detail {
        loc: u32,
    }

    fn location<T: DeserializeOwned>(body: &str) -> (String, usize, usize) {
        let location = json::<T>(body.as_bytes()).err().unwrap().location.unwrap();
        (location.path, location.line, location.column)
    }

    #[test]
    fn the_path_leads_to_the_error() {
        assert_eq!(location::<Problem>("{\"detail\":[\n{\"loc\":\"x\"}]}"), (".detail[0].loc".to_owned(), 2, 10));
        assert_eq!(location::<Problem>("[]").0, ".");
        assert_eq!(location::<Problem>(r#"{"detail":[{}]}"#).0, ".detail[0]");
    }

    #[test]
    fn one_text_and_nothing_after_it() {
        assert_eq!(json::<u32>(b" 1 \n").unwrap(), 1);
        assert_eq!(json::<u32>(b"1 2").unwrap_err().message, "trailing characters");
        assert_eq!(json::<u32>(b"1,").unwrap_err().message, "trailing characters");
    }

    #[test]
    fn a_byte_order_mark_is_skipped() {
        assert_eq!(json::<u32>(b"\xEF\xBB\xBF1").unwrap(), 1);
    }

    #[test]
    fn an_empty_body_is_reported_as_empty() {
        for body in ["", " \n", "\u{feff}"] {
            let cause = json::<Option<u32>>(body.as_bytes()).unwrap_err();
            assert_eq!(cause, DecodeCause { message: "the body is empty, expected JSON".to_owned(), location: None });
        }
    }

    #[test]
    fn nesting_is_bounded() {
        let deep = "[".repeat(100_000);
        assert_eq!(json::<serde_json::Value>(deep.as_bytes()).unwrap_err().message, "recursion limit exceeded");
    }
}
