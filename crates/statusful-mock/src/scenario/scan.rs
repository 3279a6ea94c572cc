//! The words of a scenario.

use serde_json::{Deserializer, Value};

/// A word of a scenario, and its offset in bytes.
#[derive(Debug, PartialEq)]
pub(super) struct Word<'t> {
    pub(super) at: usize,
    pub(super) kind: WordKind<'t>,
}

#[derive(Debug, PartialEq)]
pub(super) enum WordKind<'t> {
    /// The end of a step.
    Comma,
    /// An object, an array or a string, as it is written.
    Json(&'t str),
    /// The text after `@`.
    At(&'t str),
    /// The text after `@`, which was in quotes.
    File(String),
    /// The text after `*`.
    Times(&'t str),
    /// A header with its value, which was in quotes.
    Header(&'t str, String),
    Plain(&'t str),
}

const BLANKS: [char; 4] = [' ', '\t', '\n', '\r'];

/// Characters that end a word.
const ENDS: [char; 7] = [' ', '\t', '\n', '\r', ',', '@', '*'];

/// An error at an offset.
pub(super) type SyntaxError = (usize, &'static str);

/// Splits a scenario into words. Commas, blanks, `@` and `*` in quotes and in JSON are part of the word.
pub(super) struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Words<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Takes so many bytes.
    fn take(&mut self, length: usize) -> &'t str {
        let (taken, _) = self.rest().split_at_checked(length).unwrap_or((self.rest(), ""));
        self.at += taken.len();
        taken
    }

    /// Takes the text up to the end of the word.
    fn take_unquoted(&mut self) -> &'t str {
        self.take(self.rest().find(ENDS).unwrap_or(self.rest().len()))
    }

    /// Takes a JSON value, which begins here.
    fn take_json(&mut self) -> Result<(&'t str, Value), SyntaxError> {
        let rest = self.rest();
        let mut values = Deserializer::from_str(rest).into_iter::<Value>();
        match values.next() {
            Some(Ok(value)) => Ok((self.take(values.byte_offset()), value)),
            Some(Err(error)) => Err((self.at + offset(rest, error.line(), error.column()), "invalid JSON")),
            None => Err((self.at, "expected JSON")),
        }
    }

    /// Takes a text in quotes, with the escapes of JSON.
    fn take_quoted(&mut self) -> Result<String, SyntaxError> {
        let (text, value) = self.take_json()?;
        Ok(value.as_str().unwrap_or(text).to_owned())
    }

    /// Takes a word such as `200:alice` or `Retry-After="3"`.
    fn take_plain(&mut self) -> Result<WordKind<'t>, SyntaxError> {
        let (start, rest) = (self.at, self.rest());
        let mut is_quoted = false;
        let mut before = '\0';
        for (index, character) in rest.char_indices() {
            if character == '"' && before == '=' && !is_quoted {
                self.at += index;
                let name = self.text.get(start..self.at - 1).unwrap_or_default();
                return Ok(WordKind::Header(name, self.take_quoted()?));
            }
            is_quoted ^= character == '"';
            if !is_quoted && ENDS.contains(&character) {
                return Ok(WordKind::Plain(self.take(index)));
            }
            before = character;
        }
        Ok(WordKind::Plain(self.take(rest.len())))
    }

    fn kind(&mut self, first: char) -> Result<WordKind<'t>, SyntaxError> {
        Ok(match first {
            ',' => {
                self.take(1);
                WordKind::Comma
            }
            '{' | '[' | '"' => WordKind::Json(self.take_json()?.0),
            '@' => {
                self.take(1);
                if self.rest().starts_with('"') {
                    WordKind::File(self.take_quoted()?)
                } else {
                    WordKind::At(self.take_unquoted())
                }
            }
            '*' => {
                self.take(1);
                WordKind::Times(self.take_unquoted())
            }
            _ => self.take_plain()?,
        })
    }
}

impl<'t> Iterator for Words<'t> {
    type Item = Result<Word<'t>, SyntaxError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.at += self.rest().len() - self.rest().trim_start_matches(BLANKS).len();
        let at = self.at;
        let first = self.rest().chars().next()?;
        Some(self.kind(first).map(|kind| Word { at, kind }))
    }
}

/// Returns the offset of a line and a column, which start at 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    (before + column.saturating_sub(1)).min(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<(usize, WordKind<'_>)> {
        Words::of(text).map(|word| word.map(|word| (word.at, word.kind)).unwrap()).collect()
    }

    #[test]
    fn json_and_quotes_may_contain_what_ends_a_word() {
        let text =
            r#"201 {"a":"b, }\" @*"}*2,[1, [2]]@1s "text, *" 200:"a, b"@"c, d.json" Link="</a>; rel=\"next\"" ä"#;
        let wanted = [
            (0, WordKind::Plain("201")),
            (4, WordKind::Json(r#"{"a":"b, }\" @*"}"#)),
            (21, WordKind::Times("2")),
            (23, WordKind::Comma),
            (24, WordKind::Json("[1, [2]]")),
            (32, WordKind::At("1s")),
            (36, WordKind::Json("\"text, *\"")),
            (46, WordKind::Plain("200:\"a, b\"")),
            (56, WordKind::File("c, d.json".to_owned())),
            (69, WordKind::Header("Link", "</a>; rel=\"next\"".to_owned())),
            (95, WordKind::Plain("ä")),
        ];
        assert_eq!(words(text), wanted);
    }

    #[test]
    fn no_text_stops_the_scanner() {
        let text = r#"201 {"a":"ä"}*2@1s, [1,{}] "x" 200:"é"@"f" A="b" cut"#;
        let cuts: Vec<_> = text.char_indices().map(|(index, _)| index).collect();
        for &start in &cuts {
            for &end in cuts.iter().filter(|end| **end >= start) {
                let count = Words::of(&text[start..end]).take_while(Result::is_ok).count();
                assert!(count <= end - start);
            }
        }
        let deep = "[".repeat(100_000);
        assert!(Words::of(&deep).next().unwrap().is_err());
    }
}
