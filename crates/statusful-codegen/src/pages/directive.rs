//! mdBook replaces directives such as `{{#include path}}` with files, also in code. A folder with a `SUMMARY.md` may be
//! rendered by anyone's mdBook, so no page of the reference contains a directive.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

/// Returns a page in which every directive is escaped, so that it reads the same where escapes are possible.
pub(super) fn without_directives(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let mut written = 0;
    for (start, _) in page.match_indices('{') {
        let is_directive = page[start + 1..].strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with('#'));
        if is_directive {
            out.push_str(&page[written..start]);
            out.push_str(brace(page, start));
            written = start + 1;
        }
    }
    out + &page[written..]
}

/// Returns an escaped brace, which mdBook does not combine with the next one.
fn brace(page: &str, at: usize) -> &'static str {
    match language(page, at).as_deref() {
        None => "{\\",
        Some("json") => "\\u007b",
        Some(language) if language.starts_with("rust") => "\\u{7b}",
        Some(_) => "{ ",
    }
}

/// Returns the language of the code block at a position, if there is one.
fn language(page: &str, at: usize) -> Option<String> {
    let events = Parser::new_ext(page, Options::ENABLE_TABLES).into_offset_iter();
    events.filter(|(_, range)| range.contains(&at)).find_map(|(event, _)| match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => Some(language.into_string()),
        Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => Some(String::new()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::without_directives;

    #[test]
    fn no_directive_stays() {
        for (page, expected) in [
            ("a {{#include b}} c", "a {\\{#include b}} c"),
            ("{{ \n #playground b}}", "{\\{ \n #playground b}}"),
            ("{{{#title b}}}", "{{\\{#title b}}}"),
            ("\\{{#include b}}", "\\{\\{#include b}}"),
            ("```json\n\"{{#include b}}\"\n```\n", "```json\n\"\\u007b{#include b}}\"\n```\n"),
            ("```rust\nf(\"{{#include b}}\")\n```\n", "```rust\nf(\"\\u{7b}{#include b}}\")\n```\n"),
            ("```text\n{{#include b}}\n```\n", "```text\n{ {#include b}}\n```\n"),
            ("{{name}} {#a} {{ b }}", "{{name}} {#a} {{ b }}"),
        ] {
            assert_eq!(without_directives(page), expected);
        }
    }
}
