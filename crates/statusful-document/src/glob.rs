//! Patterns with `*` and `**`, for names and for paths.

/// Returns `true` if a text matches a pattern in which `*` is any text.
pub fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
    is_match(&pattern, &text, |one| *one == '*', |one, other| one == other)
}

/// Returns `true` if a path matches a pattern in which `*` is any text within a segment, and a segment `**` is any number of
/// segments, also none.
pub fn matches_path(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
    is_match(&pattern, &path, |one| *one == "**", |one, other| matches(one, other))
}

/// Goes back to the last wildcard only, so that the time is at most the product of both lengths.
fn is_match<T>(pattern: &[T], items: &[T], is_any: impl Fn(&T) -> bool, is_one: impl Fn(&T, &T) -> bool) -> bool {
    let (mut at, mut next) = (0, 0);
    let mut last = None;
    while let Some(item) = items.get(next) {
        match pattern.get(at) {
            Some(one) if is_any(one) => {
                last = Some((at, next));
                at += 1;
            }
            Some(one) if is_one(one, item) => {
                at += 1;
                next += 1;
            }
            _ => {
                let Some((wildcard, start)) = last else { return false };
                last = Some((wildcard, start + 1));
                at = wildcard + 1;
                next = start + 1;
            }
        }
    }
    pattern.iter().skip(at).all(is_any)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_is_any_text() {
        for (pattern, text) in
            [("", ""), ("*", ""), ("list*", "listKeys"), ("*Key*", "getKeyById"), ("a*b*c", "aXbbYc")]
        {
            assert!(matches(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [("", "a"), ("list*", "List"), ("a*b", "abc"), ("*a", "b")] {
            assert!(!matches(pattern, text), "{pattern} {text}");
        }
    }

    #[test]
    fn a_path_is_matched_by_its_segments() {
        for (pattern, path) in [
            ("/keys", "/keys"),
            ("/keys/*", "/keys/{id}"),
            ("/keys/**", "/keys"),
            ("/keys/**", "/keys/{id}/usage"),
            ("/**/usage", "/keys/{id}/usage"),
            ("/**", "/"),
            ("/v*/keys", "/v1/keys"),
            ("/**/{id}/**", "/a/{id}/b/{id}/c"),
        ] {
            assert!(matches_path(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in [
            ("/keys", "/keys/"),
            ("/keys/*", "/keys/{id}/usage"),
            ("/keys/**", "/keyset"),
            ("/*", "/a/b"),
            ("/**/x", "/"),
        ] {
            assert!(!matches_path(pattern, path), "{pattern} {path}");
        }
    }

    #[test]
    fn hostile_patterns_take_no_time() {
        assert!(!matches(&"*a".repeat(500), &format!("{}b", "a".repeat(5_000))));
        assert!(!matches_path(&"/**/a".repeat(500), &format!("{}/b", "/a".repeat(5_000))));
    }
}
