//! Decodes events: their data, or all of their fields together.

use serde::de::{DeserializeOwned, IgnoredAny};

use super::sse::Frame;
use crate::decode::{self, DecodeCause};

/// Returns the data as text.
#[expect(clippy::unnecessary_wraps, reason = "it is one of several ways to decode an event")]
pub(crate) fn event_text(frame: &Frame) -> Result<String, DecodeCause> {
    Ok(frame.data.clone())
}

/// Decodes the data as JSON, or as a string if the type is a string.
pub(crate) fn event_data<T: DeserializeOwned>(frame: &Frame) -> Result<T, DecodeCause> {
    decode::json(frame.data.as_bytes()).or_else(|cause| text(&frame.data, |text| text).map_err(|_| cause))
}

/// Decodes all fields of an event as one object.
pub(crate) fn event_object<T: DeserializeOwned>(frame: &Frame) -> Result<T, DecodeCause> {
    if serde_json::from_str::<IgnoredAny>(&frame.data).is_err() {
        return text(&frame.data, |data| object(frame, &data));
    }
    let json = decode::json(object(frame, &frame.data).as_bytes());
    json.or_else(|cause| text(&frame.data, |data| object(frame, &data)).map_err(|_| cause))
}

/// Decodes the JSON that `make` creates from a text.
fn text<T: DeserializeOwned>(text: &str, make: impl Fn(String) -> String) -> Result<T, DecodeCause> {
    decode::json(make(quoted(text)).as_bytes())
}

/// Returns an event as JSON, given its data as JSON.
fn object(frame: &Frame, data: &str) -> String {
    let event = frame.event.iter().map(|event| format!("\"event\":{},", quoted(event)));
    let id = frame.id.iter().map(|id| format!("\"id\":{},", quoted(id)));
    let retry = frame.retry.iter().map(|retry| format!("\"retry\":{},", retry.as_millis()));
    let fields: String = event.chain(id).chain(retry).collect();
    format!("{{{fields}\"data\":{data}}}")
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::{Value, json};

    use super::*;

    fn frame(data: &str) -> Frame {
        let (event, id, retry) = (Some("a\"b".to_owned()), Some("7".to_owned()), Some(Duration::from_millis(20)));
        Frame { data: data.to_owned(), event, id, retry }
    }

    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Texts {
        data: String,
    }

    #[test]
    fn an_object_has_all_fields() {
        let expected = json!({ "event": "a\"b", "id": "7", "retry": 20, "data": { "x": [1] } });
        assert_eq!(event_object::<Value>(&frame(r#"{"x":[1]}"#)).unwrap(), expected);
        let bare = Frame { event: None, id: None, retry: None, ..frame("{}") };
        assert_eq!(event_object::<Value>(&bare).unwrap(), json!({ "data": {} }));
    }

    #[test]
    fn data_is_json_or_text_as_the_type_has_it() {
        for data in ["some \"text\"\nof two lines", "7", "{}", "\"quoted\"", ""] {
            let expected = serde_json::from_str::<String>(data).unwrap_or_else(|_| data.to_owned());
            assert_eq!(event_object::<Texts>(&frame(data)).unwrap().data, expected);
        }
        assert_eq!(event_data::<String>(&frame("plain")).unwrap(), "plain");
        assert_eq!(event_data::<u8>(&frame("7")).unwrap(), 7);
        assert_eq!(event_text(&frame("\"a\"")).unwrap(), "\"a\"");
    }

    #[test]
    fn an_error_is_about_the_json() {
        #[derive(Debug, serde::Deserialize)]
        struct Numbers {
            #[expect(dead_code, reason = "only decoding matters")]
            data: Vec<u8>,
        }

        let cause = event_object::<Texts>(&Frame { data: "{}".to_owned(), ..frame("") }).map(|it| it.data);
        assert_eq!(cause.unwrap(), "{}");
        let cause = event_object::<Numbers>(&frame("[1,\"x\"]")).unwrap_err();
        assert_eq!(cause.location.unwrap().path, ".data[1]");
    }
}
