//! Documents that went wrong: whatever is done to one, generating says so or gives files, and does not panic.

use std::io::Write as _;

use serde_json::{Map, Value, json};
use statusful_codegen::{Runtime, Settings, Strictness, generate};

use crate::{read, root, settings};

/// How many documents are tried, each with one to three changes, and half as many leniently: the first so many seeds,
/// unless the environment names another number as `MUTATIONS`.
const CASES: u64 = 600;

fn cases() -> u64 {
    std::env::var("MUTATIONS").map_or(CASES, |text| text.parse().unwrap())
}

/// Returns the documents to mutate: one with many shapes, and one for each feature.
fn originals() -> Vec<Value> {
    let features = "crates/statusful-codegen/tests/features";
    let entries = std::fs::read_dir(root().join(features)).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| matches!(name.rsplit('.').next(), Some("yaml" | "json")));
    names.sort();
    assert!(names.len() > 50, "there are few features in {features}");
    let features = names.iter().map(|name| as_json(&format!("{features}/{name}")));
    std::iter::once(as_json("tests/openapi/shapes.yaml")).chain(features).collect()
}

/// Values that are inserted anywhere.
fn anything(random: &mut fastrand::Rng) -> Value {
    let choices = [
        json!(null),
        json!(true),
        json!(-1),
        json!(1e300),
        json!(""),
        json!("string"),
        json!("object"),
        json!("array"),
        json!("\u{202e}🦀\"`|"),
        json!([]),
        json!([null, "a", "a"]),
        json!({}),
        json!({"$ref": "#"}),
        json!({"$ref": "#/components/schemas/Item"}),
        json!({"$ref": "#/components/schemas/Thing"}),
        json!({"$ref": "#/components/schemas/Thing/properties"}),
        json!({"$ref": "#/paths/~1search/get"}),
        json!({"type": "array", "items": {"$ref": "#/components/schemas/Nested"}}),
        json!({"allOf": [{"$ref": "#/components/schemas/Derived"}, {"nullable": true}]}),
        json!({"oneOf": [{"$ref": "#/components/schemas/Tree"}, {"type": "null"}]}),
        json!({"enum": [1, "1", null, {}]}),
        json!({"oneOf": [{"$ref": "#/components/schemas/Thing"}, {"allOf": [{"$ref": "#/components/schemas/Thing"}]}]}),
        json!({"propertyName": "kind", "mapping": {"": "Thing", "thing": "#/components/schemas/Thing"}}),
        json!({"type": ["string", "null"], "properties": {"": {}}}),
    ];
    choices[random.usize(..choices.len())].clone()
}

/// A value somewhere within another.
fn somewhere<'v>(value: &'v mut Value, random: &mut fastrand::Rng) -> &'v mut Value {
    let depth = random.usize(1..12);
    let mut value = value;
    for _ in 0..depth {
        let children = match value {
            Value::Object(members) => members.len(),
            Value::Array(items) => items.len(),
            _ => 0,
        };
        if children == 0 {
            break;
        }
        let child = random.usize(..children);
        value = match value {
            Value::Object(members) => members.values_mut().nth(child).unwrap(),
            Value::Array(items) => &mut items[child],
            _ => unreachable!("only these have children"),
        };
    }
    value
}

/// Changes one place; what it becomes may come from any of the originals.
fn mutate(document: &mut Value, originals: &[Value], random: &mut fastrand::Rng) {
    let other = if random.bool() {
        somewhere(document, random).clone()
    } else {
        somewhere(&mut originals[random.usize(..originals.len())].clone(), random).clone()
    };
    let place = somewhere(document, random);
    match (place, random.u8(..6)) {
        (place, 0) => *place = anything(random),
        (place, 1) => *place = other,
        (Value::Object(members), 2) => {
            let key = members.keys().nth(random.usize(..members.len().max(1))).cloned();
            key.and_then(|key| members.remove(&key));
        }
        (Value::Object(members), 3) => {
            let keys =
                ["$ref", "nullable", "type", "enum", "allOf", "items", "additionalProperties", "x-aliases", "default"];
            members.insert(keys[random.usize(..keys.len())].to_owned(), anything(random));
        }
        (Value::Object(members), 4) => {
            let renamed =
                std::mem::replace(members, Map::new()).into_iter().map(|(key, value)| (key.to_uppercase(), value));
            members.extend(renamed);
        }
        (Value::Array(items), _) => items.push(other),
        (place, _) => *place = Value::Array(vec![place.clone(), other]),
    }
}

/// Counts the mutants that generate, and those that are rejected. Where spots are tolerated, the version stays: a
/// document without one means nothing.
fn generate_mutants(strictness: Strictness, cases: u64) -> (u64, u64) {
    // JSON is made of the YAML by hand of the generator's own reader, which is tested for that elsewhere.
    let originals = originals();
    let settings = Settings { strictness, ..settings("mutant", "mutant.json", Runtime::Workspace) };
    let (mut generated, mut refused) = (0, 0);
    for seed in 0..cases {
        let mut random = fastrand::Rng::with_seed(seed);
        // Every other time the document of many shapes, which has more that can go wrong.
        let which = if random.bool() { 0 } else { random.usize(..originals.len()) };
        let mut document = originals[which].clone();
        for _ in 0..random.usize(1..4) {
            mutate(&mut document, &originals, &mut random);
        }
        if let (Strictness::Lenient, Value::Object(members)) = (strictness, &mut document) {
            members.insert("openapi".to_owned(), json!("3.1.0"));
        }
        let text = document.to_string();
        let generation = generate("mutant.json", text.as_bytes(), &settings);
        let generation = generation.unwrap_or_else(|fault| panic!("seed {seed}: {fault}\n{text}"));
        match generation.client {
            Some(_) => generated += 1,
            None => refused += 1,
        }
        assert_eq!(generation.diagnostics.has_errors(), generation.client.is_none(), "seed {seed}");
    }
    let said = format!("{cases} documents gone wrong, {strictness:?}: {generated} generated, {refused} refused");
    let mut stderr = std::io::stderr();
    // Unlike `eprintln!`, this is not captured: every run says how much it tried.
    writeln!(stderr, "{said}").unwrap();
    (generated, refused)
}

#[test]
fn a_document_gone_wrong_is_no_panic() {
    let (generated, refused) = generate_mutants(Strictness::Strict, cases());
    assert!(generated > cases() / 20 && refused > cases() / 20, "{generated} generated, {refused} refused");
}

#[test]
fn most_of_a_document_gone_wrong_generates() {
    let (generated, refused) = generate_mutants(Strictness::Lenient, cases() / 2);
    // What is no longer an object is no document.
    assert!(refused < generated / 10, "{generated} generated, {refused} refused");
}

fn as_json(document: &str) -> Value {
    use statusful_codegen::diagnostic::Diagnostics;
    use statusful_codegen::source::{self, Node, Value as Tree};

    fn value(node: &Node) -> Value {
        match &node.value {
            Tree::Null => Value::Null,
            Tree::Bool(value) => json!(value),
            Tree::Number(text) => text.parse().map(Value::Number).unwrap_or_default(),
            Tree::String(text) => json!(text),
            Tree::Array(items) => items.iter().map(value).collect(),
            Tree::Object(members) => members.iter().map(|(key, entry)| (key.clone(), value(&entry.node))).collect(),
        }
    }
    value(&source::read(document, &read(document), &mut Diagnostics::default()).root)
}
