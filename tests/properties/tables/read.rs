//! Bodies that are served, and what should be read from them.

use serde_json::{Map, Value, json};

use super::media::Media;
use super::oracle::{Documented, Kind};
use super::table::{MODELS, Schema};

/// Text with a character beyond ASCII, quotes and several lines.
const TEXT: &str = "a \"text\"\n\u{e4} \u{4e2d}";

/// A line that is something to every kind of body: an object with the properties of all models.
pub(crate) fn universal() -> String {
    let object: Map<_, _> = (0..MODELS).map(|index| (format!("m{index}"), json!(format!("v{index}")))).collect();
    Value::Object(object).to_string() + "\n"
}

/// A body as the document describes it.
pub(crate) fn body(documented: &Documented<'_>, served: Option<&str>) -> String {
    let Some(content) = documented.content else { return TEXT.to_owned() };
    let pieces = [value(content.schema, "1"), value(content.schema, "2")];
    let is_sequence = served.and_then(Media::parse).is_some_and(|media| media.subtype == "json-seq");
    match documented.kind {
        Kind::Json => value(content.schema, "\u{e4}").to_string(),
        Kind::Events if is_text(content.schema) => "data: a\ndata: \u{e4}\n\ndata: b\n\n".to_owned(),
        Kind::Events => written(content.schema, &pieces, "data: ", "\n\n"),
        Kind::Lines => {
            let start = if is_sequence { "\u{1e}" } else { "" };
            written(content.schema, &pieces, start, "\n")
        }
        Kind::Nothing | Kind::Text | Kind::Bytes | Kind::Stream => TEXT.to_owned(),
    }
}

/// Reads a body as JSON; fails if it does not match the schema.
pub(crate) fn read(documented: &Documented<'_>, body: &str) -> Result<Value, String> {
    let schema = documented.content.map_or(Schema::Absent, |content| content.schema);
    let json = |text: &str| serde_json::from_str(text).map_err(|fault| fault.to_string());
    // A list describes all the pieces of a stream together.
    let item = if let Schema::List(index) = schema { Schema::Model(index) } else { schema };
    match documented.kind {
        Kind::Nothing => Ok(Value::Null),
        Kind::Text | Kind::Bytes | Kind::Stream => Ok(body.into()),
        Kind::Json => kept(schema, json(body)?),
        Kind::Events if is_text(schema) => Ok(events(body).into()),
        Kind::Events => events(body).iter().map(|data| kept(item, json(data)?)).collect(),
        Kind::Lines => {
            let lines = body.lines().map(|line| line.trim_start_matches('\u{1e}'));
            lines.map(|line| kept(item, json(line)?)).collect()
        }
    }
}

/// The data of each event, of which every one ends with an empty line.
fn events(body: &str) -> Vec<String> {
    let (mut events, mut data) = (Vec::new(), Vec::new());
    for line in body.lines() {
        if let Some(text) = line.strip_prefix("data: ") {
            data.push(text);
        } else if line.is_empty() && !data.is_empty() {
            events.push(std::mem::take(&mut data).join("\n"));
        }
    }
    events
}

/// Returns the part of a value that a model keeps: the properties in its schema.
fn kept(schema: Schema, value: Value) -> Result<Value, String> {
    match schema {
        Schema::Absent => Ok(value),
        Schema::Text | Schema::Binary => value.is_string().then_some(value).ok_or_else(|| "no string".to_owned()),
        Schema::Model(index) => {
            let property = format!("m{index}");
            let inner = value.get(&property).filter(|inner| inner.is_string()).ok_or("a property is missing")?;
            Ok(json!({ property: inner }))
        }
        Schema::List(index) => {
            let Value::Array(items) = value else { return Err("no array".to_owned()) };
            items.into_iter().map(|item| kept(Schema::Model(index), item)).collect()
        }
    }
}

fn value(schema: Schema, text: &str) -> Value {
    match schema {
        Schema::Absent => json!({ "anything": [1, null, text] }),
        Schema::Text | Schema::Binary => text.into(),
        Schema::Model(index) => json!({ format!("m{index}"): text, "other": 1 }),
        Schema::List(index) => json!([value(Schema::Model(index), text), value(Schema::Model(index), "b")]),
    }
}

/// The values one by one, also where the schema describes them as a list.
fn written(schema: Schema, pieces: &[Value], start: &str, end: &str) -> String {
    let items: Vec<_> = match schema {
        Schema::List(_) => pieces.iter().filter_map(Value::as_array).flatten().collect(),
        _ => pieces.iter().collect(),
    };
    items.iter().map(|item| format!("{start}{item}{end}")).collect::<Vec<_>>().concat()
}

/// Returns `true` if events are text rather than JSON: with the schema of a string, or without one.
fn is_text(schema: Schema) -> bool {
    matches!(schema, Schema::Absent | Schema::Text | Schema::Binary)
}
