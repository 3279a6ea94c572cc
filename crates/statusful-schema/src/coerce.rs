//! Values that arrive as text, read as the types of their schema.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use statusful_document::openapi::JsonType;

use crate::facets::{Facet, Facets};
use crate::gather::{All, Root};
use crate::{Validator, Violation, read_json};

/// How to read a text whose schema allows both a string and another type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preference {
    /// As the number, boolean or `null` that it is in JSON.
    Typed,
    /// As a string.
    Text,
}

/// Returns the types that a value of the schema can have, over all parts and alternatives; none without a restriction.
pub fn types(schema: &Value) -> BTreeSet<JsonType> {
    Root(schema).facets(&[schema], &mut All).possible_types()
}

/// Returns the names of the properties that a schema describes, and whether it allows others.
pub fn properties(schema: &Value) -> (BTreeSet<&str>, bool) {
    let facets = Root(schema).facets(&[schema], &mut All);
    let names: BTreeSet<_> = facets.properties().into_keys().collect();
    let allows_others = names.is_empty() || facets.allows_additional_properties();
    (names, allows_others)
}

/// Returns the types that a property can have, as [`types`] does for a schema.
pub fn property_types(schema: &Value, name: &str) -> BTreeSet<JsonType> {
    let root = Root(schema);
    let properties = root.facets(&[schema], &mut All).properties();
    let schemas = properties.get(name).map(Vec::as_slice).unwrap_or_default();
    root.facets(schemas, &mut All).possible_types()
}

/// Returns a value with its strings read as the types of the schema. Whether the result is valid is for a
/// [`Validator`](crate::Validator).
pub fn coerce(schema: &Value, value: Value, preference: Preference) -> Value {
    Coercion { root: Root(schema), preference, lists: false }.value(&[schema], value)
}

/// Returns the violations of the value that has the fewest, of several that a text can mean.
pub fn fewest_violations(validator: &Validator, schema: &Value, candidates: Vec<Value>) -> Vec<Violation> {
    best_reading(validator, schema, candidates).map(|(_, violations)| violations).unwrap_or_default()
}

/// Returns the value that has the fewest violations, of several that a text can mean, and these.
pub fn best_reading(validator: &Validator, schema: &Value, candidates: Vec<Value>) -> Option<(Value, Vec<Violation>)> {
    let both = candidates.into_iter().flat_map(|value| {
        [Preference::Typed, Preference::Text].map(|preference| coerce(schema, value.clone(), preference))
    });
    let judged = both.map(|value| {
        let violations = validator.violations(&value);
        (value, violations)
    });
    judged.min_by_key(|(_, violations)| violations.len())
}

/// Returns a value with an array where the schema allows only arrays: of one text, or of none if the text is empty, and of an object
/// whose names are indexes.
pub fn listed(schema: &Value, value: Value) -> Value {
    Coercion { root: Root(schema), preference: Preference::Text, lists: true }.value(&[schema], value)
}

struct Coercion<'s> {
    root: Root<'s>,
    preference: Preference,
    /// Whether a text is the only item of an array.
    lists: bool,
}

impl<'s> Coercion<'s> {
    fn value(&self, schemas: &[&'s Value], value: Value) -> Value {
        let facets = self.root.facets(schemas, &mut All);
        match value {
            Value::String(text) if self.lists && is_list(&facets) => {
                let item = Some(text).filter(|text| !text.is_empty());
                item.into_iter().map(|text| self.value(&facets.item(0), text.into())).collect()
            }
            Value::String(text) => self.text(&facets.possible_types(), text),
            Value::Array(items) => {
                let items = items.into_iter().enumerate();
                items.map(|(index, item)| self.value(&facets.item(index), item)).collect()
            }
            Value::Object(values) if self.lists && is_list(&facets) && are_indexes(&values) => {
                let items: Vec<_> = values.into_iter().map(|(_, item)| item).collect();
                self.value(schemas, items.into())
            }
            Value::Object(values) => self.object(&facets, values),
            value => value,
        }
    }

    fn object(&self, facets: &Facets<'s>, values: Map<String, Value>) -> Value {
        let properties = facets.properties();
        let additional: Vec<_> = facets.each(Facet::additional_properties).collect();
        let coerced = values.into_iter().map(|(name, value)| {
            let value = self.value(properties.get(name.as_str()).unwrap_or(&additional), value);
            (name, value)
        });
        Value::Object(coerced.collect())
    }

    fn text(&self, types: &BTreeSet<JsonType>, text: String) -> Value {
        let is = |ty| types.contains(&ty);
        if types.is_empty() || (is(JsonType::String) && self.preference == Preference::Text) {
            return Value::String(text);
        }
        match read_json(text.as_bytes()) {
            Ok(Value::Number(number)) if is(JsonType::Number) || is(JsonType::Integer) => Value::Number(number),
            Ok(Value::Bool(value)) if is(JsonType::Boolean) => Value::Bool(value),
            Ok(Value::Null) if is(JsonType::Null) => Value::Null,
            _ => Value::String(text),
        }
    }
}

/// Returns `true` if the names of an object are `0`, `1` and so on.
fn are_indexes(values: &Map<String, Value>) -> bool {
    values.keys().enumerate().all(|(index, name)| *name == index.to_string())
}

fn is_list(facets: &Facets<'_>) -> bool {
    let types = facets.possible_types();
    !types.is_empty() && types.iter().all(|ty| *ty == JsonType::Array)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn texts_become_values_of_the_types_of_the_schema() {
        let schema = json!({
            "$defs": { "count": { "type": "integer" } },
            "properties": {
                "count": { "$ref": "#/$defs/count" }, "name": { "type": "string" }, "on": { "type": "boolean" },
                "either": { "type": ["string", "integer"] }, "list": { "items": { "type": "number" } }, "any": {},
            },
        });
        let arrived =
            json!({ "count": "5", "name": "5", "on": "true", "either": "5", "list": ["1.5", "x"], "any": "5" });
        let typed = json!({ "count": 5, "name": "5", "on": true, "either": 5, "list": [1.5, "x"], "any": "5" });
        assert_eq!(coerce(&schema, arrived.clone(), Preference::Typed), typed);
        assert_eq!(coerce(&schema, arrived, Preference::Text)["either"], "5");
    }

    #[test]
    fn a_text_may_be_an_array_of_one() {
        let list = json!({ "type": "array", "items": { "type": "integer" } });
        let schema = json!({ "properties": { "a": list, "b": list, "c": { "type": ["array", "string"] } } });
        let value = listed(&schema, json!({ "a": "x", "b": "", "c": "x" }));
        assert_eq!(value, json!({ "a": ["x"], "b": [], "c": "x" }));
        let value = listed(&schema, json!({ "a": { "0": "x", "1": "y" }, "b": { "1": "x" } }));
        assert_eq!(value, json!({ "a": ["x", "y"], "b": { "1": "x" } }));
    }

    #[test]
    fn types_are_those_of_all_alternatives() {
        let schema = json!({ "anyOf": [{ "type": "string" }, { "enum": [1] }, { "type": ["null"] }] });
        assert_eq!(types(&schema), [JsonType::Null, JsonType::Number, JsonType::String].into());
        assert_eq!(types(&json!({})), BTreeSet::new());
        assert_eq!(property_types(&json!({ "properties": { "a": schema } }), "a"), types(&schema));
        let open = json!({ "allOf": [{ "properties": { "a": {} } }, { "additionalProperties": true }] });
        assert_eq!(properties(&open), (["a"].into(), true));
        assert_eq!(properties(&json!({ "properties": { "a": {} } })), (["a"].into(), false));
    }
}
