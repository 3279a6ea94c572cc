//! The OpenAPI document with the schemas of all groups.

use serde_json::{Map, Value, json};

use super::suite::Group;

/// Returns the name of the model that has a value of a group's schema.
pub(super) fn holder(number: usize) -> String {
    format!("Holder{number}")
}

/// Returns a document with a component for the schema of each numbered group, and one that holds a value of it: a component
/// that is no object becomes no model.
pub(super) fn document<'g>(groups: impl Iterator<Item = (usize, &'g Group)>) -> Value {
    let mut schemas = Map::new();
    for (number, group) in groups {
        let name = format!("Group{number}");
        let place = format!("#/components/schemas/{name}");
        let value = json!({ "$ref": place });
        schemas.insert(name.clone(), moved(&group.schema, &Place { reference: &place, name: &name, has_root: false }));
        let holder_schema = json!({ "type": "object", "required": ["value"], "properties": { "value": value } });
        schemas.insert(holder(number), holder_schema);
    }
    let info = json!({ "title": "JSON Schema Test Suite", "version": "1.0.0" });
    json!({ "openapi": "3.1.0", "info": info, "paths": {}, "components": { "schemas": schemas } })
}

/// Where the schemas of a group are moved to.
struct Place<'p> {
    /// The reference to the group's schema.
    reference: &'p str,
    /// The name of the group, which its `$id`s and anchors get as a prefix, so that no other group has the same.
    name: &'p str,
    /// Whether a schema around has an `$id`, and is what pointers begin at.
    has_root: bool,
}

/// Returns a schema as it is written in a place of another document: references lead to the same schemas as before.
fn moved(schema: &Value, place: &Place<'_>) -> Value {
    match schema {
        Value::Object(members) => {
            let has_root = place.has_root || members.get("$id").is_some_and(Value::is_string);
            let place = Place { has_root, ..*place };
            let members = members.iter().map(|(keyword, value)| (keyword.clone(), place.member(keyword, value)));
            Value::Object(members.collect())
        }
        Value::Array(items) => items.iter().map(|item| moved(item, place)).collect(),
        other => other.clone(),
    }
}

impl Place<'_> {
    fn member(&self, keyword: &str, value: &Value) -> Value {
        match (keyword, value) {
            ("$ref" | "$dynamicRef", Value::String(reference)) => self.target(reference).into(),
            ("$anchor" | "$dynamicAnchor", Value::String(anchor)) => self.anchor(anchor).into(),
            ("$id", Value::String(id)) => self.id(id).into(),
            ("const" | "enum" | "default" | "examples" | "required", _) => value.clone(),
            ("properties" | "patternProperties" | "dependentSchemas" | "$defs", Value::Object(schemas)) => {
                schemas.iter().map(|(key, schema)| (key.clone(), moved(schema, self))).collect()
            }
            _ => moved(value, self),
        }
    }

    fn target(&self, reference: &str) -> String {
        match reference.split_once('#') {
            Some(("", pointer)) if !self.has_root && (pointer.is_empty() || pointer.starts_with('/')) => {
                format!("{}{pointer}", self.reference)
            }
            Some((id, pointer)) if pointer.is_empty() || pointer.starts_with('/') => {
                format!("{}#{pointer}", self.id(id))
            }
            Some((id, anchor)) => format!("{}#{}", self.id(id), self.anchor(anchor)),
            None => self.id(reference),
        }
    }

    fn anchor(&self, anchor: &str) -> String {
        format!("{}-{anchor}", self.name)
    }

    /// Returns an `$id`. One that is not relative is the group's own as it is.
    fn id(&self, id: &str) -> String {
        let is_relative = !id.is_empty() && !id.contains(':') && !id.starts_with('/');
        if is_relative { format!("{}-{id}", self.name) } else { id.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_lead_to_the_same_schemas() {
        let schema = json!({
            "properties": { "$ref": { "$ref": "#/$defs/a" }, "b": { "$ref": "#b" }, "c": { "$ref": "#" } },
            "$defs": {
                "a": { "const": { "$ref": "#/a" } },
                "b": { "$anchor": "b" },
                "d": { "$id": "d", "$ref": "#", "items": { "$ref": "#/e" } },
                "f": { "$ref": "d#b", "items": { "$id": "http://x/y", "$dynamicRef": "http://x/y#b" } }
            }
        });
        let expected = json!({
            "properties": { "$ref": { "$ref": "#/x/$defs/a" }, "b": { "$ref": "#X-b" }, "c": { "$ref": "#/x" } },
            "$defs": {
                "a": { "const": { "$ref": "#/a" } },
                "b": { "$anchor": "X-b" },
                "d": { "$id": "X-d", "$ref": "#", "items": { "$ref": "#/e" } },
                "f": { "$ref": "X-d#X-b", "items": { "$id": "http://x/y", "$dynamicRef": "http://x/y#X-b" } }
            }
        });
        let place = Place { reference: "#/x", name: "X", has_root: false };
        assert_eq!(moved(&schema, &place), expected);
    }
}
