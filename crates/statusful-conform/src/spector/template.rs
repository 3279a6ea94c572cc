//! Matches paths with path templates.

use std::collections::BTreeMap;

/// Matches a path with a template such as `/keys/{id}`, and returns the text of each parameter. Each is as short as
/// possible and not empty, because a template may have text directly before or after a parameter. Slashes are text too,
/// so that a value that contains one is found.
pub(super) fn captures(template: &str, path: &str) -> Option<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    matches(template, path, &mut found).then_some(found)
}

fn matches(template: &str, path: &str, found: &mut BTreeMap<String, String>) -> bool {
    let Some((literal, rest)) = template.split_once('{') else { return template == path };
    let Some((name, rest)) = rest.split_once('}') else { return template == path };
    let Some(path) = path.strip_prefix(literal) else { return false };
    let ends = path.char_indices().map(|(index, c)| index + c.len_utf8());
    for (value, tail) in ends.filter_map(|end| path.split_at_checked(end)) {
        if matches(rest, tail, found) {
            found.insert(name.to_owned(), value.to_owned());
            return true;
        }
    }
    false
}

/// Returns the number of characters of a template outside of its parameters. The template that has the most is the most
/// specific.
pub(super) fn specificity(template: &str) -> usize {
    let mut is_literal = true;
    let count = template.chars().filter(|c| {
        is_literal = if is_literal { *c != '{' } else { *c == '}' };
        is_literal && *c != '}'
    });
    count.count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(template: &str, path: &str) -> Option<Vec<(String, String)>> {
        captures(template, path).map(|found| found.into_iter().collect())
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    #[test]
    fn parameters_may_stand_anywhere() {
        assert_eq!(found("/a/{b}", "/a/c"), Some(pairs(&[("b", "c")])));
        assert_eq!(found("/a{b}/c", "/a.x/c"), Some(pairs(&[("b", ".x")])));
        assert_eq!(found("/{a}/{b}", "/x/y/z"), Some(pairs(&[("a", "x"), ("b", "y/z")])));
        assert_eq!(found("/a", "/a"), Some(pairs(&[])));
        assert_eq!(found("/a/{b}", "/a/"), None);
        assert_eq!(found("/a/{b}/c", "/a/x/d"), None);
        assert_eq!(found("/a", "/a/b"), None);
    }

    #[test]
    fn literals_are_more_specific() {
        assert!(specificity("/a/b") > specificity("/a/{long}"));
        assert_eq!(specificity("/a/{b}/c"), 5);
    }
}
