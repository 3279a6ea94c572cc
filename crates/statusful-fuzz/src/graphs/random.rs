//! Random graphs of schemas.

use fastrand::Rng;
use serde_json::{Map, Value, json};

/// The names of properties. There are few, so that schemas describe the same ones.
pub const PROPERTIES: [&str; 5] = ["a", "b", "c", "kind", "next"];

/// How deeply schemas are within a component.
const DEPTH: usize = 3;

/// Returns the components of a random graph, whose names start with a prefix.
pub fn random(prefix: &str, rng: &mut Rng) -> Map<String, Value> {
    let graph = Graph { prefix: prefix.to_owned(), size: rng.usize(2..=6) };
    (0..graph.size).map(|index| (graph.name(index), graph.schema(rng, DEPTH))).collect()
}

/// Components that refer to each other.
struct Graph {
    prefix: String,
    size: usize,
}

impl Graph {
    fn name(&self, index: usize) -> String {
        format!("{}S{index}", self.prefix)
    }

    fn reference(&self, rng: &mut Rng) -> Value {
        json!({ "$ref": format!("#/components/schemas/{}", self.name(rng.usize(..self.size))) })
    }

    fn schema(&self, rng: &mut Rng, depth: usize) -> Value {
        if depth == 0 {
            return if rng.u8(..3) > 0 { self.reference(rng) } else { leaf(rng) };
        }
        match rng.u8(..12) {
            0..3 => self.object(rng, depth - 1),
            3 => self.list(rng, depth - 1),
            4..6 => self.parts(rng, depth - 1),
            6..9 => self.choice(rng, depth - 1),
            9 => self.conditional(rng, depth - 1),
            10 => self.reference_with_siblings(rng, depth - 1),
            _ => leaf(rng),
        }
    }

    /// Returns a reference more often than a schema in place.
    fn inner(&self, rng: &mut Rng, depth: usize) -> Value {
        if rng.bool() { self.reference(rng) } else { self.schema(rng, depth) }
    }

    fn some(&self, rng: &mut Rng, depth: usize) -> Vec<Value> {
        (0..rng.usize(1..=3)).map(|_| self.inner(rng, depth)).collect()
    }

    fn object(&self, rng: &mut Rng, depth: usize) -> Value {
        let names = || PROPERTIES.into_iter();
        let properties: Map<_, _> = (0..rng.usize(..3))
            .map(|_| (PROPERTIES[rng.usize(..PROPERTIES.len())].to_owned(), self.inner(rng, depth)))
            .collect();
        let required: Vec<_> = names().filter(|name| properties.contains_key(*name) && rng.bool()).collect();
        let mut object = json!({ "type": "object", "properties": properties, "required": required });
        match rng.u8(..8) {
            0 => object["additionalProperties"] = self.inner(rng, depth),
            1 => object["additionalProperties"] = rng.bool().into(),
            2 => object["type"] = json!(["object", "null"]),
            _ => {}
        }
        object
    }

    fn list(&self, rng: &mut Rng, depth: usize) -> Value {
        json!({ "type": "array", "items": self.inner(rng, depth) })
    }

    fn parts(&self, rng: &mut Rng, depth: usize) -> Value {
        let mut parts = if rng.bool() { self.object(rng, depth) } else { json!({}) };
        parts["allOf"] = self.some(rng, depth).into();
        parts
    }

    fn choice(&self, rng: &mut Rng, depth: usize) -> Value {
        let mut choice = if rng.u8(..4) == 0 { self.object(rng, depth) } else { json!({}) };
        choice[if rng.bool() { "oneOf" } else { "anyOf" }] = self.some(rng, depth).into();
        if rng.u8(..4) == 0 {
            choice["discriminator"] = json!({ "propertyName": "kind" });
        }
        choice
    }

    fn conditional(&self, rng: &mut Rng, depth: usize) -> Value {
        let mut object = self.object(rng, depth);
        object["if"] = json!({ "properties": { "kind": { "const": "x" } } });
        object["then"] = self.inner(rng, depth);
        if rng.bool() {
            object["else"] = self.inner(rng, depth);
        }
        object
    }

    fn reference_with_siblings(&self, rng: &mut Rng, depth: usize) -> Value {
        let mut object = self.object(rng, depth);
        object["$ref"] = self.reference(rng)["$ref"].clone();
        object
    }
}

/// Returns a schema without parts.
fn leaf(rng: &mut Rng) -> Value {
    let leaves = [
        json!({ "type": "string" }),
        json!({ "type": "integer" }),
        json!({ "type": "number" }),
        json!({ "type": "boolean" }),
        json!({ "type": "null" }),
        json!({ "type": ["string", "integer"] }),
        json!({ "type": ["object", "array", "null"] }),
        json!({ "type": "string", "format": "date" }),
        json!({ "type": "object" }),
        json!({ "const": "x" }),
        json!({ "const": 1 }),
        json!({ "enum": ["x", "y"] }),
        json!({ "enum": [1, true, null] }),
        json!({ "type": "object", "properties": { "kind": { "const": "x" } }, "required": ["kind"] }),
        json!({ "type": "object", "properties": { "kind": { "enum": ["y", "z"] } }, "required": ["kind"] }),
        json!({ "type": "object", "properties": { "kind": { "type": "string" } }, "discriminator": { "propertyName": "kind" } }),
        json!({}),
    ];
    leaves[rng.usize(..leaves.len())].clone()
}
