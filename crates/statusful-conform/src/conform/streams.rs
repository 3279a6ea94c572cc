//! Bodies of streams: one stream of events or lines with all values, and an empty one.

use serde_json::Value;
use statusful_schema::{event_object, json_line, written};

use super::responses::{Bodies, Made};

/// Returns streams of events whose data is JSON.
pub(super) fn events(made: Made) -> Bodies {
    streams(made, |piece| event(&piece.to_string()))
}

/// Returns streams of events whose data is text, including text of several lines.
pub(super) fn text_events(mut made: Made) -> Bodies {
    made.push(("text of two lines".into(), "\u{e4}\n \u{4e2d}".into(), "\u{e4}\n \u{4e2d}".into(), 0));
    let texts = made.into_iter().map(|(name, value, ..)| {
        // A carriage return ends a line as a line feed does, and the client returns it as one.
        let text = Value::String(written(&value).replace('\r', ""));
        (name, text.clone(), text, 0)
    });
    streams(texts.collect(), |piece| event(&written(piece)))
}

/// Returns streams of events, of which the client returns all fields.
pub(super) fn whole_events(made: Made, end_mark: Option<&str>) -> Bodies {
    let sent = made.into_iter().filter(|(_, served, ..)| is_sent(served, end_mark));
    streams(sent.collect(), event_object)
}

/// Returns streams of events, of which the client returns the data.
pub(super) fn events_of_data(made: Made, end_mark: Option<&str>) -> Bodies {
    let sent = made.into_iter().filter(|(_, served, ..)| is_sent(served, end_mark));
    let data = sent.map(|(name, served, expected, stray)| {
        let expected = expected.get("data").cloned().unwrap_or_default();
        // Data that is text has one kind of line break on the wire.
        let expected =
            expected.as_str().map_or(expected.clone(), |text| text.replace("\r\n", "\n").replace('\r', "\n").into());
        (name, served, expected, stray)
    });
    streams(data.collect(), event_object)
}

/// Returns whether an event is sent: it has data, which is not the end of the stream.
fn is_sent(event: &Value, end_mark: Option<&str>) -> bool {
    event.get("data").is_some_and(|data| data.as_str().is_none_or(|text| Some(text) != end_mark))
}

/// Returns streams of JSON texts, one after the other.
pub(super) fn lines(made: Made, media: &str) -> Bodies {
    streams(made, |piece| json_line(piece, media))
}

/// Splits values that are arrays into their items.
pub(super) fn apart(made: Made) -> Made {
    let apart = made.into_iter().flat_map(|(name, served, expected, stray)| match (served, expected) {
        (Value::Array(served), Value::Array(expected)) => {
            let both = served.into_iter().zip(expected);
            both.map(|(served, expected)| (name.clone(), served, expected, stray)).collect()
        }
        (served, expected) => vec![(name, served, expected, stray)],
    });
    apart.collect()
}

fn event(data: &str) -> String {
    format!(": a remark\nid: 1\n{}", statusful_schema::event(data))
}

fn streams(pieces: Made, write: impl Fn(&Value) -> String) -> Bodies {
    let text: String = pieces.iter().map(|(_, served, ..)| write(served)).collect();
    let stray = pieces.iter().map(|(.., stray)| stray).sum();
    let expected = pieces.into_iter().map(|(_, _, expected, _)| expected).collect();
    vec![
        ("all pieces".to_owned(), text.into_bytes(), expected, stray),
        ("no pieces".to_owned(), Vec::new(), Value::Array(Vec::new()), 0),
    ]
}
