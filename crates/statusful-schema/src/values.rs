//! Values of a parameter, header or media type: the document's examples, and what is made of the schema.

use serde_json::Value;
use statusful_document::document::Document;
use statusful_document::source::Node;

use crate::synthesis::attempts;
use crate::{Direction, Judge, bundle, json};

/// An example of the document.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// What it is called; nothing where it stands alone.
    pub name: Option<String>,
    /// It.
    pub value: Value,
}

/// Values that keep a schema.
#[derive(Debug, Default)]
pub struct Values {
    /// The schema, alone; `true` where nothing is said of the value.
    pub schema: Value,
    /// The judge of that schema.
    pub judge: Judge,
    /// They, each with what is special about it: the examples first, then what is made.
    pub all: Vec<(String, Value)>,
    /// How many examples do not keep their schema.
    pub bad_examples: usize,
    /// Why there are none.
    pub reason: String,
    /// Whether they are pieces of a stream, rather than all of it.
    pub is_item: bool,
}

/// The examples of a parameter, header or media type that keep its schema, then values made of the schema.
pub fn values<'d>(document: &Document<'d>, holder: &'d Node, direction: Direction) -> Values {
    values_up_to(usize::MAX, document, holder, direction)
}

/// The same, where some suffice: no more are made once there are as many, though examples may be more.
pub fn values_up_to<'d>(count: usize, document: &Document<'d>, holder: &'d Node, direction: Direction) -> Values {
    let item = holder.get("itemSchema");
    let Some(node) = item.or_else(|| holder.get("schema")) else {
        let reason = "nothing is said of the value".to_owned();
        let all = examples(document, holder).into_iter().map(titled).collect();
        return Values { schema: Value::Bool(true), all, reason, ..Values::default() };
    };
    let schema = bundle(document, node, direction);
    let judge = Judge::new(&schema);
    let inner = document.resolve(node).map(|node| examples(document, node)).unwrap_or_default();
    let examples: Vec<_> = examples(document, holder).into_iter().chain(inner).map(titled).collect();
    let known = examples.len();
    let mut all: Vec<_> = examples.into_iter().filter(|(_, value)| judge.fault(value).is_none()).collect();
    let bad_examples = known - all.len();
    let reason = make(&schema, &judge, count, &mut all);
    Values { schema, judge, all, bad_examples, reason, is_item: item.is_some() }
}

/// Adds values that are made of a schema. Says why where some are not.
fn make(schema: &Value, judge: &Judge, count: usize, all: &mut Vec<(String, Value)>) -> String {
    let mut unmade = None;
    let mut wrong = None;
    let mut attempts = attempts(schema);
    while all.len() < count {
        let Some((name, attempt)) = attempts.next() else { break };
        match attempt {
            Err(reason) => unmade = unmade.or(Some(reason)),
            Ok(value) if all.iter().any(|(_, known)| *known == value) => {}
            Ok(value) => match judge.fault(&value) {
                Some(fault) => wrong = wrong.or(Some(fault)),
                None => all.push((name, value)),
            },
        }
    }
    // That a value is wrong says more than that another could not be made.
    wrong.or(unmade).unwrap_or_default()
}

fn titled(example: Example) -> (String, Value) {
    let title = example.name.map_or_else(|| "example".to_owned(), |name| format!("example {name}"));
    (title, example.value)
}

/// The examples that stand beside a schema, or in one: `example`, named ones under `examples`, and a list of them.
pub fn examples<'d>(document: &Document<'d>, holder: &'d Node) -> Vec<Example> {
    let one = holder.get("example").map(|node| Example { name: None, value: json(node) });
    let named = holder.get("examples").into_iter().flat_map(Node::members).filter_map(|(name, entry)| {
        let value = document.resolve(&entry.node)?.get("value")?;
        Some(Example { name: Some(name.to_owned()), value: json(value) })
    });
    let listed = holder.get("examples").into_iter().flat_map(Node::items);
    let listed = listed.map(|node| Example { name: None, value: json(node) });
    one.into_iter().chain(named).chain(listed).collect()
}
