//! An operation as the document has it, beside what was made of it.

use serde_json::Value;
use statusful_codegen::document::{self, Document};
use statusful_codegen::ir;
use statusful_codegen::source::Node;

use super::schema::{Direction, Judge, bodies, bundle, json};

/// An operation of the document and of the API.
#[derive(Debug, Clone)]
pub(super) struct Place<'d, 'a> {
    pub(super) document: &'a Document<'d>,
    pub(super) found: document::Operation<'d>,
    pub(super) operation: &'a ir::Operation,
    /// Which operation of the API it is.
    pub(super) index: usize,
}

/// The operations of the document, each with what was made of it; and the titles of those that nothing was made of.
pub(super) fn places<'d, 'a>(document: &'a Document<'d>, api: &'a ir::Api) -> (Vec<Place<'d, 'a>>, Vec<String>) {
    let mut places = Vec::new();
    let mut lost = Vec::new();
    for found in document.operations() {
        let is_it = |operation: &ir::Operation| {
            operation.path == found.path && operation.method.as_str().eq_ignore_ascii_case(found.method)
        };
        match api.operations().enumerate().find(|(_, operation)| is_it(operation)) {
            Some((index, operation)) => places.push(Place { document, found, operation, index }),
            None => lost.push(found.title()),
        }
    }
    (places, lost)
}

/// Values that keep a schema.
#[derive(Debug, Default)]
pub(super) struct Values {
    /// The schema, alone.
    pub(super) schema: Value,
    /// They, each with what is special about it.
    pub(super) all: Vec<(String, Value)>,
    /// How many examples do not keep their schema.
    pub(super) bad_examples: usize,
    /// Why there are none.
    pub(super) reason: String,
    /// Whether they are pieces of a stream, rather than all of it.
    pub(super) is_item: bool,
}

/// The examples of a parameter or media type that keep its schema, then values made of the schema.
pub(super) fn values<'d>(document: &Document<'d>, holder: &'d Node, direction: Direction) -> Values {
    let item = holder.get("itemSchema");
    let Some(node) = item.or_else(|| holder.get("schema")) else {
        let reason = "nothing is said of the value".to_owned();
        return Values { schema: Value::Bool(true), all: examples(document, holder), reason, ..Values::default() };
    };
    let schema = bundle(document, node, direction);
    let judge = Judge::new(&schema);
    let inner = document.resolve(node).map(|node| examples(document, node)).unwrap_or_default();
    let examples: Vec<_> = examples(document, holder).into_iter().chain(inner).collect();
    let known = examples.len();
    let mut all: Vec<_> = examples.into_iter().filter(|(_, value)| judge.fault(value).is_none()).collect();
    let bad_examples = known - all.len();
    let mut reason = String::new();
    match bodies(&schema) {
        Ok(made) => {
            for (name, value) in made {
                match judge.fault(&value) {
                    Some(fault) => reason = if reason.is_empty() { fault } else { reason },
                    None if all.iter().any(|(_, known)| *known == value) => {}
                    None => all.push((name, value)),
                }
            }
        }
        Err(fault) => reason = fault,
    }
    Values { schema, all, bad_examples, reason, is_item: item.is_some() }
}

fn examples<'d>(document: &Document<'d>, holder: &'d Node) -> Vec<(String, Value)> {
    let one = holder.get("example").map(|node| ("example".to_owned(), json(node)));
    let named = holder.get("examples").into_iter().flat_map(Node::members).filter_map(|(name, entry)| {
        let value = document.resolve(&entry.node)?.get("value")?;
        Some((format!("example {name}"), json(value)))
    });
    let listed = holder.get("examples").into_iter().flat_map(Node::items);
    let listed = listed.map(|node| ("example".to_owned(), json(node)));
    one.into_iter().chain(named).chain(listed).collect()
}
