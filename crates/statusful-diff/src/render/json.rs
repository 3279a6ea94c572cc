//! Changes for programs.

use serde_json::{Map, Value, json};

use crate::place::{location_name, status_name};
use crate::{Change, Changes, Document, Effect, Place, Reached, Subject};

/// The version of what [`Changes::to_json`] writes. It grows when something is taken away or means something else.
const FORMAT: u32 = 1;

impl Changes {
    /// One object, over several lines. Members may be added to it; none is taken away or changed without a new `format`.
    ///
    /// - `format`: 1.
    /// - `old`, `new`: `title` and `version` of the documents.
    /// - `counts`: how many changes are `breaking`, `notice` and `compatible`.
    /// - `changes`: the changes, each with
    ///   - `subject`: `type` is `client`, `operation` (with `id`, `method`, `path`) or `model` (with `name`). Of the latter
    ///     two `was` is the former id or name, or null;
    ///   - `place`: `type` is that of [`Place::name`]; `in`, `status`, `media_type` and `name` say which, where it has them;
    ///   - `kind` and `effect`: the names of [`Kind`](crate::Kind) and [`Effect`];
    ///   - `old`, `new`: what was and what is, or null;
    ///   - `message`, `advice`: what happened and what to do, in words that may change.
    /// - `reached_by`: by the name of each model that changed, the operations that have to do with it: `operation` and
    ///   `places`.
    ///
    /// What a terminal would obey is escaped, so that the text can be printed whatever the documents hold.
    pub fn to_json(&self) -> String {
        let object = json!({
            "format": FORMAT,
            "old": document(&self.old),
            "new": document(&self.new),
            "counts": {
                "breaking": self.count(Effect::Breaking),
                "notice": self.count(Effect::Notice),
                "compatible": self.count(Effect::Compatible),
            },
            "changes": self.all.iter().map(change).collect::<Vec<_>>(),
            "reached_by": self.reached_by.iter().map(|(model, by)| (model.clone(), reached(by))).collect::<Map<_, _>>(),
        });
        format!("{object:#}").chars().map(escaped).collect()
    }
}

/// Such characters only stand in strings, where JSON has an escape for them.
fn escaped(character: char) -> String {
    let is_obeyed = matches!(
        character,
        '\u{7f}'..='\u{9f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
    );
    if is_obeyed { format!("\\u{:04x}", u32::from(character)) } else { character.to_string() }
}

fn document(document: &Document) -> Value {
    json!({ "title": document.title, "version": document.version })
}

fn change(change: &Change) -> Value {
    json!({
        "subject": subject(&change.subject),
        "place": place(&change.place),
        "kind": change.kind.name(),
        "effect": change.effect().name(),
        "old": text(&change.old),
        "new": text(&change.new),
        "message": change.message(),
        "advice": text(&change.advice()),
    })
}

fn text(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn subject(subject: &Subject) -> Value {
    match subject {
        Subject::Client => json!({ "type": "client" }),
        Subject::Operation { id, method, path, was } => {
            json!({ "type": "operation", "id": id, "method": method, "path": path, "was": was })
        }
        Subject::Model { name, was } => json!({ "type": "model", "name": name, "was": was }),
    }
}

fn place(place: &Place) -> Value {
    let mut object = json!({ "type": place.name() });
    match place {
        Place::Parameter(location, name) => {
            object["in"] = location_name(*location).into();
            object["name"] = name.as_str().into();
        }
        Place::ServerVariable(server, name) => {
            object["server"] = server.as_str().into();
            object["name"] = name.as_str().into();
        }
        Place::RequestBody(Some(media_type)) => object["media_type"] = media_type.as_str().into(),
        Place::Response(status, media_type) => {
            object["status"] = status_name(*status).into();
            object["media_type"] = media_type.as_deref().into();
        }
        Place::ResponseHeader(status, name) => {
            object["status"] = status_name(*status).into();
            object["name"] = name.as_str().into();
        }
        Place::Module(name)
        | Place::Server(name)
        | Place::Part(name)
        | Place::Field(name)
        | Place::Value(name)
        | Place::Variant(name) => object["name"] = name.as_str().into(),
        Place::Whole
        | Place::Security
        | Place::Arguments
        | Place::RequestBody(None)
        | Place::Success
        | Place::Polling
        | Place::Retries => {}
    }
    object
}

fn reached(by: &[Reached]) -> Value {
    by.iter()
        .map(|Reached { operation, places }| {
            json!({ "operation": operation, "places": places.iter().map(place).collect::<Vec<_>>() })
        })
        .collect()
}
