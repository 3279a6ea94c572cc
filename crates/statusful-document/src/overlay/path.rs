//! Paths (`JSONPath`, RFC 9535) as overlays write them.

use serde_json_path::JsonPath;

/// How long a path may be, in bytes. Its parser goes as deep as it is nested.
const LONGEST: usize = 2_000;

/// Returns the path, or why it is none.
pub(super) fn parse(text: &str) -> Result<JsonPath, String> {
    if text.len() > LONGEST {
        return Err("it is too long".to_owned());
    }
    JsonPath::parse(text).or_else(|fault| {
        let why = || format!("{} at {}", fault.message(), fault.position());
        JsonPath::parse(&with_hyphens_quoted(text)).map_err(|_| why())
    })
}

/// Returns a path in which names with hyphens, such as `x-traits` in `@.x-traits`, are quoted. RFC 9535 asks for quotes, and the
/// examples of the Overlay Specification have none.
fn with_hyphens_quoted(text: &str) -> String {
    let mut quoted = String::new();
    let mut quote = None;
    let mut rest = text.chars();
    while let Some(next) = rest.next() {
        quote = match (quote, next) {
            (None, '\'' | '"') => Some(next),
            (Some(open), close) if open == close => None,
            (quote, _) => quote,
        };
        let following = rest.as_str();
        let length = following.find(|c: char| !is_name(c)).unwrap_or(following.len());
        match following.split_at(length) {
            (name, after) if quote.is_none() && next == '.' && name.contains('-') => {
                // A descendant segment keeps its two dots: `..x-a` is `..['x-a']`.
                quoted.push_str(if quoted.ends_with('.') { "." } else { "" });
                quoted.extend(["['", name, "']"]);
                rest = after.chars();
            }
            _ => quoted.push(next),
        }
    }
    quoted
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '-'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_hyphens_are_quoted() {
        for (written, meant) in [
            ("$.a[?@.x-y.z]", "$.a[?@['x-y'].z]"),
            ("$..x-y.b", "$..['x-y'].b"),
            ("$.x-y['p.q-r'].s", "$['x-y']['p.q-r'].s"),
            ("$[?@.a == 'b.c-d']", "$[?@.a == 'b.c-d']"),
        ] {
            assert_eq!(with_hyphens_quoted(written), meant);
            assert!(parse(written).is_ok(), "{written}");
        }
    }

    #[test]
    fn what_is_no_path_is_none() {
        for text in ["", "a", "$.", "$.a-", "$.[", "$.a[?@.x-]", "info.x-y"] {
            assert!(JsonPath::parse(text).is_err());
            assert_eq!(parse(text).is_ok(), matches!(text, "$.a-" | "$.a[?@.x-]"), "{text}");
        }
        assert!(parse(&format!("$.{}", "a".repeat(LONGEST))).is_err());
    }
}
