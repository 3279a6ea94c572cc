//! Paths into a body, as vendors write them: `JSONPath` (RFC 9535) and dots.

use crate::openapi::escape_token;

/// A path that leads to one value, or to one in the last item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BodyPath {
    /// The JSON Pointer of the value, or of the list.
    pub(super) pointer: String,
    /// The JSON Pointer within the last item of the list.
    pub(super) in_last_item: Option<String>,
}

/// The ways to write the last item of a list.
const LAST: [&str; 4] = ["[-1]", "[(@.length-1)]", "[-1:]", "[(@.length - 1)]"];

impl BodyPath {
    /// Reads a `JSONPath` of names, such as `$.data.items`, `$['data']` or `$.data[-1].id`.
    pub(super) fn of_json_path(text: &str) -> Option<Self> {
        let mut rest = text.trim().strip_prefix('$')?;
        let (mut pointer, mut list) = (String::new(), None);
        while !rest.is_empty() {
            if let Some(after) = LAST.iter().find_map(|last| rest.strip_prefix(last)) {
                // The last item of a list in the last item of a list has no counterpart.
                if list.replace(std::mem::take(&mut pointer)).is_some() {
                    return None;
                }
                rest = after;
                continue;
            }
            let (name, after) = name(rest)?;
            pointer = pointer + "/" + &escape_token(name);
            rest = after;
        }
        Some(match list {
            Some(list) => Self { pointer: list, in_last_item: Some(pointer) },
            None => Self { pointer, in_last_item: None },
        })
    }

    /// Returns the JSON Pointer of names with dots between them, such as `paging.next`.
    pub(super) fn pointer_of_names(text: &str) -> Option<String> {
        let names = text.split('.');
        let pointer = names.map(|name| (!name.is_empty()).then(|| format!("/{}", escape_token(name))));
        pointer.collect()
    }
}

/// Returns the name that a path begins with, `.name` or `['name']`, and what follows.
fn name(path: &str) -> Option<(&str, &str)> {
    if let Some(rest) = path.strip_prefix('.') {
        let end = rest.find(['.', '[']).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        return (!name.is_empty() && !name.contains(['*', ' ', '(', '?', '@'])).then_some((name, after));
    }
    let rest = path.strip_prefix('[')?;
    let quote = rest.chars().next().filter(|quote| ['\'', '"'].contains(quote))?;
    let (name, after) = rest[1..].split_once(quote)?;
    let after = after.strip_prefix(']')?;
    (!name.is_empty() && !name.contains('\\')).then_some((name, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, Option<String>)> {
        BodyPath::of_json_path(text).map(|path| (path.pointer, path.in_last_item))
    }

    #[test]
    fn paths_of_names_become_pointers() {
        let whole = |pointer: &str| Some((pointer.to_owned(), None));
        assert_eq!(read("$"), whole(""));
        assert_eq!(read("$.data"), whole("/data"));
        assert_eq!(read("$.a.b"), whole("/a/b"));
        assert_eq!(read("$['a/b'][\"c\"]"), whole("/a~1b/c"));
    }

    #[test]
    fn the_last_item_of_a_list_is_apart() {
        for last in LAST {
            let path = format!("$.data{last}.meta.id");
            assert_eq!(read(&path), Some(("/data".to_owned(), Some("/meta/id".to_owned()))), "{path}");
        }
    }

    #[test]
    fn other_paths_are_not_read() {
        for path in
            ["", "data", "$.", "$..a", "$.*", "$[*]", "$[0]", "$.a[?(@.b)]", "$['a", "$[''].b", "$.a[-1].b[-1].c"]
        {
            assert_eq!(read(path), None, "{path}");
        }
    }

    #[test]
    fn dots_separate_names() {
        assert_eq!(BodyPath::pointer_of_names("paging.next").as_deref(), Some("/paging/next"));
        assert_eq!(BodyPath::pointer_of_names("a..b"), None);
    }
}
