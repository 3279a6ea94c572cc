//! Lines of `text/event-stream` to events (WHATWG HTML, section 9.2.6).
//!
//! The crates for this keep an event of any size in memory; here it is bounded.

use std::time::Duration;

/// An event as it was sent. Nothing is interpreted but what the format itself defines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Frame {
    pub(crate) data: String,
    pub(crate) event: Option<String>,
    pub(crate) id: Option<String>,
    pub(crate) retry: Option<Duration>,
}

/// The longest id, in bytes: longer ones would not fit into `Last-Event-ID` with most servers.
const MAX_ID: usize = 8 * 1024;

/// An event grew beyond this limit, in bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TooLarge(pub(super) usize);

/// The event in the making.
#[derive(Debug)]
pub(super) struct Assembler {
    limit: usize,
    is_first: bool,
    data: Option<String>,
    /// The data of an earlier event, whose memory the next one takes.
    spare: String,
    event: String,
    retry: Option<Duration>,
    id: String,
    /// Whether `id` differs from `last_id`.
    has_new_id: bool,
    /// The id of the last event that was complete.
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

    /// The id to resume after; empty where the server gave none.
    pub(super) fn last_id(&self) -> &str {
        &self.last_id
    }

    /// How long the server wants clients to wait before they connect again.
    pub(super) fn wait(&self) -> Option<Duration> {
        self.wait
    }

    /// Takes the data of an event back that is decoded.
    pub(super) fn reuse(&mut self, data: String) {
        self.spare = data;
    }

    /// Forgets the event that a cut connection left unfinished.
    pub(super) fn restart(&mut self) {
        self.is_first = true;
        self.data = None;
        self.event.clear();
        self.retry = None;
        self.last_id.clone_into(&mut self.id);
        self.has_new_id = false;
    }

    /// Takes a line in, and gives the event that it completes.
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
            // A comment, or a field of another time.
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
