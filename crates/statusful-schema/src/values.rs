//! Values of a parameter, a header or content: the examples of the document, and values made from the schema.

use serde_json::Value;
use statusful_document::openapi::{Schema, Shown};

use crate::described::Described;
use crate::synthesis::attempts;
use crate::{Direction, Validator, bundle, json};

/// An example of the document.
#[derive(Debug, Clone, PartialEq)]
pub struct ExampleValue {
    /// The name, if the example has one.
    pub name: Option<String>,
    /// The value.
    pub value: Value,
}

/// Values that are valid against a schema.
#[derive(Debug, Default)]
pub struct Values {
    /// The bundled schema; `true` without one.
    pub schema: Value,
    /// The validator of that schema.
    pub validator: Validator,
    /// The values with their titles: the examples first, then the values made from the schema.
    pub all: Vec<(String, Value)>,
    /// How many of the values are examples.
    pub examples: usize,
    /// How many examples are not valid against the schema.
    pub bad_examples: usize,
    /// Why values could not be made, if some could not.
    pub reason: String,
    /// Whether the schema is that of one item of a stream.
    pub is_item: bool,
}

/// Returns the examples that are valid against the schema, then values made from the schema.
pub fn values<'d>(described: impl Into<Described<'d>>, direction: Direction) -> Values {
    values_up_to(usize::MAX, described, direction)
}

/// Returns values as [`values`] does, but makes none once there are `count` of them.
pub fn values_up_to<'d>(count: usize, described: impl Into<Described<'d>>, direction: Direction) -> Values {
    let described = described.into();
    let own = described.examples.iter().map(|shown| example(*shown));
    let Some(schema) = described.schema else {
        let all: Vec<_> = own.map(titled).collect();
        let reason = "the document has no schema for the value".to_owned();
        return Values { schema: Value::Bool(true), examples: all.len(), all, reason, ..Values::default() };
    };
    let of_schema = schema.resolve().into_iter().flat_map(Schema::examples).map(example);
    let schema = bundle(schema, direction);
    let validator = Validator::new(&schema);
    let examples: Vec<_> = own.chain(of_schema).map(titled).collect();
    let known = examples.len();
    let mut all: Vec<_> = examples.into_iter().filter(|(_, value)| validator.first_error(value).is_none()).collect();
    let examples = all.len();
    let reason = make(&schema, &validator, count, &mut all);
    Values { schema, validator, all, examples, bad_examples: known - examples, reason, is_item: described.is_item }
}

/// Returns values made from a bundled schema.
pub fn values_of_bundle(schema: Value) -> Values {
    let validator = Validator::new(&schema);
    let mut all = Vec::new();
    let reason = make(&schema, &validator, usize::MAX, &mut all);
    Values { schema, validator, all, reason, ..Values::default() }
}

/// Returns up to `count` values made from a bundled schema, without examples.
pub fn made_values(count: usize, schema: &Value, validator: &Validator) -> Vec<Value> {
    let mut all = Vec::new();
    make(schema, validator, count, &mut all);
    all.into_iter().map(|(_, value)| value).collect()
}

/// Adds values made from the schema, and returns why some could not be made.
fn make(schema: &Value, validator: &Validator, count: usize, all: &mut Vec<(String, Value)>) -> String {
    let mut unmade = None;
    let mut invalid = None;
    let mut attempts = attempts(schema);
    while all.len() < count {
        let Some((title, attempt)) = attempts.next() else { break };
        match attempt {
            Err(reason) => unmade = unmade.or(Some(reason)),
            Ok(value) if all.iter().any(|(_, known)| *known == value) => {}
            Ok(value) => match validator.first_error(&value) {
                Some(error) => invalid = invalid.or(Some(error)),
                None => all.push((title, value)),
            },
        }
    }
    // An invalid value explains more than one that could not be made.
    invalid.or(unmade).unwrap_or_default()
}

/// Returns the examples of a place, valid or not, without those of its schema.
pub fn examples<'d>(described: impl Into<Described<'d>>) -> Vec<ExampleValue> {
    described.into().examples.into_iter().map(example).collect()
}

fn example(shown: Shown<'_>) -> ExampleValue {
    ExampleValue { name: shown.name.map(str::to_owned), value: json(shown.value) }
}

fn titled(example: ExampleValue) -> (String, Value) {
    let title = example.name.map_or_else(|| "example".to_owned(), |name| format!("example {name}"));
    (title, example.value)
}
