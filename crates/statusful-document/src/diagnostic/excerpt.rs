//! The lines of a document that a diagnostic shows.
//!
//! Only these go to the renderer. A minified document is one line of megabytes, and a hostile one has characters that
//! a terminal would obey; neither gets past here.

use std::ops::Range;

use super::quote::harmless;
use crate::source::SourceFile;

/// A line that is longer than this, in bytes, is cut around its marks.
const LONG: usize = 200;
/// How much of a long line is left before and after a mark.
const MARGIN: usize = 40;
/// How much of a long mark is shown.
const MARK: usize = 80;

/// Lines of a file, with marks in them.
pub(super) struct Excerpt {
    /// The number of the first line.
    pub(super) line: usize,
    /// The lines. Those far from any mark are empty; the renderer folds them.
    pub(super) text: String,
    /// Where the marks are in `text`, in the order given.
    pub(super) marks: Vec<Range<usize>>,
}

impl Excerpt {
    /// The number of the last line.
    pub(super) fn last_line(&self) -> usize {
        self.line + self.text.lines().count().saturating_sub(1)
    }
}

/// The lines that the ranges start in. A range that goes on past its first line is shown to that line's end.
pub(super) fn excerpt(file: &SourceFile, ranges: impl Iterator<Item = Range<usize>>) -> Excerpt {
    let places: Vec<Place> = ranges.map(|range| Place::of(file, &range)).collect();
    let first = places.iter().map(|place| place.line).min().unwrap_or(1);
    let last = places.iter().map(|place| place.line).max().unwrap_or(1);
    let mut text = String::new();
    let mut marks = vec![0..0; places.len()];
    for number in first..=last {
        let here: Vec<usize> = (0..places.len()).filter(|index| places[*index].line == number).collect();
        // The renderer shows a line between two marked ones, and folds two or more.
        let is_near = places.iter().any(|place| place.line.abs_diff(number) <= 1);
        if is_near {
            let line = Line { text: &file.text[file.line(number)], kept: Vec::new() };
            let line = line.keep(here.iter().map(|index| &places[*index].range));
            let start = text.len();
            let shift = line.write(&mut text);
            for index in here {
                let Range { start: from, end: to } = places[index].range;
                marks[index] = start + shift.of(from)..start + shift.of(to);
            }
        }
        text.push('\n');
    }
    Excerpt { line: first, text, marks }
}

/// A range within one line.
struct Place {
    line: usize,
    range: Range<usize>,
}

impl Place {
    fn of(file: &SourceFile, range: &Range<usize>) -> Self {
        let line = file.position(range.start).line;
        let bounds = file.line(line);
        let within = |offset: usize| offset.clamp(bounds.start, bounds.end) - bounds.start;
        Self { line, range: within(range.start)..within(range.end) }
    }
}

/// A line and the parts of it to show, in order and apart from each other.
struct Line<'t> {
    text: &'t str,
    kept: Vec<Range<usize>>,
}

impl Line<'_> {
    fn keep<'r>(mut self, marks: impl Iterator<Item = &'r Range<usize>>) -> Self {
        if self.text.len() <= LONG {
            self.kept.push(0..self.text.len());
            return self;
        }
        let around = |mark: &Range<usize>| {
            self.boundary(mark.start.saturating_sub(MARGIN))
                ..self.boundary(mark.end.min(mark.start + MARK).saturating_add(MARGIN))
        };
        let mut windows: Vec<_> = marks.map(around).collect();
        windows.sort_by_key(|window| window.start);
        for window in windows {
            match self.kept.last_mut() {
                Some(last) if window.start <= last.end => last.end = last.end.max(window.end),
                _ => self.kept.push(window),
            }
        }
        if self.kept.is_empty() {
            self.kept.push(0..self.boundary(LONG));
        }
        self
    }

    /// The last character boundary at or before an offset.
    fn boundary(&self, offset: usize) -> usize {
        (0..=offset.min(self.text.len())).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or(0)
    }

    fn write(&self, text: &mut String) -> Shift {
        let start = text.len();
        let mut shift = Shift(Vec::new());
        for window in &self.kept {
            if window.start > 0 {
                text.push('…');
            }
            for (at, character) in self.text[window.clone()].char_indices() {
                shift.0.push((window.start + at, text.len() - start));
                // The renderer widens tabs itself, and its columns count on it.
                text.push(if character == '\t' { character } else { harmless(character) });
            }
            shift.0.push((window.end, text.len() - start));
        }
        if self.kept.last().is_some_and(|window| window.end < self.text.len()) {
            text.push('…');
        }
        shift
    }
}

/// Where the characters of a line went: offsets before and after, ascending.
struct Shift(Vec<(usize, usize)>);

impl Shift {
    /// Positions in omitted text are at the end of the shown part before it.
    fn of(&self, offset: usize) -> usize {
        let known = self.0.partition_point(|(before, _)| *before <= offset);
        known.checked_sub(1).map_or(0, |index| self.0[index].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, ranges: &[Range<usize>]) -> (String, Vec<String>) {
        let excerpt = excerpt(&SourceFile::new("x", text), ranges.iter().cloned());
        let marked = excerpt.marks.iter().map(|mark| excerpt.text[mark.clone()].to_owned()).collect();
        (excerpt.text, marked)
    }

    #[test]
    fn lines_between_are_empty_unless_they_are_next_to_a_mark() {
        let (text, marked) = shown("a\nb\nc\nd\ne\nf\ng", &[2..3, 12..13]);
        assert_eq!(text, "b\nc\n\n\nf\ng\n");
        assert_eq!(marked, ["b", "g"]);
    }

    #[test]
    fn a_range_ends_with_its_line() {
        assert_eq!(shown("ab\r\ncd", &[1..6, 1..1]).1, ["b", ""]);
    }

    #[test]
    fn long_lines_are_cut_around_their_marks() {
        let text = format!("{}\u{1b}[31mä{}", "x".repeat(5_000), "y".repeat(5_000));
        let (shown, marked) = shown(&text, &[5_000..9_000, 10_000..10_001]);
        assert!(shown.len() < 600, "{}", shown.len());
        assert!(shown.starts_with('…') && shown.trim_end().ends_with('y') && !shown.contains('\u{1b}'));
        assert!(marked[0].starts_with("␛[31mäy"), "{marked:?}");
        assert_eq!(marked[1], "y");
    }

    #[test]
    fn the_end_of_a_document_is_a_place() {
        assert_eq!(shown("ab\n", &[3..3, 99..100]).0, "\n");
    }
}
