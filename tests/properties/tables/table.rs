//! Random tables of responses, and the documents that have them.

use std::collections::BTreeSet;

use fastrand::Rng;
use serde_json::{Map, Value, json};

/// The responses of an operation.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    pub(crate) method: &'static str,
    /// `x-stream` of the operation.
    pub(crate) streams: Option<bool>,
    pub(crate) responses: Vec<Response>,
}

/// A key of a Responses Object, and its value.
#[derive(Debug, Clone)]
pub(crate) struct Response {
    pub(crate) status: Status,
    /// The media types; without any, there is no content.
    pub(crate) content: Vec<Content>,
}

/// A key of a Responses Object (OpenAPI 3.0.3, section 4.7.16.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    Exact(u16),
    /// `4XX` is 4.
    Range(u16),
    Default,
}

/// A media type and what it describes.
#[derive(Debug, Clone)]
pub(crate) struct Content {
    pub(crate) media: String,
    pub(crate) schema: Schema,
    /// `x-stream` of the media type.
    pub(crate) streams: Option<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Schema {
    Absent,
    Text,
    Binary,
    /// An object with the property `m0`, `m1` and so on, which is required.
    Model(usize),
    /// An array of such objects.
    List(usize),
}

/// How many models there are. Different media types mostly have different ones.
pub(crate) const MODELS: usize = 6;

/// Codes of every class, with and without a name. Those of responses that have no body are in [`BODILESS`].
const CODES: [u16; 31] = [
    100, 101, 103, 200, 200, 200, 201, 202, 203, 206, 226, 299, 300, 301, 302, 307, 308, 399, 400, 401, 403, 404, 409,
    418, 422, 429, 499, 500, 501, 503, 599,
];

/// Responses without content, whatever the document says (RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5).
pub(crate) const BODILESS: [u16; 3] = [204, 205, 304];

const METHODS: [&str; 12] =
    ["get", "get", "get", "get", "get", "head", "head", "post", "put", "patch", "delete", "options"];

const MEDIA: [&str; 33] = [
    "application/json",
    "application/json",
    "application/json",
    "Application/JSON",
    "application/json; version=1",
    "application/json; version=1; profile=Full",
    "application/json;charset=utf-8",
    "application/json; profile=Full",
    "application/problem+json",
    "application/vnd.api+json",
    "application/vnd.api+json; version=1",
    "text/json",
    "text/plain",
    "text/plain",
    "TEXT/PLAIN",
    "text/plain; charset=utf-8",
    "text/html",
    "text/csv; header=present",
    "application/octet-stream",
    "application/pdf",
    "image/png",
    "application/xml",
    "application/x-www-form-urlencoded",
    "text/event-stream",
    "text/event-stream",
    "application/x-ndjson",
    "application/jsonl",
    "application/json-seq",
    "text/*",
    "image/*",
    "application/*",
    "*/*",
    "*/*",
];

impl Status {
    pub(crate) fn key(self) -> String {
        match self {
            Self::Exact(code) => code.to_string(),
            Self::Range(class) => format!("{class}XX"),
            Self::Default => "default".to_owned(),
        }
    }

    fn random(random: &mut Rng) -> Self {
        match random.u8(..20) {
            0..11 => Self::Exact(CODES[random.usize(..CODES.len())]),
            11 => Self::Exact(BODILESS[random.usize(..BODILESS.len())]),
            12..16 => Self::Range(random.u16(1..6)),
            _ => Self::Default,
        }
    }
}

impl Table {
    pub(crate) fn random(random: &mut Rng) -> Self {
        let mut responses: Vec<Response> = Vec::new();
        for _ in 0..random.usize(..6) {
            let response = Response::random(random);
            if responses.iter().all(|other| other.status != response.status) {
                responses.push(response);
            }
        }
        Self { method: METHODS[random.usize(..METHODS.len())], streams: rarely(random), responses }
    }

    /// The Operation Object.
    pub(crate) fn operation(&self, id: &str) -> Value {
        let responses: Map<String, Value> =
            self.responses.iter().map(|response| (response.status.key(), response.object())).collect();
        let mut operation = json!({ "operationId": id, "responses": responses });
        if let Some(streams) = self.streams {
            operation["x-stream"] = streams.into();
        }
        operation
    }
}

impl Response {
    fn random(random: &mut Rng) -> Self {
        let status = Status::random(random);
        let count = match random.u8(..10) {
            0..3 => 0,
            3..7 => 1,
            _ => random.usize(2..7),
        };
        let mut names = BTreeSet::new();
        let mut content = Vec::new();
        for _ in 0..count {
            let media = MEDIA[random.usize(..MEDIA.len())].to_owned();
            let schema = Schema::random(random);
            if names.insert(media.to_ascii_lowercase()) {
                content.push(Content { media, schema, streams: rarely(random) });
            }
        }
        Self { status, content }
    }

    fn object(&self) -> Value {
        let mut object = json!({ "description": "A response." });
        if !self.content.is_empty() {
            let content = self.content.iter().map(|content| (content.media.clone(), content.object()));
            object["content"] = content.collect::<Map<_, _>>().into();
        }
        object
    }
}

impl Content {
    fn object(&self) -> Value {
        let mut object = json!({});
        if let Some(schema) = self.schema.object() {
            object["schema"] = schema;
        }
        if let Some(streams) = self.streams {
            object["x-stream"] = streams.into();
        }
        object
    }
}

impl Schema {
    fn random(random: &mut Rng) -> Self {
        match random.u8(..10) {
            0 => Self::Absent,
            1 => Self::Text,
            2 => Self::Binary,
            3 => Self::List(random.usize(..MODELS)),
            _ => Self::Model(random.usize(..MODELS)),
        }
    }

    fn object(self) -> Option<Value> {
        let model = |index| json!({ "$ref": format!("#/components/schemas/Model{index}") });
        match self {
            Self::Absent => None,
            Self::Text => Some(json!({ "type": "string" })),
            Self::Binary => Some(json!({ "type": "string", "format": "binary" })),
            Self::Model(index) => Some(model(index)),
            Self::List(index) => Some(json!({ "type": "array", "items": model(index) })),
        }
    }
}

/// The models that paths refer to.
pub(crate) fn models(paths: &Value) -> Value {
    let text = paths.to_string();
    let model = |index: usize| {
        let property = format!("m{index}");
        let model =
            json!({ "type": "object", "required": [property], "properties": { property: { "type": "string" } } });
        (format!("Model{index}"), model)
    };
    let is_used = |index: &usize| text.contains(&format!("/Model{index}\""));
    (0..MODELS).filter(is_used).map(model).collect::<Map<_, _>>().into()
}

fn rarely(random: &mut Rng) -> Option<bool> {
    (random.u8(..6) == 0).then(|| random.u8(..3) > 0)
}
