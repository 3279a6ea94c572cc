//! The `User-Agent` of a client (RFC 9110, section 10.1.5).

/// The product of this crate.
pub(super) const RUNTIME: &str = concat!("statusful/", env!("CARGO_PKG_VERSION"));

/// Returns `true` if a text is a list of products, which may have comments.
pub(super) fn is_valid(text: &str) -> bool {
    let mut rest = product(text);
    while let Some(after) = rest {
        let next = after.trim_start_matches([' ', '\t']);
        if after.is_empty() {
            return true;
        }
        let is_apart = next.len() < after.len();
        rest = if next.starts_with('(') { comment(next) } else { product(next) }.filter(|_| is_apart);
    }
    false
}

/// Returns the text after a product, which may have a version.
fn product(text: &str) -> Option<&str> {
    let after = token(text)?;
    after.strip_prefix('/').map_or(Some(after), token)
}

/// Returns the text after a token (RFC 9110, section 5.6.2).
fn token(text: &str) -> Option<&str> {
    let is_in_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    let end = text.find(|c| !is_in_token(c)).unwrap_or(text.len());
    text.get(end..).filter(|_| end > 0)
}

/// Returns the text after a comment (RFC 9110, section 5.6.5), which may contain further comments.
fn comment(text: &str) -> Option<&str> {
    let mut depth = 0_usize;
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            '\\' => drop(chars.next().filter(|(_, quoted)| is_visible(*quoted))?),
            c if is_visible(c) => {}
            _ => return None,
        }
        if depth == 0 {
            return text.get(at + 1..);
        }
    }
    None
}

fn is_visible(c: char) -> bool {
    c == '\t' || matches!(c, ' '..='~')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_may_have_versions_and_comments() {
        for (text, expected) in [
            ("my-app", true),
            ("my-app/2.0", true),
            ("my-app/2.0 keymint/1.2.0+5 statusful/0.1.0", true),
            ("my-app/2.0 (a; (nested \\) one)) \t b", true),
            (RUNTIME, true),
            ("", false),
            (" my-app", false),
            ("my-app ", false),
            ("my-app/", false),
            ("my-app/ 2", false),
            ("/2.0", false),
            ("my-app/2.0/3", false),
            ("(comment)", false),
            ("my-app(comment)", false),
            ("my-app (comment", false),
            ("my-app (com\\", false),
            ("my-app (com\nment)", false),
            ("my-app (bl\u{e4})", false),
            ("my app: 2", false),
            ("my-app\r\nx: y", false),
            ("\u{e4}pp", false),
        ] {
            assert_eq!(is_valid(text), expected, "{text:?}");
        }
    }
}
