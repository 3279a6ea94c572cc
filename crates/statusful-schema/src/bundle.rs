//! A schema of a document to one JSON Schema (2020-12) that stands alone.

use serde_json::{Map, Value, json};
use statusful_document::document::{Document, Version};
use statusful_document::source::{self, Node};

/// Which way a value travels; `readOnly` and `writeOnly` depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To the server: `readOnly` members stay out.
    Request,
    /// From the server: `writeOnly` members stay out.
    Response,
}

/// Marks a member that does not travel this way.
pub(crate) const HIDDEN: &str = "x-statusful-hidden";

/// Keywords that hold one schema, several by name, or several in a list.
const ONE: [&str; 12] = [
    "items",
    "additionalProperties",
    "not",
    "contains",
    "propertyNames",
    "if",
    "then",
    "else",
    "unevaluatedItems",
    "unevaluatedProperties",
    "additionalItems",
    "contentSchema",
];
const NAMED: [&str; 3] = ["properties", "patternProperties", "dependentSchemas"];
const LISTED: [&str; 4] = ["allOf", "anyOf", "oneOf", "prefixItems"];

/// Keywords of identity, which mean nothing once the schema stands alone, and those that are dealt with apart.
const DROPPED: [&str; 13] = [
    "$id",
    "id",
    "$schema",
    "$anchor",
    "$dynamicAnchor",
    "$dynamicRef",
    "$defs",
    "definitions",
    "nullable",
    "example",
    "discriminator",
    "xml",
    "externalDocs",
];

const TYPES: [&str; 7] = ["string", "number", "integer", "boolean", "array", "object", "null"];

/// The schema with everything that it refers to under `$defs`.
pub fn bundle<'s>(document: &Document<'s>, schema: &'s Node, direction: Direction) -> Value {
    let mut bundle = Bundle { document: document.clone(), direction, targets: Vec::new() };
    let root = bundle.schema(schema);
    let mut definitions = Map::new();
    let mut next = 0;
    while let Some(target) = bundle.targets.get(next).copied() {
        definitions.insert(format!("d{next}"), bundle.schema(target));
        next += 1;
    }
    json!({ "$schema": "https://json-schema.org/draft/2020-12/schema", "allOf": [root], "$defs": definitions })
}

/// A value of the document as plain JSON, with bounds that bound nothing where a number is beyond all that JSON has here.
pub fn json(node: &Node) -> Value {
    node.to_json_with(&|text| serde_json::from_str(text).unwrap_or_else(|_| widest(text)))
}

/// A number beyond all others, such as `1e400` where nothing is meant to be bounded.
fn widest(text: &str) -> Value {
    if text.starts_with('-') { f64::MIN.into() } else { f64::MAX.into() }
}

struct Bundle<'s> {
    document: Document<'s>,
    direction: Direction,
    /// What references lead to, in the order found.
    targets: Vec<&'s Node>,
}

impl<'s> Bundle<'s> {
    fn schema(&mut self, node: &'s Node) -> Value {
        if node.as_object().is_none() {
            return Value::Bool(node.as_bool().unwrap_or(true));
        }
        let mut out = Map::new();
        if self.document.reference(node).is_some() {
            // What leads nowhere is a fault the generator tells; any value keeps it.
            out.extend(self.reference(node).map(|reference| ("$ref".to_owned(), reference.into())));
            if self.is_old() {
                return out.into();
            }
        }
        for (name, entry) in node.members() {
            if name != "$ref" && !DROPPED.contains(&name) {
                let value = self.keyword(name, &entry.node);
                out.extend(value.map(|value| (name.to_owned(), value)));
            }
        }
        self.hide(&mut out);
        bounds(&mut out);
        self.discriminate(node, &mut out);
        if let Some(example) = node.get("example") {
            out.insert("examples".to_owned(), json!([json(example)]));
        }
        let is_nullable = node.get("nullable").and_then(Node::as_bool) == Some(true);
        if is_nullable { nullable(out) } else { out.into() }
    }

    /// Whether this is OpenAPI 3.0, where members beside `$ref` do not count.
    fn is_old(&self) -> bool {
        self.document.version() == Version::V3_0
    }

    fn reference(&mut self, node: &'s Node) -> Option<String> {
        let target = self.document.chain(node).nth(1)?;
        let known = self.targets.iter().position(|known| std::ptr::eq(*known, target));
        let index = known.unwrap_or_else(|| {
            self.targets.push(target);
            self.targets.len() - 1
        });
        Some(format!("#/$defs/d{index}"))
    }

