//! Graphs that once made a generator or a client run without end.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

fn to(name: impl std::fmt::Display) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// Returns small graphs, whose clients are compiled. The names of components start with a prefix of their own.
pub fn small() -> BTreeMap<&'static str, Map<String, Value>> {
    let all = [
        ("KItself", json!({ "KItselfA": { "anyOf": [to("KItselfA"), { "type": "string" }] } })),
        (
            "KChoice",
            json!({
                "KChoice": { "oneOf": [to("KChoiceFirst"), to("KChoiceSecond")] },
                "KChoiceFirst": { "allOf": [to("KChoice"), { "type": "object", "properties": { "a": { "type": "string" } } }] },
                "KChoiceSecond": { "type": "object", "required": ["b"], "properties": { "b": { "type": "integer" } } },
            }),
        ),
        (
            "KMutual",
            json!({
                "KMutualA": { "oneOf": [to("KMutualB"), { "type": "string" }] },
                "KMutualB": { "allOf": [to("KMutualA"), to("KMutualB")] },
            }),
        ),
        ("KLevels", levels(16)),
        ("KPairs", pairs(16)),
    ];
    all.into_iter().map(|(prefix, schemas)| (prefix, schemas.as_object().cloned().unwrap_or_default())).collect()
}

/// Returns components with `allOf` beside `oneOf`, each made of the next.
fn levels(count: usize) -> Value {
    let name = |level: usize| format!("KLevels{level}");
    let level = |level: usize| {
        let own = json!({ "type": "object", "properties": { format!("p{level}"): { "type": "string" } } });
        let other = json!({ "type": "object", "required": ["q"], "properties": { "q": { "type": "integer" } } });
        (name(level), json!({ "allOf": [to(name(level + 1)), own], "oneOf": [to(name(level + 1)), other] }))
    };
    let last = (name(count), json!({ "type": "object", "properties": { "a": { "type": "string" } } }));
    (0..count).map(level).chain([last]).collect::<Map<_, _>>().into()
}

/// Returns choices of two objects that each hold the next choice twice.
fn pairs(count: usize) -> Value {
    let name = |level: usize| format!("KPairs{level}");
    let level = |level: usize| {
        let one = json!({ "type": "object", "properties": { "a": to(name(level + 1)), "b": to(name(level + 1)) } });
        (name(level), json!({ "oneOf": [one, one, to(name(level + 1))] }))
    };
    let last = (name(count), json!({ "type": "string" }));
    (0..count).map(level).chain([last]).collect::<Map<_, _>>().into()
}

/// Returns levels of choices, whose combinations double with each level: the alternatives of a level are the next level and a
/// constant of their own.
pub fn doubling(levels: usize) -> BTreeMap<&'static str, Map<String, Value>> {
    let constant = |level: usize, value: &str| json!({ "type": "object", "required": [format!("k{level}")], "properties": { format!("k{level}"): { "const": value } } });
    let own = |level: usize| json!({ "type": "object", "properties": { format!("p{level}"): { "type": "string" } } });
    let with = |next: &Value, own: Value| json!({ "allOf": [next, own] });
    let siblings = |next: &Value, mut own: Value| {
        own["allOf"] = json!([next]);
        own
    };
    let two = |keyword: &str, first: Value, second: Value| json!({ keyword: [first, second] });
    BTreeMap::from([
        (
            "oneOf of allOf",
            chain(levels, |at, next| two("oneOf", with(&next, constant(at, "a")), with(&next, constant(at, "b")))),
        ),
        (
            "anyOf of allOf",
            chain(levels, |at, next| two("anyOf", with(&next, constant(at, "a")), with(&next, constant(at, "b")))),
        ),
        (
            "oneOf of allOf with siblings",
            chain(levels, |at, next| {
                two("oneOf", siblings(&next, constant(at, "a")), siblings(&next, constant(at, "b")))
            }),
        ),
        (
            "oneOf of allOf with one property",
            chain(levels, |_, next| two("oneOf", with(&next, constant(0, "a")), with(&next, constant(0, "b")))),
        ),
        (
            "allOf beside oneOf",
            chain(levels, |at, next| siblings(&next, two("oneOf", constant(at, "a"), constant(at, "b")))),
        ),
        (
            "allOf beside oneOf of the same",
            chain(levels, |at, next| json!({ "allOf": [next, own(at)], "oneOf": [next, constant(at, "a")] })),
        ),
        (
            "properties beside oneOf",
            chain(levels, |at, next| {
                let mut level = own(at);
                level["oneOf"] = json!([next, with(&next, own(at + 1000))]);
                level
            }),
        ),
    ])
}

/// Returns chains of so many components. Each link is a function of the number and the reference to the next.
pub fn chains(links: usize) -> BTreeMap<&'static str, Map<String, Value>> {
    let own = |index: usize| json!({ "type": "object", "properties": { format!("p{index}"): { "type": "string" } } });
    BTreeMap::from([
        ("references", chain(links, |_, next| next)),
        ("references with siblings", chain(links, |_, next| json!({ "$ref": next["$ref"], "required": ["a"] }))),
        ("allOf", chain(links, |_, next| json!({ "allOf": [next, { "description": "more" }] }))),
        ("allOf with properties", chain(links, |index, next| json!({ "allOf": [next, own(index)] }))),
        ("oneOf", chain(links, |index, next| json!({ "oneOf": [next, own(index)] }))),
        ("oneOf of text", chain(links, |_, next| json!({ "oneOf": [next, { "type": "string" }] }))),
        ("anyOf", chain(links, |index, next| json!({ "anyOf": [next, own(index)] }))),
        ("a circle of oneOf", circle(links, |index, next| json!({ "oneOf": [next, own(index)] }))),
        ("a circle of properties", circle(links, |_, next| json!({ "type": "object", "properties": { "a": next } }))),
        ("a circle of lists", circle(links, |_, next| json!({ "type": "array", "items": next }))),
    ])
}

fn chain(count: usize, link: impl Fn(usize, Value) -> Value) -> Map<String, Value> {
    let links = (0..count).map(|index| (format!("S{index}"), link(index, to(format!("S{}", index + 1)))));
    links.chain([(format!("S{count}"), json!({ "type": "object" }))]).collect()
}

fn circle(count: usize, link: impl Fn(usize, Value) -> Value) -> Map<String, Value> {
    (0..count).map(|index| (format!("S{index}"), link(index, to(format!("S{}", (index + 1) % count))))).collect()
}
