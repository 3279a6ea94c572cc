//! Nodes to JSON.

use serde::ser::Error;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::super::{Node, Value};

pub(super) fn write(root: &Node) -> serde_json::Result<String> {
    serde_json::to_string_pretty(&Json(root))
}

/// A node that serializes with its numbers as they are written.
struct Json<'n>(&'n Node);

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0.value {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Number(text) => RawValue::from_string(text.clone()).map_err(S::Error::custom)?.serialize(serializer),
            Value::String(text) => serializer.serialize_str(text),
            Value::Array(items) => serializer.collect_seq(items.iter().map(Json)),
            Value::Object(members) => {
                serializer.collect_map(members.iter().map(|(name, entry)| (name, Json(&entry.node))))
            }
        }
    }
}