    fn keyword(&mut self, name: &str, node: &'s Node) -> Option<Value> {
        if ONE.contains(&name) {
            return (node.as_object().is_some() || node.as_bool().is_some()).then(|| self.schema(node));
        }
        if NAMED.contains(&name) {
            let members = node.members().map(|(name, entry)| (name.to_owned(), self.schema(&entry.node)));
            return Some(members.collect::<Map<_, _>>().into());
        }
        if LISTED.contains(&name) {
            let items: Vec<_> = node.items().map(|item| self.schema(item)).collect();
            return (!items.is_empty()).then(|| items.into());
        }
        match name {
            "type" => types(node),
            "required" | "enum" => node.as_array().map(|_| json(node)).filter(|list| list != &json!([])),
            // In 3.0 this is no keyword of schemas, and in 3.1 it is a list.
            "examples" => node.as_array().map(|_| json(node)),
            _ => Some(json(node)),
        }
    }

    /// Members that do not travel this way are marked, and need not be there.
    fn hide(&self, out: &mut Map<String, Value>) {
        let hides = match self.direction {
            Direction::Request => "readOnly",
            Direction::Response => "writeOnly",
        };
        let Some(Value::Object(properties)) = out.get_mut("properties") else { return };
        let mut hidden = Vec::new();
        for (name, schema) in properties.iter_mut() {
            if let Value::Object(schema) = schema
                && schema.get(hides) == Some(&Value::Bool(true))
            {
                schema.insert(HIDDEN.to_owned(), Value::Bool(true));
                hidden.push(name.clone());
            }
        }
        if let Some(Value::Array(required)) = out.get_mut("required") {
            required.retain(|name| !hidden.iter().any(|hidden| name == hidden));
        }
    }

    /// Each branch of a choice says what its discriminator says, so that exactly one of them holds.
    fn discriminate(&self, node: &'s Node, out: &mut Map<String, Value>) {
        let Some(discriminator) = node.get("discriminator") else { return };
        let Some(property) = discriminator.get("propertyName").and_then(Node::as_str) else { return };
        for keyword in ["oneOf", "anyOf"] {
            let (Some(nodes), Some(Value::Array(branches))) = (node.get(keyword), out.get_mut(keyword)) else {
                continue;
            };
            for (branch, node) in branches.iter_mut().zip(nodes.items()) {
                let tags = self.tags(discriminator, property, node);
                if let (Value::Object(branch), false) = (branch, tags.is_empty()) {
                    let tag = json!({ "properties": { property: { "enum": tags } }, "required": [property] });
                    let inner = Value::Object(std::mem::take(branch));
                    branch.insert("allOf".to_owned(), json!([inner, tag]));
                }
            }
        }
    }

    /// What a discriminator says for a branch: what is mapped to it, else its name.
    fn tags(&self, discriminator: &Node, property: &str, branch: &'s Node) -> Vec<String> {
        let Some(reference) = branch.get("$ref").and_then(Node::as_str) else { return Vec::new() };
        let name = reference.rsplit('/').next().unwrap_or_default();
        let mapping = discriminator.get("mapping").into_iter().flat_map(Node::members);
        let is_this = |entry: &source::Entry| entry.node.as_str().is_some_and(|to| to == reference || to == name);
        let mapped: Vec<_> = mapping.filter(|(_, entry)| is_this(entry)).map(|(tag, _)| tag.to_owned()).collect();
        let says_itself = || {
            let property = self.document.resolve(branch).and_then(|schema| schema.get("properties")?.get(property));
            property.is_some_and(|schema| schema.get("enum").is_some() || schema.get("const").is_some())
        };
        if mapped.is_empty() && !says_itself() { vec![name.to_owned()] } else { mapped }
    }
}

/// The types that there are; a list of none is no constraint.
fn types(node: &Node) -> Option<Value> {
    let known = |node: &Node| node.as_str().filter(|name| TYPES.contains(name)).map(str::to_owned);
    match node.as_array() {
        Some(items) => {
            Some(items.iter().filter_map(known).collect::<Vec<_>>()).filter(|list| !list.is_empty()).map(Into::into)
        }
        None => known(node).map(Value::String),
    }
}

/// `exclusiveMinimum: true` (3.0) is a bound of its own.
fn bounds(out: &mut Map<String, Value>) {
    for (exclusive, bound) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
        if let Some(Value::Bool(is_exclusive)) = out.get(exclusive).cloned() {
            out.remove(exclusive);
            if let Some(value) = is_exclusive.then(|| out.remove(bound)).flatten() {
                out.insert(exclusive.to_owned(), value);
            }
        }
    }
}

/// The schema, or `null`.
fn nullable(mut out: Map<String, Value>) -> Value {
    let has_parts = LISTED.iter().chain(&["$ref"]).any(|part| out.contains_key(*part));
    if has_parts {
        return json!({ "anyOf": [out, { "type": "null" }] });
    }
    if let Some(Value::Array(values)) = out.get_mut("enum")
        && !values.contains(&Value::Null)
    {
        values.push(Value::Null);
    }
    if let Some(Value::String(name)) = out.get("type").cloned() {
        out.insert("type".to_owned(), json!([name, "null"]));
    }
    out.into()
}
