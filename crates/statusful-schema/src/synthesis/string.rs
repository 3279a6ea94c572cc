//! Strings of their format, pattern and length.

use statusful_document::sample;

use super::pattern::matching;
use super::plan::Bound;
use crate::facets::{Facet, Facets};

/// No string is made longer than this unless `minLength` demands it.
const LONG: usize = 300;

/// No string is made that has to be longer than this.
const TOO_LONG: usize = 1 << 20;

/// Makes a string. Strings with different indexes differ if possible.
pub(super) fn string(facets: &Facets<'_>, bound: Bound, index: usize) -> Result<String, String> {
    let least = facets.at_least(Facet::min_length);
    let most = facets.at_most(Facet::max_length);
    if least > TOO_LONG {
        return Err(format!("a string of {least} characters is too long to make"));
    }
    if let Some(pattern) = facets.each(Facet::pattern).next() {
        return matching(pattern, least, most);
    }
    let format = facets.each(Facet::format).next().unwrap_or_default();
    if let Some(text) = extreme(format, bound).map(str::to_owned).or_else(|| sample::text(format, index)) {
        return Ok(text);
    }
    let length = match bound {
        Bound::Low => least,
        Bound::Middle => 4.clamp(least, most.max(least)),
        Bound::High => most.min(LONG.max(least)),
    };
    let suffix = if index == 0 { String::new() } else { index.to_string() };
    let stem = length.saturating_sub(suffix.len());
    Ok("text".chars().cycle().take(stem).collect::<String>() + &suffix)
}

/// Returns a text at a bound of a format that has bounds.
fn extreme(format: &str, bound: Bound) -> Option<&'static str> {
    match (format, bound) {
        ("date-time", Bound::Low) => Some("1970-01-01T00:00:00Z"),
        ("date-time", Bound::High) => Some("2038-01-19T03:14:08.123456+05:30"),
        ("date", Bound::Low) => Some("0001-01-01"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::gather::{All, Root};

    fn made(schema: &Value) -> Result<String, String> {
        string(&Root(schema).facets(&[schema], &mut All), Bound::Middle, 0)
    }

    #[test]
    fn strings_match_patterns_and_lengths() {
        assert_eq!(made(&json!({ "pattern": "^[0-9]{3}-(a|b)+$" })), Ok("111-a".to_owned()));
        assert_eq!(made(&json!({ "pattern": "^x*$", "minLength": 3 })), Ok("xxx".to_owned()));
        assert_eq!(made(&json!({ "pattern": "^id", "minLength": 4 })), Ok("idaa".to_owned()));
        assert_eq!(made(&json!({ "minLength": 6 })), Ok("textte".to_owned()));
        assert_eq!(made(&json!({ "maxLength": 2 })), Ok("te".to_owned()));
        assert_eq!(made(&json!({ "pattern": "^(?!(x|y)\\)$)b$" })), Ok("b".to_owned()));
        assert!(made(&json!({ "pattern": "(?!a" })).is_err());
    }

    #[test]
    fn strings_of_a_format_differ_by_index_and_bound() {
        let date = |bound, index| {
            let schema = json!({ "format": "date-time" });
            string(&Root(&schema).facets(&[&schema], &mut All), bound, index).unwrap()
        };
        assert_ne!(date(Bound::Middle, 0), date(Bound::Middle, 1));
        assert_eq!(date(Bound::Low, 0), "1970-01-01T00:00:00Z");
        assert!(date(Bound::High, 0).ends_with("+05:30"));
    }
}
