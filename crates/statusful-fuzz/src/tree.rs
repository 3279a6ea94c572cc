//! What holds for every tree that is read from a document.

use std::collections::HashSet;

use statusful_document::diagnostic::{Diagnostics, Strictness, Style, render_all};
use statusful_document::source::{self, Node, Source, Span, Value};

/// Reads a document. Returns it if it has no errors.
///
/// Its spans are within the text, on character boundaries, and different for every value. Every diagnostic can be printed.
pub(crate) fn read(name: &str, bytes: &[u8]) -> Option<Source> {
    let mut diagnostics = Diagnostics::default();
    let source = source::read(name, bytes, &mut diagnostics);
    render_all(&source.files, &diagnostics, Style::Plain);
    check_spans(&source);
    (!diagnostics.has_errors()).then_some(source)
}

/// Returns `true` if nothing in a document has to be tolerated.
pub(crate) fn is_without_faults(name: &str, bytes: &[u8]) -> bool {
    let mut diagnostics = Diagnostics::new(Strictness::Strict);
    source::read(name, bytes, &mut diagnostics);
    !diagnostics.has_errors()
}

/// Panics if a span is not within its file, or two values have the same.
pub(crate) fn check_spans(source: &Source) {
    check_node(source, &source.root, &mut HashSet::new());
}

fn check_node(source: &Source, node: &Node, seen: &mut HashSet<Span>) {
    check_span(source, node.span);
    assert!(seen.insert(node.span), "two values have the span {:?}", node.span);
    match &node.value {
        Value::Array(items) => items.iter().for_each(|item| check_node(source, item, seen)),
        Value::Object(members) => members.values().for_each(|entry| {
            check_span(source, entry.key);
            check_node(source, &entry.node, seen);
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn check_span(source: &Source, span: Span) {
    let text = source.files.get(span.file.0).map(|file| &file.text);
    assert!(text.and_then(|text| text.get(span.start..span.end)).is_some(), "{span:?} is not within its file");
}

/// Writes a tree and reads it again: it stays the same.
pub(crate) fn check_written(source: &Source) {
    let Ok(text) = source::write(source) else { return };
    let name = &source.files[0].name;
    let again = read(name, text.as_bytes());
    let again = again.unwrap_or_else(|| panic!("a document that was written cannot be read:\n{text}"));
    assert_eq!(again.root, source.root, "the tree changed when it was written:\n{text}");
}
