//! Text from the document in generated Markdown.

/// Returns a code span that shows any text literally. Invisible characters are escaped.
pub(crate) fn code(text: &str) -> String {
    let text: String = text.chars().flat_map(visible).collect();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') || text.trim().is_empty() { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

fn visible(c: char) -> Box<dyn Iterator<Item = char>> {
    match c {
        ' '..='~' => Box::new(std::iter::once(c)),
        // Escapes control characters and characters that change the direction of text, but not letters.
        _ => Box::new(c.escape_debug()),
    }
}

/// Returns a code span for a table cell, with bars escaped.
pub(crate) fn code_in_cell(text: &str) -> String {
    code(text).replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_code_span() {
        assert_eq!(code("/a/{b}"), "`/a/{b}`");
        assert_eq!(code("a`b``c"), "```a`b``c```");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code("a\nb\u{202e}ü"), "`a\\nb\\u{202e}ü`");
    }

    #[test]
    fn nothing_ends_a_cell() {
        assert_eq!(code_in_cell("a|b"), "`a\\|b`");
    }
}
