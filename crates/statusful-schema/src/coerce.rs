//! Values that arrived as text, where the schema says what they are.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::facets::{All, Root, list};

/// What a text becomes where a schema allows both a string and something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preference {
    /// The number, the boolean or `null` that it spells.
    Typed,
    /// A string.
    Text,
}

/// The types that a value of the schema may have, over all its parts and branches; none where it says nothing.
pub fn types(schema: &Value) -> BTreeSet<&str> {
    types_of(&Root(schema).facets(schema, &mut All))
}

/// The names of the members that a schema describes, and whether it allows others.
pub fn members(schema: &Value) -> (BTreeSet<&str>, bool) {
    let facets = Root(schema).facets(schema, &mut All);
    let named = facets.iter().filter_map(|facet| facet.get("properties")?.as_object());
    let described: BTreeSet<_> = named.flat_map(|properties| properties.keys().map(String::as_str)).collect();
    let is_open = facets.iter().any(|facet| facet.get("additionalProperties").is_some_and(|it| it != false));
    let is_open = is_open || described.is_empty();
    (described, is_open)
}

/// The types that a member may have, as [`types`] has them of a schema.
pub fn member_types<'s>(schema: &'s Value, name: &str) -> BTreeSet<&'s str> {
    let root = Root(schema);
    let facets = root.facets(schema, &mut All);
    let members = facets.iter().filter_map(|facet| facet.get("properties")?.get(name));
    members.flat_map(|member| types_of(&root.facets(member, &mut All))).collect()
}

/// A value whose leaves are strings, with those leaves made what the schema says. The judge has the last word.
pub fn coerce(schema: &Value, value: Value, preference: Preference) -> Value {
    Coercion { root: Root(schema), preference }.value(&[schema], value)
}

struct Coercion<'s> {
    root: Root<'s>,
    preference: Preference,
}

impl<'s> Coercion<'s> {
    fn value(&self, schemas: &[&'s Value], value: Value) -> Value {
        let facets: Vec<_> = schemas.iter().flat_map(|schema| self.root.facets(schema, &mut All)).collect();
        match value {
            Value::String(text) => self.leaf(&types_of(&facets), text),
            Value::Array(items) => {
                let prefix: Vec<_> = facets.iter().flat_map(|facet| list(facet, "prefixItems")).collect();
                let rest: Vec<_> = facets.iter().filter_map(|facet| facet.get("items")).collect();
                let schemas = |index: usize| prefix.get(index).map_or_else(|| rest.clone(), |schema| vec![*schema]);
                items.into_iter().enumerate().map(|(index, item)| self.value(&schemas(index), item)).collect()
            }
            Value::Object(members) => self.object(&facets, members),
            value => value,
        }
    }

    fn object(&self, facets: &[&'s Map<String, Value>], arrived: Map<String, Value>) -> Value {
        let named: Vec<_> = facets.iter().filter_map(|facet| facet.get("properties")?.as_object()).collect();
        let rest: Vec<_> = facets.iter().filter_map(|facet| facet.get("additionalProperties")).collect();
        let coerced = arrived.into_iter().map(|(name, member)| {
            let schemas: Vec<_> = named.iter().filter_map(|properties| properties.get(&name)).collect();
            let schemas = if schemas.is_empty() { rest.clone() } else { schemas };
            let value = self.value(&schemas, member);
            (name, value)
        });
        Value::Object(coerced.collect())
    }

    fn leaf(&self, types: &BTreeSet<&str>, text: String) -> Value {
        if types.is_empty() || (types.contains("string") && self.preference == Preference::Text) {
            return Value::String(text);
        }
        let is = |ty| types.contains(ty);
        match serde_json::from_str(&text) {
            Ok(Value::Number(number)) if is("number") || is("integer") => Value::Number(number),
            Ok(Value::Bool(value)) if is("boolean") => Value::Bool(value),
            Ok(Value::Null) if is("null") => Value::Null,
            _ => Value::String(text),
        }
    }
}

fn types_of<'s>(facets: &[&'s Map<String, Value>]) -> BTreeSet<&'s str> {
    let mut types: BTreeSet<&'s str> = BTreeSet::new();
    for facet in facets {
        match facet.get("type") {
            Some(Value::String(name)) => drop(types.insert(name.as_str())),
            Some(Value::Array(names)) => types.extend(names.iter().filter_map(Value::as_str)),
            _ => types.extend(
                list(facet, "enum").iter().chain(facet.get("const")).map(|value| -> &'s str { type_name(value) }),
            ),
        }
    }
    types
}

fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn leaves_become_what_the_schema_says() {
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
    fn types_are_those_of_all_branches() {
        let schema = json!({ "anyOf": [{ "type": "string" }, { "enum": [1] }, { "type": ["null"] }] });
        assert_eq!(types(&schema), ["null", "number", "string"].into());
        assert_eq!(types(&json!({})), BTreeSet::new());
        assert_eq!(member_types(&json!({ "properties": { "a": schema } }), "a"), types(&schema));
        let open = json!({ "allOf": [{ "properties": { "a": {} } }, { "additionalProperties": true }] });
        assert_eq!(members(&open), (["a"].into(), true));
        assert_eq!(members(&json!({ "properties": { "a": {} } })), (["a"].into(), false));
    }
}
