//! Converts descriptions to documentation that is safe for rustdoc.
//!
//! A description is `CommonMark` by an untrusted author. It is parsed with rustdoc's parser and written again, so that
//! it reads the same but has no effects: HTML becomes text, code is never compiled as a doctest, links that do not lead
//! to the web are removed, and headings are below those of the generated documentation.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};
use pulldown_cmark_to_cmark::cmark;

use serde_json::Value;

use crate::extension;
use crate::ir::{Deprecation, Docs};
use crate::openapi::{Keyword, Schema};
use crate::source::Node;
use crate::tokens::markdown::code;

/// The maximum nesting depth of quotes, lists and emphasis. Each line repeats the markers of everything that contains
/// it, so without a limit, 20,000 `>` would become gigabytes.
const NESTING: usize = 30;

/// Returns the description of a schema or, without one, its title.
pub(super) fn of_schema(schema: Schema<'_>) -> Docs {
    let title = || schema.title().filter(|text| !text.trim().is_empty());
    of(schema.description().filter(|text| !text.trim().is_empty()).or_else(title))
}

/// Returns the deprecation of an item, with its message on one line. The message is sanitized like a description.
pub(super) fn deprecation(is_deprecated: bool, message: Option<&Node>) -> Option<Deprecation> {
    let message = of(extension::deprecation_message(message)).0;
    is_deprecated.then(|| Deprecation { note: message.split_whitespace().collect::<Vec<_>>().join(" ") })
}

/// Returns the deprecation of a schema.
pub(super) fn deprecation_of_schema(schema: Schema<'_>) -> Option<Deprecation> {
    deprecation(schema.is_deprecated(), schema.extension(extension::X_DEPRECATION_MESSAGE))
}

/// Returns the default and the limits of a value, for a property without a description.
pub(super) fn of_limits(schema: Schema<'_>) -> Docs {
    let mut limits = Vec::new();
    let mut others = Vec::new();
    for (keyword, value) in schema.keywords() {
        let Keyword::Value(node) = value else { continue };
        let value = node.to_json();
        if value.as_str() == Some("") || value.to_string().len() >= SHORT {
            continue;
        }
        match keyword {
            "minimum" => limits.push(format!("at least {value}")),
            "maximum" => limits.push(format!("at most {value}")),
            "exclusiveMinimum" => limits.push(format!("more than {value}")),
            "exclusiveMaximum" => limits.push(format!("less than {value}")),
            "minLength" => limits.push(counted("at least", &value, "character")),
            "maxLength" => limits.push(counted("at most", &value, "character")),
            "minItems" => limits.push(counted("at least", &value, "item")),
            "maxItems" => limits.push(counted("at most", &value, "item")),
            "pattern" => others.extend(value.as_str().map(|pattern| format!("Matches {}.", code(pattern)))),
            "default" if !value.is_null() => others.push(format!("Defaults to {}.", code(&shown(&value)))),
            _ => {}
        }
    }
    limits.sort_by_key(|limit| limit.starts_with("at most") || limit.starts_with("less"));
    let limits = limits.join(", ");
    let (first, rest) = limits.split_at(limits.len().min(1));
    let limits = (!first.is_empty()).then(|| format!("{}{rest}.", first.to_uppercase()));
    Docs(limits.into_iter().chain(others).collect::<Vec<_>>().join(" "))
}

/// The maximum length of a value in a sentence.
const SHORT: usize = 80;

fn counted(limit: &str, count: &Value, noun: &str) -> String {
    let plural = if count.as_u64() == Some(1) { "" } else { "s" };
    format!("{limit} {count} {noun}{plural}")
}

fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Returns a description as documentation. Empty if there is none.
pub(super) fn of(description: Option<&str>) -> Docs {
    description.filter(|text| !text.trim().is_empty()).map(markdown).unwrap_or_default()
}

/// Returns safe Markdown with the same content.
fn markdown(text: &str) -> Docs {
    let text: String = text.chars().filter(|c| !is_harmful(*c)).collect();
    let mut links = Vec::new();
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let events = if is_nested_too_deep(Parser::new_ext(&text, options)) {
        verbatim(&text)
    } else {
        Parser::new_ext(&text, options).flat_map(|event| harmless(event, &mut links)).collect()
    };
    let mut out = String::new();
    match cmark(events.iter(), &mut out, options) {
        Ok(_) => Docs(out.trim().to_owned()),
        // Writing to a string cannot fail. If it did, no documentation would be better than a part of it.
        Err(_) => Docs::default(),
    }
}

fn is_nested_too_deep<'t>(events: impl Iterator<Item = Event<'t>>) -> bool {
    let mut depth = 0_usize;
    for event in events {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > NESTING {
            return true;
        }
    }
    false
}

/// Returns text as a code block, without any formatting.
fn verbatim(text: &str) -> Vec<Event<'static>> {
    vec![
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(CowStr::Borrowed("text")))),
        Event::Text(format!("{}\n", text.trim_end()).into()),
        Event::End(TagEnd::CodeBlock),
    ]
}

