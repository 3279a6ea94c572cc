//! A limit for the size of the page: operations can share an example or a description, which the page repeats for each of them.

use std::cell::Cell;

/// The size of all texts that a page has room for, in bytes.
const ROOM: usize = 32 << 20;

/// The number of bytes that are left for texts.
pub(super) struct Room(Cell<usize>);

impl Room {
    pub(super) fn new() -> Self {
        Self(Cell::new(ROOM))
    }

    /// Takes the length of a text from the room. Returns `false` if that was more than is left; then nothing is.
    pub(super) fn take(&self, length: usize) -> bool {
        let left = self.0.get();
        self.0.set(left.saturating_sub(length));
        length <= left
    }

    /// Returns `true` if nothing is left.
    pub(super) fn is_spent(&self) -> bool {
        self.0.get() == 0
    }

    /// Returns the text if there is room for it, and an empty one otherwise.
    pub(super) fn text<T: AsRef<str> + Default>(&self, text: T) -> T {
        if self.take(text.as_ref().len()) { text } else { T::default() }
    }

    /// Returns the texts that there is room for, each once.
    pub(super) fn distinct<'d>(&self, texts: impl Iterator<Item = &'d str>) -> Vec<&'d str> {
        let mut seen = std::collections::HashSet::new();
        texts.take_while(|text| self.take(text.len() + 1)).filter(|text| seen.insert(*text)).collect()
    }
}
