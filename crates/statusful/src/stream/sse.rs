//! Parses lines of `text/event-stream` into events (WHATWG HTML, section 9.2.6).
//!
//! Existing crates keep events of any size in memory; this module limits their size.

use std::time::Duration;

/// An event as sent. Only the format itself has been interpreted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Frame {
    pub(crate) data: String,
    pub(crate) event: Option<String>,
    pub(crate) id: Option<String>,
    pub(crate) retry: Option<Duration>,
}

/// The maximum length of an id, in bytes. Most servers would not accept a longer `Last-Event-ID`.
const MAX_ID: usize = 8 * 1024;

/// The error for an event that exceeds this limit, in bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TooLarge(pub(super) usize);

/// The event that is being parsed.
#[derive(Debug)]
pub(super) struct Assembler {
    limit: usize,
    is_first: bool,
    data: Option<String>,
    /// The data of an earlier event, whose memory is reused for the next one.
    spare: String,
    event: String,
    retry: Option<Duration>,
    id: String,
    /// Whether `id` differs from `last_id`.
    has_new_id: bool,
    /// The id of the last complete event.
    last_id: String,
    wait: Option<Duration>,
}

impl Assembler {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            limit,
            is_first: true,
            data: None,
            spare: String::new(),
            event: String::new(),
            retry: None,
            id: String::new(),
            has_new_id: false,
            last_id: String::new(),
            wait: None,
        }
    }

    /// Returns the id to resume after. Empty if the server sent none.
    pub(super) fn last_id(&self) -> &str {
        &self.last_id
    }

    /// Returns the time that the server asks clients to wait before they reconnect.
    pub(super) fn wait(&self) -> Option<Duration> {
        self.wait
    }

    /// Reuses the memory of a decoded event's data.
    pub(super) fn reuse(&mut self, data: String) {
        self.spare = data;
    }

    /// Discards the event that an interrupted connection left incomplete.
    pub(super) fn restart(&mut self) {
        self.is_first = true;
        self.data = None;
        self.event.clear();
        self.retry = None;
        self.last_id.clone_into(&mut self.id);
        self.has_new_id = false;
    }

    /// Parses a line, and returns the event that it completes, if any.
    pub(super) fn line(&mut self, line: &[u8]) -> Result<Option<Frame>, TooLarge> {
        let line = String::from_utf8_lossy(line);
        let mark = if std::mem::take(&mut self.is_first) { line.strip_prefix('\u{feff}') } else { None };
        let line = mark.unwrap_or(&line);
        if line.is_empty() {
            return Ok(self.dispatch());
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "data" => return self.add(value).map(|()| None),
            "event" => {
                value.clone_into(&mut self.event);
                return self.check_size().map(|()| None);
            }
            "id" if value.len() > MAX_ID => return Err(TooLarge(MAX_ID)),
            "id" if !value.contains('\0') => {
                value.clone_into(&mut self.id);
                self.has_new_id = true;
            }
            "retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis);
                self.wait = self.retry.or(self.wait);
            }
            // A comment, or an unknown field.
            _ => {}
        }
        Ok(None)
    }

    fn add(&mut self, value: &str) -> Result<(), TooLarge> {
        if let Some(data) = &mut self.data {
            data.push('\n');
            data.push_str(value);
        } else {
            let mut data = std::mem::take(&mut self.spare);
            value.clone_into(&mut data);
            self.data = Some(data);
        }
        self.check_size()
    }

    fn check_size(&self) -> Result<(), TooLarge> {
        let size = self.event.len().saturating_add(self.data.as_ref().map_or(0, String::len));
        if size > self.limit { Err(TooLarge(self.limit)) } else { Ok(()) }
    }

    fn dispatch(&mut self) -> Option<Frame> {
        let event = Some(std::mem::take(&mut self.event)).filter(|event| !event.is_empty());
        let retry = self.retry.take();
        if std::mem::take(&mut self.has_new_id) {
            self.id.clone_into(&mut self.last_id);
        }
        let data = self.data.take()?;
        Some(Frame { data, event, id: Some(self.last_id.clone()).filter(|id| !id.is_empty()), retry })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(lines: &[&str]) -> Vec<Frame> {
        let mut assembler = Assembler::new(100);
        lines.iter().filter_map(|line| assembler.line(line.as_bytes()).unwrap()).collect()
    }

    fn frame(data: &str) -> Frame {
        Frame { data: data.to_owned(), event: None, id: None, retry: None }
    }

    #[test]
    fn the_examples_of_the_specification() {
        let stock = events(&["data: YHOO", "data: +2", "data: 10", ""]);
        assert_eq!(stock, [frame("YHOO\n+2\n10")]);
        let ids = events(&[": test", "", "data: first", "id: 1", "", "data:second", "id", "", "data:  third", ""]);
        let first = Frame { id: Some("1".to_owned()), ..frame("first") };
        assert_eq!(ids, [first, frame("second"), frame(" third")]);
        assert_eq!(events(&["data", "", "data", "data", "", "data:"]), [frame(""), frame("\n")]);
        assert_eq!(events(&["data:test", "", "data: test", ""]), [frame("test"), frame("test")]);
    }

    #[test]
    fn fields_belong_to_their_event() {
        let named = events(&["event: ping", "", "event: add", "data: 1", "retry: 20", "", "data: 2", ""]);
        let first = Frame { event: Some("add".to_owned()), retry: Some(Duration::from_millis(20)), ..frame("1") };
        assert_eq!(named, [first, frame("2")]);
    }

    #[test]
    fn what_is_no_field_is_passed_over() {
        assert_eq!(events(&["\u{feff}data: 1", "Data: 2", "retry: soon", "id: a\0b", "nonsense", ""]), [frame("1")]);
    }

    #[test]
    fn what_was_not_finished_does_not_count() {
        let mut assembler = Assembler::new(100);
        for line in ["id: 1", "data: a", "", "retry: 5", "id: 2", "data: b"] {
            let _ = assembler.line(line.as_bytes()).unwrap();
        }
        assembler.restart();
        assert_eq!((assembler.last_id(), assembler.wait()), ("1", Some(Duration::from_millis(5))));
        assert_eq!(assembler.line(b""), Ok(None));
    }

    #[test]
    fn an_event_is_bounded() {
        let mut assembler = Assembler::new(4);
        assert_eq!(assembler.line(b"data: 12"), Ok(None));
        assert_eq!(assembler.line(b"data: 34"), Err(TooLarge(4)));
        let mut assembler = Assembler::new(4);
        assert_eq!(assembler.line(b"event: 12345"), Err(TooLarge(4)));
        let id = format!("id: {}", "x".repeat(MAX_ID + 1));
        assert_eq!(assembler.line(id.as_bytes()), Err(TooLarge(MAX_ID)));
    }
}
