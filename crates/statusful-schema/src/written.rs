//! Values as text, for bodies that are not one JSON text.

use serde_json::Value;

/// Precedes each text in `application/json-seq` (RFC 7464).
const RECORD_SEPARATOR: &str = "\u{1e}";

/// Returns a string as it is, and any other value as JSON.
pub fn written(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Returns an event of `text/event-stream` with the data.
pub fn event(data: &str) -> String {
    // A carriage return ends a line as a line feed does.
    let data = data.replace("\r\n", "\n").replace(['\r', '\n'], "\ndata: ");
    format!("data: {data}\n\n")
}

/// Returns an object as the event whose fields it has: `event`, `id`, `retry`, and `data`, which is text or JSON. An event
/// without data is nothing (WHATWG HTML, section 9.2.6), and so is a value that is not an object.
pub fn event_object(value: &Value) -> String {
    let Some(data) = value.get("data") else { return String::new() };
    let field = |name: &str| match value.get(name) {
        None | Some(Value::Null) => String::new(),
        Some(field) => format!("{name}: {}\n", written(field).replace(['\r', '\n'], " ")),
    };
    ["event", "id", "retry"].map(field).concat() + &event(&written(data))
}

/// Returns a value as one of several JSON texts, such as a line of `application/x-ndjson`.
pub fn json_line(value: &Value, media_type: &str) -> String {
    let is_sequence = media_type.trim().to_ascii_lowercase().starts_with("application/json-seq");
    format!("{}{value}\n", if is_sequence { RECORD_SEPARATOR } else { "" })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_text_or_json() {
        assert_eq!((written(&json!("a")), written(&json!(["a"]))), ("a".to_owned(), "[\"a\"]".to_owned()));
    }

    #[test]
    fn events_and_lines_end_where_the_next_begins() {
        assert_eq!(event("a\nb\r\nc"), "data: a\ndata: b\ndata: c\n\n");
        let object = json!({ "event": "add", "id": "7", "retry": 20, "data": { "a": "x\ny" } });
        assert_eq!(event_object(&object), "event: add\nid: 7\nretry: 20\ndata: {\"a\":\"x\\ny\"}\n\n");
        assert_eq!(event_object(&json!({ "data": "a\nb", "id": null })), "data: a\ndata: b\n\n");
        assert_eq!(event_object(&json!({ "event": "ping" })), "");
        assert_eq!(json_line(&json!({ "a": "x\ny" }), "application/x-ndjson"), "{\"a\":\"x\\ny\"}\n");
        assert_eq!(json_line(&json!(1), "application/json-seq"), "\u{1e}1\n");
    }
}
