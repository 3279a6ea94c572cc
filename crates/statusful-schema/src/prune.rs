//! Removal of properties that a schema does not name.

use serde_json::{Map, Value};

use crate::facets::{Facet, Facets};
use crate::gather::{All, Root};

/// Returns the value without properties that are not sent in the direction of the bundled schema. Examples of documents
/// often have them.
pub fn visible(schema: &Value, value: &Value) -> Value {
    Pruning { root: Root(schema), removes_unnamed: false, count: 0 }.value(&[schema], value)
}

/// Returns the value without the properties that its schema neither names nor allows explicitly, and how many those
/// were. Examples of documents have them; models leave them out.
pub fn prune(schema: &Value, value: &Value) -> (Value, usize) {
    let mut pruning = Pruning { root: Root(schema), removes_unnamed: true, count: 0 };
    (pruning.value(&[schema], value), pruning.count)
}

struct Pruning<'s> {
    root: Root<'s>,
    removes_unnamed: bool,
    count: usize,
}

impl<'s> Pruning<'s> {
    fn value(&mut self, schemas: &[&'s Value], value: &Value) -> Value {
        let facets = self.root.facets(schemas, &mut All);
        match value {
            Value::Array(items) => {
                let schemas: Vec<_> = facets.each(Facet::items).collect();
                items.iter().map(|item| self.value(&schemas, item)).collect()
            }
            Value::Object(values) => self.object(&facets, values),
            value => value.clone(),
        }
    }

    fn object(&mut self, facets: &Facets<'s>, values: &Map<String, Value>) -> Value {
        let properties = facets.properties();
        let required = facets.required();
        let additional: Vec<_> = facets.each(Facet::additional_properties).collect();
        let allows_others = properties.is_empty() || facets.allows_additional_properties();
        let is_hidden = |schema: &&Value| Facet::of(schema).is_some_and(Facet::is_hidden);
        let mut out = Map::new();
        for (name, value) in values {
            let schemas = properties.get(name.as_str());
            let is_removed = match schemas {
                Some(schemas) => schemas.iter().any(is_hidden),
                None => self.removes_unnamed && !allows_others,
            };
            if is_removed && !required.contains(&name.as_str()) {
                self.count += 1;
                continue;
            }
            out.insert(name.clone(), self.value(schemas.unwrap_or(&additional), value));
        }
        out.into()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_properties_without_a_name_in_the_schema_are_removed() {
        let schema = json!({ "properties": { "a": { "items": { "properties": { "b": {} } } }, "free": {} } });
        let value = json!({ "a": [{ "b": 1, "c": 2 }], "d": 3, "free": { "e": 4 } });
        assert_eq!(prune(&schema, &value), (json!({ "a": [{ "b": 1 }], "free": { "e": 4 } }), 2));
        let open = json!({ "properties": { "a": {} }, "additionalProperties": true });
        assert_eq!(prune(&open, &json!({ "z": 1 })), (json!({ "z": 1 }), 0));
    }
}
