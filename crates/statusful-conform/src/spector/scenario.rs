//! The documents and scenarios, as the scripts print them.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

/// A document, compiled from a specification.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Compiled {
    /// The specification, such as `encode/bytes`.
    pub(super) specification: String,
    /// The version of the API, if the specification has several.
    pub(super) version: Option<String>,
    /// The name of the file.
    pub(super) file: String,
    /// What OpenAPI cannot express of the specification.
    pub(super) inexpressible: Vec<String>,
}

/// A scenario: exchanges that a client must be capable of.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Scenario {
    /// The specification that it belongs to.
    pub(super) specification: String,
    /// The name, which is unique.
    pub(super) name: String,
    /// The exchanges, in their order.
    pub(super) exchanges: Vec<Exchange>,
}

/// A request that the server accepts, and its response.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Exchange {
    pub(super) method: String,
    /// The path.
    pub(super) uri: String,
    /// Texts, numbers or lists by name.
    pub(super) query: BTreeMap<String, Value>,
    pub(super) headers: BTreeMap<String, Value>,
    pub(super) body: Option<Content>,
    pub(super) response: Reply,
}

/// A response.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) headers: BTreeMap<String, Value>,
    pub(super) body: Option<Content>,
}

/// A body.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Content {
    #[serde(rename = "contentType")]
    pub(super) media_type: String,
    #[serde(default)]
    pub(super) bytes: Vec<u8>,
    pub(super) form: Option<Form>,
}

/// A multipart form.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Form {
    pub(super) parts: Map<String, Value>,
    pub(super) files: Vec<File>,
}

/// A file in a multipart form.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct File {
    pub(super) field: String,
    pub(super) name: String,
    pub(super) media_type: String,
    pub(super) bytes: Vec<u8>,
}

impl Exchange {
    /// Returns a header by its name in lower case.
    pub(super) fn header(&self, name: &str) -> Option<&Value> {
        self.headers.iter().find(|(written, _)| written.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

impl Content {
    /// Returns the body as text, in which bytes that are not UTF-8 are replaced.
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// Returns the body as JSON, if it is that.
    pub(super) fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.bytes).ok()
    }

    /// Returns the text that a body describes. Scenarios of `text/plain` write it as a JSON string.
    pub(super) fn plain(&self) -> String {
        match self.json() {
            Some(Value::String(text)) if self.media_type == "application/json" => text,
            _ => self.text(),
        }
    }
}
