//! What the document shows by way of example.

use serde_json::Value as Json;

use crate::document::Document;
use crate::ir::Example;
use crate::source::{Node, Value};

/// The example of a parameter, a media type or a schema: its own, else that of its schema.
pub(super) fn of(document: &Document<'_>, node: &Node) -> Example {
    let schema = || document.resolve(node.get("schema")?).and_then(|schema| shown(document, schema));
    Example(shown(document, node).or_else(schema).map(json))
}

/// The first example that any of the schemas has, the last schema first.
pub(super) fn of_any<'d>(document: &Document<'d>, schemas: &[&'d Node]) -> Example {
    let resolved = |schema: &'d Node| document.resolve(schema).and_then(|schema| shown(document, schema));
    let first = schemas.iter().rev().find_map(|schema| shown(document, schema).or_else(|| resolved(schema)));
    Example(first.map(json))
}

/// `example`, else the first of `examples`, which are values in schemas and named objects elsewhere.
fn shown<'d>(document: &Document<'d>, node: &'d Node) -> Option<&'d Node> {
    let examples = node.get("examples");
    let named = || document.resolve(&examples?.members().next()?.1.node)?.get("value");
    node.get("example").or_else(|| examples?.items().next()).or_else(named)
}

fn json(node: &Node) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Number(text) => serde_json::from_str(text).unwrap_or_else(|_| Json::String(text.clone())),
        Value::String(text) => Json::String(text.clone()),
        Value::Array(items) => items.iter().map(json).collect(),
        Value::Object(members) => members
            .iter()
            .map(|(name, entry)| (name.clone(), json(&entry.node)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
    }
}
