//! Splits a stream of bytes into lines.

use bytes::{Buf as _, Bytes, BytesMut};

/// The separator of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ends {
    /// LF, CR or both (WHATWG HTML, section 9.2.5).
    AnyBreak,
    /// Only LF, because JSON does not require line breaks outside strings and does not allow them inside.
    Newline,
    /// A record separator, which precedes each text (RFC 7464).
    RecordSeparator,
}

impl Ends {
    fn find(self, bytes: &[u8]) -> Option<usize> {
        match self {
            Self::AnyBreak => memchr::memchr2(b'\n', b'\r', bytes),
            Self::Newline => memchr::memchr(b'\n', bytes),
            Self::RecordSeparator => memchr::memchr(0x1E, bytes),
        }
    }
}

/// Lines that arrive in chunks of any size.
#[derive(Debug)]
pub(super) struct Lines {
    ends: Ends,
    buffer: BytesMut,
    /// The length that was searched without finding a separator.
    scanned: usize,
    /// Whether the last line ended with CR, which an LF may follow.
    after_return: bool,
}

impl Lines {
    pub(super) fn new(ends: Ends) -> Self {
        Self { ends, buffer: BytesMut::new(), scanned: 0, after_return: false }
    }

    pub(super) fn push(&mut self, chunk: &[u8]) {
        self.buffer.extend_from_slice(chunk);
    }

    /// Returns the length of the incomplete line.
    pub(super) fn pending(&self) -> usize {
        self.buffer.len()
    }

    /// Returns the next complete line, without its separator.
    pub(super) fn next(&mut self) -> Option<Bytes> {
        if self.after_return && !self.buffer.is_empty() {
            self.after_return = false;
            if self.buffer[0] == b'\n' {
                self.buffer.advance(1);
            }
        }
        let Some(length) = self.ends.find(&self.buffer[self.scanned..]) else {
            self.scanned = self.buffer.len();
            return None;
        };
        let line = self.buffer.split_to(self.scanned + length).freeze();
        self.scanned = 0;
        self.after_return = self.ends == Ends::AnyBreak && self.buffer[0] == b'\r';
        self.buffer.advance(1);
        Some(line)
    }

    /// Returns the rest when there are no more chunks.
    pub(super) fn rest(&mut self) -> Bytes {
        self.scanned = 0;
        self.buffer.split().freeze()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(ends: Ends, chunks: &[&str]) -> (Vec<String>, String) {
        let mut lines = Lines::new(ends);
        let mut found = Vec::new();
        let text = |line: Bytes| String::from_utf8(line.to_vec()).unwrap();
        for chunk in chunks {
            lines.push(chunk.as_bytes());
            while let Some(line) = lines.next() {
                found.push(text(line));
            }
        }
        (found, text(lines.rest()))
    }

    #[test]
    fn every_break_ends_a_line_of_events() {
        let expected = (vec!["a".to_owned(), String::new(), "b".to_owned(), "c".to_owned()], "d".to_owned());
        let text = "a\r\n\nb\rc\r\nd";
        assert_eq!(lines(Ends::AnyBreak, &[text]), expected);
        let single: Vec<_> = text.split("").collect();
        assert_eq!(lines(Ends::AnyBreak, &single), expected);
    }

    #[test]
    fn others_end_by_one_byte() {
        assert_eq!(lines(Ends::Newline, &["a\rb\n", "c"]), (vec!["a\rb".to_owned()], "c".to_owned()));
        let records = lines(Ends::RecordSeparator, &["\u{1e}{\n}\n\u{1e}", "2\n"]);
        assert_eq!(records, (vec![String::new(), "{\n}\n".to_owned()], "2\n".to_owned()));
    }
}