/// Returns `true` if a character is a control character, or changes the direction of the text around it (Unicode UAX
/// #9).
fn is_harmful(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Returns the replacement of an event. `links` contains for each open link whether it was kept.
fn harmless<'t>(event: Event<'t>, links: &mut Vec<bool>) -> Vec<Event<'t>> {
    match event {
        Event::Html(text) | Event::InlineHtml(text) => autolinked(&text.replace('\n', " ")),
        Event::Start(Tag::HtmlBlock) => vec![Event::Start(Tag::Paragraph)],
        Event::End(TagEnd::HtmlBlock) => vec![Event::End(TagEnd::Paragraph)],
        Event::Start(Tag::CodeBlock(_)) => {
            vec![Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(CowStr::Borrowed("text"))))]
        }
        Event::Start(Tag::Heading { level, id, classes, attrs }) => {
            vec![Event::Start(Tag::Heading { level: lowered(level), id, classes, attrs })]
        }
        Event::End(TagEnd::Heading(level)) => vec![Event::End(TagEnd::Heading(lowered(level)))],
        Event::Start(Tag::Link { dest_url, .. }) => {
            let kept = leads_to_the_web(&dest_url);
            links.push(kept);
            if kept { vec![Event::Start(link(LinkType::Inline, dest_url))] } else { Vec::new() }
        }
        Event::End(TagEnd::Link) => {
            if links.pop().unwrap_or(false) {
                vec![Event::End(TagEnd::Link)]
            } else {
                Vec::new()
            }
        }
        // The text of an image is kept. Displaying the image would be a network request.
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => Vec::new(),
        Event::Text(text) if links.is_empty() => autolinked(&text),
        other => vec![other],
    }
}

/// Returns text with its bare URLs as links, because rustdoc warns about bare URLs.
fn autolinked(text: &str) -> Vec<Event<'static>> {
    let mut events = Vec::new();
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 {
            events.push(Event::Text(CowStr::Borrowed(" ")));
        }
        let start = word.find("https://").or_else(|| word.find("http://")).unwrap_or(word.len());
        let (before, rest) = word.split_at(start);
        let end = rest.find(|c: char| "<>\"'`)]}*|\\".contains(c) || c.is_whitespace()).unwrap_or(rest.len());
        let url = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?']);
        let after = &rest[url.len()..];
        if !before.is_empty() {
            events.push(Event::Text(before.to_owned().into()));
        }
        if !url.is_empty() {
            let dest = CowStr::from(url.to_owned());
            events.push(Event::Start(link(LinkType::Autolink, dest.clone())));
            events.push(Event::Text(dest));
            events.push(Event::End(TagEnd::Link));
        }
        if !after.is_empty() {
            events.push(Event::Text(after.to_owned().into()));
        }
    }
    merged(events)
}

/// Merges adjacent texts, so that nothing is escaped that is special only at the start of a line.
fn merged(events: Vec<Event<'static>>) -> Vec<Event<'static>> {
    pulldown_cmark::TextMergeStream::new(events.into_iter()).collect()
}

fn link(link_type: LinkType, dest_url: CowStr<'_>) -> Tag<'_> {
    Tag::Link { link_type, dest_url, title: CowStr::Borrowed(""), id: CowStr::Borrowed("") }
}

fn leads_to_the_web(url: &str) -> bool {
    (url.starts_with("https://") || url.starts_with("http://"))
        && !url.contains(|c: char| c.is_whitespace() || "<>()\\`".contains(c))
}

fn lowered(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H4,
        HeadingLevel::H2 => HeadingLevel::H5,
        _ => HeadingLevel::H6,
    }
}

#[cfg(test)]
mod tests {
    use super::{NESTING, markdown};

    fn safe(text: &str) -> String {
        markdown(text).0
    }

    #[test]
    fn plain_text_stays() {
        assert_eq!(safe("The user, when the service knows them."), "The user, when the service knows them.");
        assert_eq!(safe("Use `code_verifier` or *not*:\n\n- a\n- b"), "Use `code_verifier` or *not*:\n\n* a\n* b");
    }

    #[test]
    fn code_is_never_compiled() {
        assert_eq!(safe("```\nfn main() {}\n```"), "````text\nfn main() {}\n````");
        assert_eq!(safe("x\n\n    fn main() {}\n"), "x\n\n````text\nfn main() {}\n````");
        assert_eq!(safe("~~~rust\nx\n~~~"), "````text\nx\n````");
    }

    #[test]
    fn html_is_text() {
        for text in ["<script>alert(1)</script>", "a <b>c</b>", "<br>", "x <user> y", "<!-- c -->"] {
            let out = safe(text);
            assert!(!out.replace("\\<", "").contains('<'), "{text:?} became {out:?}");
        }
    }

    #[test]
    fn links_lead_to_the_web_or_nowhere() {
        assert_eq!(safe("[a](javascript:x) [b](#c) [d](https://e.example/)"), "a b [d](https://e.example/)");
        assert_eq!(safe("![a](https://e.example/x.png)"), "a");
        assert_eq!(safe("see https://e.example/x."), "see <https://e.example/x>.");
        let brackets = safe("see [Foo] and [foo::bar]");
        assert_eq!(brackets, "see \\[Foo\\] and \\[foo::bar\\]");
    }

    #[test]
    fn headings_stay_below_ours() {
        assert_eq!(safe("# A"), "#### A");
    }

    #[test]
    fn deep_nesting_stays_as_it_is_written() {
        let deep = |mark: &str| format!("{}x\ny\n", mark.repeat(20_000));
        for text in ["> ", ">", "- ", "1. ", "* > ", "***a", "_a *b "].map(deep) {
            let out = safe(&text);
            assert!(out.len() < text.len() * 3, "{:?} became {} bytes", &text[..9], out.len());
        }
        let quotes = format!("{}x", ">".repeat(20_000));
        assert!(safe(&quotes) == format!("````text\n{quotes}\n````"), "the text is kept as it is");
        let fits = format!("{}x", "> ".repeat(NESTING - 1));
        assert!(safe(&fits).starts_with("> "), "what is not too deep is prose");
    }

    #[test]
    fn nothing_changes_the_direction_of_text() {
        assert_eq!(safe("a\u{202e}b\u{0}c"), "abc");
    }
}
