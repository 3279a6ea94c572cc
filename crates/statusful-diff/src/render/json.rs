//! Changes as JSON for programs.

use serde_json::{Map, Value, json};

use crate::{Change, ChangePlace, Changes, DocumentInfo, Effect, NextVersion, Reached, Subject};

/// The format version of [`Changes::to_json`]. It increases when a property is removed or changes its meaning.
const FORMAT: u32 = 1;

impl Changes {
    /// Returns the changes as one JSON object on several lines. Properties may be added; none is removed or changed
    /// without a new `format`.
    ///
    /// - `format`: 1.
    /// - `old`, `new`: `title` and `version` of the documents.
    /// - `version`: if it was asked for, the `current` and the `next` version of the client, and the `release`: `none`, `patch`,
    ///   `minor` or `major`.
    /// - `counts`: the number of `breaking`, `notice` and `compatible` changes.
    /// - `changes`: the changes, each with
    ///   - `subject`: `type` is `client`, `operation` (with `id`, `method`, `path`) or `model` (with `name`). The
    ///     latter two also have `was`, the old id or name, or null;
    ///   - `place`: `type` is [`ChangePlace::name`]; `in`, `server`, `status`, `media_type` and `name` identify the
    ///     place, if they apply;
    ///   - `kind` and `effect`: the names of [`ChangeKind`](crate::ChangeKind) and [`Effect`];
    ///   - `old`, `new`: the old and the new value, or null; the constraints and defaults of long values are shortened;
    ///   - `message`, `advice`: what changed and what to do, in wording that may change.
    /// - `reached_by`: the operations that use each changed model, by model name, each with `operation` and `places`.
    ///
    /// Control characters are escaped, so that the text is safe to print for every document.
    pub fn to_json(&self) -> String {
        let mut object = json!({
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
        if let Some(NextVersion { current, next, release }) = &self.next {
            let (current, next) = (current.to_string(), next.to_string());
            object["version"] = json!({ "current": current, "next": next, "release": release.name() });
        }
        format!("{object:#}").chars().map(escaped).collect()
    }
}

/// Escapes characters that a terminal interprets. They only occur in strings, where JSON allows the escape.
fn escaped(character: char) -> String {
    let is_obeyed = matches!(
        character,
        '\u{7f}'..='\u{9f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
    );
    if is_obeyed { format!("\\u{:04x}", u32::from(character)) } else { character.to_string() }
}

fn document(document: &DocumentInfo) -> Value {
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

fn place(place: &ChangePlace) -> Value {
    let mut object = json!({ "type": place.name() });
    match place {
        ChangePlace::Parameter(location, name) | ChangePlace::Global(location, name) => {
            object["in"] = location.to_string().into();
            object["name"] = name.as_str().into();
        }
        ChangePlace::ServerVariable(server, name) => {
            object["server"] = server.as_str().into();
            object["name"] = name.as_str().into();
        }
        ChangePlace::RequestBody(Some(media_type)) => object["media_type"] = media_type.as_str().into(),
        ChangePlace::Response(status, media_type) => {
            object["status"] = status.to_string().into();
            object["media_type"] = media_type.as_deref().into();
        }
        ChangePlace::ResponseHeader(status, name) => {
            object["status"] = status.to_string().into();
            object["name"] = name.as_str().into();
        }
        ChangePlace::Module(name)
        | ChangePlace::Server(name)
        | ChangePlace::SecurityScheme(name)
        | ChangePlace::Part(name)
        | ChangePlace::Field(name)
        | ChangePlace::Value(name)
        | ChangePlace::Variant(name) => object["name"] = name.as_str().into(),
        ChangePlace::Whole
        | ChangePlace::Security
        | ChangePlace::Arguments
        | ChangePlace::RequestBody(None)
        | ChangePlace::Constructor
        | ChangePlace::Success
        | ChangePlace::Polling
        | ChangePlace::Pagination
        | ChangePlace::Retries => {}
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
