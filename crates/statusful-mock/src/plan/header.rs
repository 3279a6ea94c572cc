//! Headers that the document describes for a response.

use http::{HeaderName, HeaderValue, header};
use serde_json::{Value, json};
use statusful_document::document::Document;
use statusful_document::source::Node;
use statusful_schema::{Direction, values_up_to, written};

/// Headers that the server itself has to say, because they say how the body travels.
const OURS: [HeaderName; 7] = [
    header::CONTENT_TYPE,
    header::CONTENT_LENGTH,
    header::CONTENT_ENCODING,
    header::TRANSFER_ENCODING,
    header::CONNECTION,
    header::TRAILER,
    header::UPGRADE,
];

/// The described headers with values, those left out that no value can be made for.
pub(super) fn headers<'d>(document: &Document<'d>, response: &'d Node) -> Vec<(HeaderName, HeaderValue)> {
    let members = response.get("headers").into_iter().flat_map(Node::members);
    let headers = members.filter_map(|(name, entry)| {
        let name: HeaderName = name.parse().ok().filter(|name| !OURS.contains(name))?;
        let node = document.resolve(&entry.node)?;
        let mut value = HeaderValue::from_str(value(document, node, &name).trim()).ok()?;
        value.set_sensitive(name == header::SET_COOKIE);
        Some((name, value))
    });
    headers.collect()
}

fn value<'d>(document: &Document<'d>, node: &'d Node, name: &HeaderName) -> String {
    let content = node.get("content").and_then(|content| content.members().next());
    let holder = content.map_or(node, |(_, entry)| &entry.node);
    let found = values_up_to(1, document, holder, Direction::Response).all;
    let (title, value) = found.into_iter().next().unwrap_or_else(|| ("made".to_owned(), json!("text")));
    if content.is_some() {
        return value.to_string();
    }
    // A wait that nobody described would only make clients wait.
    if *name == header::RETRY_AFTER && !title.starts_with("example") {
        return "0".to_owned();
    }
    let explode = node.get("explode").and_then(Node::as_bool).unwrap_or_default();
    simple(&value, explode)
}

/// A value in the style `simple` (OpenAPI 3.0.3, section 4.7.12.3).
fn simple(value: &Value, explode: bool) -> String {
    let pair = |(name, value): (&String, &Value)| {
        if explode { format!("{name}={}", written(value)) } else { format!("{name},{}", written(value)) }
    };
    match value {
        Value::Array(items) => items.iter().map(written).collect::<Vec<_>>().join(","),
        Value::Object(members) => members.iter().map(pair).collect::<Vec<_>>().join(","),
        value => written(value),
    }
}
