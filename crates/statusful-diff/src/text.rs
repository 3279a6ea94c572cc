//! Text of documents in messages.

use statusful_codegen::diagnostic::quote;

/// Returns a shortened code span without control characters. A backtick would end the span and becomes a prime, so that
/// messages are valid Markdown for every document.
pub(crate) fn code(text: &str) -> String {
    quote(&text.replace('`', "′"))
}

/// Replaces `{old}` and `{new}` in a template by code spans, or by `nothing` if the value is empty. Placeholders in the
/// values are not replaced.
pub(crate) fn fill(template: &str, old: &str, new: &str) -> String {
    let mut filled = String::new();
    for (index, part) in template.split(['{', '}']).enumerate() {
        match (index % 2, part) {
            (1, "old") => filled += &code_or_nothing(old),
            (1, "new") => filled += &code_or_nothing(new),
            _ => filled += part,
        }
    }
    filled
}

fn code_or_nothing(text: &str) -> String {
    if text.is_empty() { "nothing".to_owned() } else { code(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        assert_eq!(fill("{old} became {new}", "{new}", "x"), "`{new}` became `x`");
        assert_eq!(fill("{old} became {new}", "", "x"), "nothing became `x`");
        assert_eq!(fill("nothing of either", "a", "b"), "nothing of either");
    }

    #[test]
    fn a_code_span_ends_where_it_should() {
        assert_eq!(code("a`b"), "`a′b`");
        assert!(!code("a\u{1b}[2J").contains('\u{1b}'));
    }
}
