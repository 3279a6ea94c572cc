//! Character indices to byte offsets.

/// How many characters lie between two marks.
const STRIDE: usize = 64;

/// The YAML parser counts characters; spans count bytes. One pass over the text marks every 64th character, so a
/// look-up reads at most 64 characters, however long the text is.
pub(super) struct Offsets<'t> {
    text: &'t str,
    /// The byte offset of every 64th character; nothing for ASCII, where both counts agree.
    marks: Option<Vec<usize>>,
}

impl<'t> Offsets<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let marks = || text.char_indices().step_by(STRIDE).map(|(byte, _)| byte).collect();
        Self { text, marks: (!text.is_ascii()).then(marks) }
    }

    /// The byte offset of a character; past the end is the end.
    pub(super) fn byte(&self, index: usize) -> usize {
        let Some(marks) = &self.marks else { return index.min(self.text.len()) };
        let Some(mark) = marks.get(index / STRIDE) else { return self.text.len() };
        let rest = &self.text[*mark..];
        rest.char_indices().nth(index % STRIDE).map_or(self.text.len(), |(byte, _)| mark + byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_counting() {
        let text = "aä€𝄞\n".repeat(100);
        for text in [text.as_str(), "plain", ""] {
            let offsets = Offsets::new(text);
            for (index, (byte, _)) in text.char_indices().enumerate() {
                assert_eq!(offsets.byte(index), byte);
            }
            assert_eq!(offsets.byte(text.chars().count()), text.len());
            assert_eq!(offsets.byte(usize::MAX), text.len());
        }
    }
}
