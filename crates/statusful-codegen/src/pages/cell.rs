//! Table cells. Each is on one line, and no content can break out of it.

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};
use pulldown_cmark_to_cmark::cmark;

use crate::ir::{Deprecation, Docs, Example};
use crate::tokens::markdown::code;

/// The maximum length of an example in a table, in characters. Longer ones are shown only in separate sections.
const LONGEST: usize = 160;

/// A table whose cells are Markdown.
pub(super) struct Table {
    lines: Vec<String>,
}

impl Table {
    pub(super) fn new(heads: &[&str]) -> Self {
        let rule = vec!["---"; heads.len()];
        Self { lines: vec![line(heads.join(" | ")), line(rule.join(" | "))] }
    }

    pub(super) fn row(&mut self, cells: &[String]) {
        let cells: Vec<_> = cells.iter().map(|cell| one_line(cell)).collect();
        self.lines.push(line(cells.join(" | ")));
    }

    pub(super) fn finish(self) -> String {
        self.lines.concat()
    }
}

fn line(cells: impl std::fmt::Display) -> String {
    format!("| {cells} |\n")
}

/// Returns the beginning of a page: the name, a deprecation note, if any, and the description.
pub(super) fn head(name: &str, deprecated: Option<&Deprecation>, docs: &Docs) -> String {
    let advice = deprecated.map(|deprecated| advice(deprecated) + "\n\n").unwrap_or_default();
    let end = if docs.is_empty() { "" } else { "\n" };
    format!("# {}\n\n{advice}{}{end}", code(name), docs.0)
}

/// Returns a deprecation note that names the replacement, if there is one.
pub(super) fn advice(deprecated: &Deprecation) -> String {
    match deprecated.note.as_str() {
        "" => "**Deprecated.**".to_owned(),
        note => format!("**Deprecated:** {note}"),
    }
}

/// Returns a description as one paragraph, with line breaks instead of paragraphs.
pub(super) fn prose(docs: &Docs) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut inline = vec![Event::Start(Tag::Paragraph)];
    for event in Parser::new_ext(&docs.0, options) {
        flatten(event, &mut inline);
    }
    while matches!(inline.last(), Some(Event::InlineHtml(_))) {
        inline.pop();
    }
    inline.push(Event::End(TagEnd::Paragraph));
    let mut out = String::new();
    match cmark(inline.iter(), &mut out, options) {
        Ok(_) => out.trim().to_owned(),
        // Writing to a string cannot fail; if it did, no description would be better than a part of one.
        Err(_) => String::new(),
    }
}

/// Adds an event to the paragraph, without its block structure.
fn flatten<'t>(event: Event<'t>, inline: &mut Vec<Event<'t>>) {
    let text = |text: &'static str| Event::Text(CowStr::Borrowed(text));
    match event {
        Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
        | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link)
        | Event::Code(_) => inline.push(event),
        // Only the text of a code block has line breaks.
        Event::Text(text) => inline.push(Event::Text(text.trim_end_matches('\n').replace('\n', " ").into())),
        Event::Start(Tag::Item) => inline.push(text("• ")),
        Event::SoftBreak | Event::End(TagEnd::TableCell) => inline.push(text(" ")),
        Event::HardBreak
        | Event::Rule
        | Event::End(
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::Item
            | TagEnd::CodeBlock
            | TagEnd::TableRow
            | TagEnd::TableHead,
        ) => break_line(inline),
        _ => {}
    }
}

/// Adds a line break, unless the line is empty.
fn break_line(inline: &mut Vec<Event<'_>>) {
    if !matches!(inline.last(), Some(Event::InlineHtml(_) | Event::Start(Tag::Paragraph))) {
        inline.push(Event::InlineHtml(CowStr::Borrowed("<br>")));
    }
}

/// Returns an example for a table, or an empty string if there is none or if it is too long.
pub(super) fn example(example: &Example) -> String {
    let shown = example.value().map(|value| example.text().unwrap_or_else(|| value.to_string()));
    shown.filter(|text| !text.is_empty() && text.chars().count() <= LONGEST).map(|text| code(&text)).unwrap_or_default()
}

/// Returns `yes` or `no`.
pub(super) fn yes(is: bool) -> String {
    if is { "yes" } else { "no" }.to_owned()
}

/// Replaces line breaks and escapes bars, both of which would end the cell.
fn one_line(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    let mut escaped = false;
    for c in cell.chars() {
        match c {
            '\n' | '\r' => out.push(' '),
            '|' if !escaped => out.push_str("\\|"),
            c => out.push(c),
        }
        escaped = c == '\\' && !escaped;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_its_cell() {
        for text in ["a | b", "a \\| b", "a \\\\| b", "`a | b`", "a\n| b | c |", "a\\"] {
            let mut table = Table::new(&["a", "b"]);
            table.row(&[text.to_owned(), "end".to_owned()]);
            let text = table.finish();
            // The parser drops cells beyond those of the header, so the last cell must be in its own column.
            let mut cells = Vec::new();
            for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
                match event {
                    Event::Start(Tag::TableCell) => cells.push(String::new()),
                    Event::Text(text) | Event::Code(text) => cells.last_mut().unwrap().push_str(&text),
                    _ => {}
                }
            }
            assert_eq!((cells.len(), cells[3].as_str()), (4, "end"), "{text}");
        }
    }

    #[test]
    fn a_description_is_one_line() {
        let docs = Docs("One *thing*:\n\n* a\n* b | c\n\n````text\ncode\n````".to_owned());
        assert_eq!(prose(&docs), "One *thing*:<br>• a<br>• b \\| c<br>code");
        assert_eq!(prose(&Docs("A\nline.".to_owned())), "A line.");
        assert_eq!(prose(&Docs::default()), "");
    }
}
