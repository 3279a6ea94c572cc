//! How a diagnostic looks: as rustc's do.

use std::fmt::Write as _;

use annotate_snippets::renderer::DEFAULT_LINE_NUM_STYLE;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::excerpt::{Excerpt, excerpt};
use super::quote::plain;
use super::{Diagnostic, Diagnostics, Label, Severity};
use crate::source::{FileId, Position, SourceFile};

/// Whether the text is for a terminal that knows colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// Text alone.
    #[default]
    Plain,
    /// Text with ANSI colours.
    Coloured,
}

impl Style {
    fn renderer(self) -> Renderer {
        match self {
            Self::Plain => Renderer::plain(),
            Self::Coloured => Renderer::styled(),
        }
    }
}

/// A diagnostic as people read it, without a line break at its end.
pub fn render(files: &[SourceFile], diagnostic: &Diagnostic, style: Style) -> String {
    let level = level(diagnostic.severity);
    let renderer = style.renderer();
    let title = level.clone().primary_title(plain(&diagnostic.message)).id(diagnostic.code.name());
    let help = (!diagnostic.help.is_empty()).then(|| Level::HELP.message(plain(&diagnostic.help)));
    let files = by_file(files, &diagnostic.labels);
    let Some(last) = files.len().checked_sub(1) else {
        return renderer.render(&[Group::with_title(title).elements(help)]);
    };
    let mut text = renderer.render(&[Group::with_title(title)]);
    for (index, (file, labels)) in files.into_iter().enumerate() {
        let excerpt = excerpt(file, labels.iter().map(|label| label.span.start..label.span.end));
        let mut group = Group::with_level(level.clone()).element(snippet(&excerpt, &labels, &diagnostic.labels[0]));
        if index == last {
            group = group.elements(help.clone());
        }
        let _ =
            write!(text, "\n{}\n{}", arrow(file, labels[0], &excerpt, index == 0, style), renderer.render(&[group]));
    }
    text
}

/// How many diagnostics are shown. Nobody reads more, and a hostile document has a million.
const SHOWN: usize = 1_000;

/// All of them in the order of the document, and how many there are; empty when there are none.
pub fn render_all(files: &[SourceFile], diagnostics: &Diagnostics, style: Style) -> String {
    let sorted = diagnostics.sorted();
    let shown = sorted.iter().take(SHOWN);
    let mut text: String = shown.map(|diagnostic| render(files, diagnostic, style) + "\n\n").collect();
    if let Some(rest) = sorted.len().checked_sub(SHOWN).filter(|rest| *rest > 0) {
        let _ = writeln!(text, "{rest} more are not shown\n");
    }
    if let Some(summary) = summary(files, &sorted) {
        text.push_str(&summary);
        text.push('\n');
    }
    text
}

/// The labels of each file, that of the first label first.
fn by_file<'a>(files: &'a [SourceFile], labels: &'a [Label]) -> Vec<(&'a SourceFile, Vec<&'a Label>)> {
    let mut order: Vec<FileId> = Vec::new();
    for label in labels {
        if !order.contains(&label.span.file) {
            order.push(label.span.file);
        }
    }
    let labels_in = |id: FileId| labels.iter().filter(|label| label.span.file == id).collect();
    order.into_iter().filter_map(|id| Some((files.get(id.0)?, labels_in(id)))).collect()
}

/// The line that says where. The renderer has such a line too, but it sees an excerpt, and would count wrong.
fn arrow(file: &SourceFile, label: &Label, excerpt: &Excerpt, is_first: bool, style: Style) -> String {
    let Position { line, column } = file.position(label.span.start);
    let indent = " ".repeat(excerpt.last_line().to_string().len());
    let arrow = if is_first { "-->" } else { ":::" };
    let place = format!("{}:{line}:{column}", plain(&file.name));
    match style {
        Style::Plain => format!("{indent}{arrow} {place}"),
        Style::Coloured => format!("{indent}{DEFAULT_LINE_NUM_STYLE}{arrow}{DEFAULT_LINE_NUM_STYLE:#} {place}"),
    }
}

fn snippet<'a>(excerpt: &'a Excerpt, labels: &[&Label], primary: &Label) -> Snippet<'a, Annotation<'a>> {
    let annotations = labels.iter().zip(&excerpt.marks).map(|(label, mark)| {
        let kind = if label.span == primary.span { AnnotationKind::Primary } else { AnnotationKind::Context };
        let text = (!label.text.is_empty()).then(|| plain(&label.text));
        kind.span(mark.clone()).label(text)
    });
    Snippet::source(&excerpt.text).line_start(excerpt.line).annotations(annotations)
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    }
}

/// Such as `2 errors, 1 warning in openapi/keymint.yaml`.
pub(super) fn summary(files: &[SourceFile], diagnostics: &[&Diagnostic]) -> Option<String> {
    let count_of = |severity: Severity| {
        let count = diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
        (count > 0).then(|| counted(count, severity.name()))
    };
    let counts: Vec<String> = [Severity::Error, Severity::Warning].into_iter().filter_map(count_of).collect();
    let place = files.first().map(|file| format!(" in {}", plain(&file.name))).unwrap_or_default();
    (!counts.is_empty()).then(|| format!("{}{place}", counts.join(", ")))
}

/// Returns a count with its noun, such as `1 file` or `2 files`. The noun forms its plural with `s`.
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
