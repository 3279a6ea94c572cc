//! Members that a schema does not name.

use serde_json::{Map, Value};

use crate::bundle::HIDDEN;
use crate::facets::{All, Root, list};

/// The value without the members that do not travel this way, which some examples have all the same.
pub fn visible(schema: &Value, value: &Value) -> Value {
    Pruning { root: Root(schema), drops_strays: false, count: 0 }.value(&[schema], value)
}

/// The value without the members that its schema neither names nor explicitly allows, and how many those were. Examples
/// have such; models leave them out.
pub fn prune(schema: &Value, value: &Value) -> (Value, usize) {
    let mut pruning = Pruning { root: Root(schema), drops_strays: true, count: 0 };
    (pruning.value(&[schema], value), pruning.count)
}

struct Pruning<'s> {
    root: Root<'s>,
    drops_strays: bool,
    count: usize,
}

impl<'s> Pruning<'s> {
    fn value(&mut self, schemas: &[&'s Value], value: &Value) -> Value {
        let facets: Vec<_> = schemas.iter().flat_map(|schema| self.root.facets(schema, &mut All)).collect();
        match value {
            Value::Array(items) => {
                let schemas: Vec<_> = facets.iter().filter_map(|facet| facet.get("items")).collect();
                items.iter().map(|item| self.value(&schemas, item)).collect()
            }
            Value::Object(members) => self.object(&facets, members),
            value => value.clone(),
        }
    }

    fn object(&mut self, facets: &[&'s Map<String, Value>], members: &Map<String, Value>) -> Value {
        let named: Vec<_> = facets.iter().filter_map(|facet| facet.get("properties")?.as_object()).collect();
        let required: Vec<_> =
            facets.iter().flat_map(|facet| list(facet, "required")).filter_map(Value::as_str).collect();
        let rest: Vec<_> = facets.iter().filter_map(|facet| facet.get("additionalProperties")).collect();
        let has_rest = rest.iter().any(|schema| **schema != Value::Bool(false));
        let is_open = named.iter().all(|properties| properties.is_empty()) || has_rest;
        let mut out = Map::new();
        for (name, member) in members {
            let schemas: Vec<_> = named.iter().filter_map(|properties| properties.get(name)).collect();
            let is_hidden =
                schemas.iter().any(|schema| schema.get(HIDDEN).is_some()) && !required.contains(&name.as_str());
            let is_stray = schemas.is_empty() && !is_open && !required.contains(&name.as_str());
            if is_hidden || (is_stray && self.drops_strays) {
                self.count += 1;
                continue;
            }
            let schemas = if schemas.is_empty() { rest.clone() } else { schemas };
            out.insert(name.clone(), self.value(&schemas, member));
        }
        out.into()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_is_not_named_goes() {
        let schema = json!({ "properties": { "a": { "items": { "properties": { "b": {} } } }, "free": {} } });
        let value = json!({ "a": [{ "b": 1, "c": 2 }], "d": 3, "free": { "e": 4 } });
        assert_eq!(prune(&schema, &value), (json!({ "a": [{ "b": 1 }], "free": { "e": 4 } }), 2));
        let open = json!({ "properties": { "a": {} }, "additionalProperties": true });
        assert_eq!(prune(&open, &json!({ "z": 1 })), (json!({ "z": 1 }), 0));
    }
}
