//! Many diagnostics on one screen: how many of each, and the first of them in full.

use std::fmt::Write as _;

use indexmap::IndexMap;

use super::render::summary;
use super::{Code, Diagnostic, Diagnostics, Severity, Style, render};
use crate::source::SourceFile;

/// How many lines diagnostics in full may take.
const LINES: usize = 40;
/// How many diagnostics are shown in full at most.
const SHOWN: usize = 5;
/// How many codes are listed.
const CODES: usize = 15;

/// The text, and how many diagnostics are counted in it alone. Errors come first, and of each code one before the
/// second of any, so that a screen shows as many diagnostics as it can.
pub fn render_overview(files: &[SourceFile], diagnostics: &Diagnostics, style: Style) -> (String, usize) {
    let sorted = diagnostics.sorted();
    let shown = in_full(files, &sorted, style);
    let hidden = sorted.len() - shown.len();
    let mut text: String = shown.into_iter().map(|shown| shown + "\n\n").collect();
    if hidden > 0 {
        text += &table(&sorted);
        text.push('\n');
    }
    if let Some(summary) = summary(files, &sorted) {
        text.push_str(&summary);
        text.push('\n');
    }
    (text, hidden)
}

fn in_full(files: &[SourceFile], sorted: &[&Diagnostic], style: Style) -> Vec<String> {
    let mut seen: IndexMap<Code, usize> = IndexMap::new();
    let mut ranked: Vec<_> = sorted
        .iter()
        .map(|diagnostic| {
            let rank = seen.entry(diagnostic.code).or_default();
            *rank += 1;
            (std::cmp::Reverse(diagnostic.severity), *rank, *diagnostic)
        })
        .collect();
    ranked.sort_by_key(|(severity, rank, _)| (*severity, *rank));
    let mut lines = 0;
    let mut shown = Vec::new();
    for (_, _, diagnostic) in ranked.into_iter().take(SHOWN) {
        let text = render(files, diagnostic, style);
        lines += text.lines().count() + 1;
        if lines > LINES && !shown.is_empty() {
            break;
        }
        shown.push(text);
    }
    shown
}

/// A line for each code, the most frequent first.
fn table(sorted: &[&Diagnostic]) -> String {
    let mut counts: IndexMap<(Severity, Code), usize> = IndexMap::new();
    for diagnostic in sorted {
        *counts.entry((diagnostic.severity, diagnostic.code)).or_default() += 1;
    }
    counts.sort_by(|(severity, code), count, (other_severity, other_code), other_count| {
        (other_severity, other_count, code).cmp(&(severity, count, other_code))
    });
    let mut text = String::new();
    for ((severity, code), count) in counts.iter().take(CODES) {
        let title = format!("{}[{}]", severity.name(), code.name());
        let _ = writeln!(text, "{count:>7}  {title:<38}  {}", code.summary());
    }
    if let Some(rest) = counts.len().checked_sub(CODES).filter(|rest| *rest > 0) {
        let _ = writeln!(text, "         and {rest} other codes");
    }
    text
}
