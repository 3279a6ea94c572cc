//! Locations in files.

/// The file of a [`Source`](super::Source) that contains a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FileId(pub usize);

/// A range of bytes in one file, always on character boundaries, and which value of the tree was read from it: an alias or an
/// overlay repeats what is written once. No two values of a document have the same span, so a span tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Which copy of the value this is; zero for the value where it is written.
    pub copy: u32,
}

impl Span {
    /// Returns where the value is written, whichever copy it is.
    #[must_use]
    pub fn written(self) -> Self {
        Self { copy: 0, ..self }
    }
}

/// A file's name, as the user gave it, and its text.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The path as given, for people.
    pub name: String,
    /// The text, without a byte-order mark.
    pub text: String,
    /// Where every line starts.
    lines: Vec<usize>,
    /// How many characters there are before every [`STRIDE`]th byte.
    characters: Vec<usize>,
}

/// With a count at every so many bytes, a position is found without reading the text again; a minified document is one
/// line of megabytes.
const STRIDE: usize = 1024;

/// A place as people count it: both numbers start at one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

impl SourceFile {
    /// A file of that name and text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(index, _)| index + 1);
        let lines = std::iter::once(0).chain(breaks).collect();
        let counts = text.as_bytes().chunks(STRIDE).scan(0, |sum, chunk| {
            *sum += characters(chunk);
            Some(*sum)
        });
        let characters = std::iter::once(0).chain(counts).collect();
        Self { name: name.into(), text, lines, characters }
    }

    /// Returns the line and the column of a byte, from 1. Offsets past the end are at the end.
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let line = self.lines.partition_point(|start| *start <= offset);
        let column = self.characters_before(offset) - self.characters_before(self.lines[line - 1]) + 1;
        Position { line, column }
    }

    fn characters_before(&self, offset: usize) -> usize {
        let mark = offset / STRIDE;
        self.characters[mark] + characters(&self.text.as_bytes()[mark * STRIDE..offset])
    }

    /// The bytes of a line, counted from one, without its line break. There is nothing past the last line.
    pub fn line(&self, line: usize) -> std::ops::Range<usize> {
        let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        let end = self.lines.get(line).copied().unwrap_or(self.text.len());
        start..start + self.text[start..end].trim_end_matches(['\r', '\n']).len()
    }
}

/// Counts the characters that start in a part of UTF-8 text.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_counted_from_marks() {
        let text = "aä€𝄞".repeat(1_000) + "\n" + &"€".repeat(1_000);
        let file = SourceFile::new("x.json", text.as_str());
        for (count, (offset, _)) in text.char_indices().enumerate() {
            let expected = if count <= 4_000 { (1, count + 1) } else { (2, count - 4_000) };
            let Position { line, column } = file.position(offset);
            assert_eq!((line, column), expected);
        }
    }

    #[test]
    fn positions_count_characters_from_one() {
        let file = SourceFile::new("x.yaml", "äb\r\n\nc");
        let at = |offset| {
            let Position { line, column } = file.position(offset);
            (line, column)
        };
        assert_eq!([at(0), at(2), at(5), at(6), at(99)], [(1, 1), (1, 2), (2, 1), (3, 1), (3, 2)]);
    }

    #[test]
    fn lines_have_no_line_break() {
        let file = SourceFile::new("x.yaml", "äb\r\n\nc");
        assert_eq!((1..=4).map(|line| &file.text[file.line(line)]).collect::<Vec<_>>(), ["äb", "", "c", ""]);
    }
}
