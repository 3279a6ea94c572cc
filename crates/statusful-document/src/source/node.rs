//! The tree: JSON's data model with a span on everything.

use indexmap::IndexMap;
use serde_json::{Map, Number, Value as Json};

use super::Span;

/// A value and where it stands.
#[derive(Debug, Clone)]
pub struct Node {
    /// Where the value stands.
    pub span: Span,
    /// The value.
    pub value: Value,
}

/// JSON's data model. Numbers keep their text, so none is out of range.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number in JSON's notation.
    Number(String),
    /// A string.
    String(String),
    /// A sequence.
    Array(Vec<Node>),
    /// A mapping, in document order.
    Object(Object),
}

/// The members of a mapping, in document order.
pub type Object = IndexMap<String, Entry>;

/// A member: where its key stands, and its value.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Where the key stands.
    pub key: Span,
    /// The value.
    pub node: Node,
}

/// Nodes are equal when their values are, wherever they stand.
impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

/// Entries are equal when their values are, wherever their keys stand.
impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.node == other.node
    }
}

impl Node {
    /// The member of that name, when this is an object that has one.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.node)
    }

    /// The member of that name with the span of its key.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.as_object()?.get(key)
    }

    /// The members, when this is an object.
    pub fn as_object(&self) -> Option<&Object> {
        match &self.value {
            Value::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The items, when this is an array.
    pub fn as_array(&self) -> Option<&[Node]> {
        match &self.value {
            Value::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The text, when this is a string.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The truth, when this is a boolean.
    pub fn as_bool(&self) -> Option<bool> {
        match &self.value {
            Value::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// Returns `true` if this is `null`.
    pub fn is_null(&self) -> bool {
        self.value == Value::Null
    }

    /// The members of an object in document order; of anything else, none.
    pub fn members(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.as_object().into_iter().flatten().map(|(key, entry)| (key.as_str(), entry))
    }

    /// The items of an array; of anything else, none.
    pub fn items(&self) -> impl Iterator<Item = &Node> {
        self.as_array().unwrap_or_default().iter()
    }

    /// The value as plain JSON. A number beyond what 64 bits hold is its text.
    pub fn to_json(&self) -> Json {
        self.to_json_with(&|text| text.parse::<Number>().map_or_else(|_| text.into(), Json::Number))
    }

    /// Converts the value, with a function that converts numbers.
    pub fn to_json_with(&self, number: &impl Fn(&str) -> Json) -> Json {
        match &self.value {
            Value::Null => Json::Null,
            Value::Bool(value) => Json::Bool(*value),
            Value::Number(text) => number(text),
            Value::String(text) => Json::String(text.clone()),
            Value::Array(items) => items.iter().map(|item| item.to_json_with(number)).collect(),
            Value::Object(members) => {
                let members = members.iter().map(|(name, entry)| (name.clone(), entry.node.to_json_with(number)));
                members.collect::<Map<_, _>>().into()
            }
        }
    }

    /// Returns the JSON type with an article, such as `an array`.
    pub fn kind(&self) -> &'static str {
        match &self.value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        }
    }
}
