//! The header `Link` (RFC 8288).
//!
//! Of the existing crates, one adds `regex` to every client, and the other rejects all links if one is invalid.

use http::HeaderMap;
use http::header::LINK;

/// Returns the target of the first link with the relation type `next`, which may be relative.
///
/// Ignores links with an `anchor`, which are about other resources (RFC 8288, section 3.2). A syntax error ends the
/// header field.
pub(super) fn next(headers: &HeaderMap) -> Option<&str> {
    headers.get_all(LINK).iter().filter_map(|value| value.to_str().ok()).find_map(|value| {
        let mut links = Links(value);
        links.find(|link| link.is_next).map(|link| link.target)
    })
}

/// The links in a header field.
struct Links<'h>(&'h str);

struct Link<'h> {
    target: &'h str,
    is_next: bool,
}

impl<'h> Iterator for Links<'h> {
    type Item = Link<'h>;

    fn next(&mut self) -> Option<Link<'h>> {
        let opened = self.0.trim_start_matches(|c: char| c == ',' || c.is_ascii_whitespace()).strip_prefix('<')?;
        let (target, rest) = opened.split_once('>')?;
        self.0 = rest;
        // Only the first `rel` is relevant (RFC 8288, section 3.3).
        let (mut relations, mut is_anchored) = (None, false);
        while let Some((name, value)) = self.parameter() {
            if name.eq_ignore_ascii_case("rel") {
                relations.get_or_insert(value);
            }
            is_anchored |= name.eq_ignore_ascii_case("anchor");
        }
        let is_next = |value: String| value.split_ascii_whitespace().any(|name| name.eq_ignore_ascii_case("next"));
        Some(Link { target: target.trim(), is_next: relations.is_some_and(is_next) && !is_anchored })
    }
}

impl<'h> Links<'h> {
    /// Returns the next parameter of the link, unquoted and unescaped. The value is empty if it has none.
    fn parameter(&mut self) -> Option<(&'h str, String)> {
        let rest = self.0.trim_start().strip_prefix(';')?.trim_start();
        let end = rest.find(['=', ';', ',']).unwrap_or(rest.len());
        let (name, rest) = rest.split_at(end);
        let Some(value) = rest.strip_prefix('=').map(str::trim_start) else {
            self.0 = rest;
            return Some((name.trim(), String::new()));
        };
        let (value, rest) = value.strip_prefix('"').map_or_else(|| bare(value), unquoted);
        self.0 = rest;
        Some((name.trim(), value))
    }
}

/// Returns a token and the rest of the text.
fn bare(text: &str) -> (String, &str) {
    let (value, rest) = text.split_at(text.find([';', ',']).unwrap_or(text.len()));
    (value.trim().to_owned(), rest)
}

/// Returns a quoted string (RFC 9110, section 5.6.4) and the rest of the text.
fn unquoted(text: &str) -> (String, &str) {
    let mut value = String::new();
    let mut characters = text.char_indices();
    while let Some((index, character)) = characters.next() {
        match character {
            '"' => return (value, &text[index + 1..]),
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            other => value.push(other),
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn next_of(fields: &[&'static str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for field in fields {
            headers.append(LINK, HeaderValue::from_static(field));
        }
        next(&headers).map(str::to_owned)
    }

    #[test]
    fn the_next_link_is_found() {
        for (field, expected) in [
            ("<https://h/a?page=2>; rel=\"next\", <https://h/a?page=9>; rel=\"last\"", Some("https://h/a?page=2")),
            ("<?p=1>; rel=prev, <?p=3>; rel=next", Some("?p=3")),
            ("<a,b;c>;rel=\"NEXT\"", Some("a,b;c")),
            ("<a>; title=\"x, <b>; rel=next\"; rel=\"last\", <c>; rel=\"prev next\"", Some("c")),
            ("<a>; title=\"\\\"\"; rel = next", Some("a")),
            ("<a>; rel=last; rel=next", None),
            ("<a>; rel=next; anchor=\"/other\", <b>; rel=next", Some("b")),
            ("<a>;; rel=next", Some("a")),
            ("<a>; flag; rel=next", Some("a")),
            (", ,<a>; rel=next,", Some("a")),
            ("<a>; rel=\"nextish\"", None),
            ("<a; rel=next", None),
            ("<a>, <b>; rel=next", Some("b")),
            ("<a>; rel=\"next", Some("a")),
            ("<>; rel=next", Some("")),
            ("rel=next", None),
            ("", None),
        ] {
            assert_eq!(next_of(&[field]).as_deref(), expected, "{field}");
        }
        assert_eq!(next_of(&["<a>; rel=prev", "<b>; rel=next"]).as_deref(), Some("b"));
        assert_eq!(next_of(&["?", "<b>; rel=next"]).as_deref(), Some("b"));
    }
}
