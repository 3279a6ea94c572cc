//! Documents that go on and on: nothing may be followed on the stack, nor take time that grows with its square.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use statusful_codegen::{Runtime, Settings, Strictness, generate};

use crate::settings;

/// How many components refer to one another: any walk that uses the stack for each would overflow it.
const LINKS: usize = 30_000;

/// How many properties or values are beside one another.
const SIBLINGS: usize = 60_000;

/// Ten times what a busy machine takes without optimization; what is quadratic takes longer.
const PATIENCE: Duration = Duration::from_secs(240);

/// A chain of components, each made by `link` of the next one's name, and an operation that answers with the first.
fn chain(link: impl Fn(&str) -> String) -> String {
    let mut text = String::from(
        r##"{"openapi":"3.1.0","info":{"title":"Long","version":"1"},"paths":{"/a":{"get":{"operationId":"a","responses":
        {"200":{"description":"d","content":{"application/json":{"schema":{"$ref":"#/components/schemas/S0"}}}}}}}},
        "components":{"schemas":{"##,
    );
    for index in 0..LINKS {
        let next = link(&format!("#/components/schemas/S{}", index + 1));
        let _ = writeln!(text, r#""S{index}": {next},"#);
    }
    let _ = write!(text, r#""S{LINKS}": {{"type":"string"}}}}}}}}"#);
    text
}

fn survives(text: &str) {
    let settings = Settings { strictness: Strictness::Lenient, ..settings("long", "long.json", Runtime::Workspace) };
    let start = Instant::now();
    let generation = generate("long.json", text.as_bytes(), &settings).unwrap();
    assert!(generation.client.is_some());
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
}

#[test]
fn references_to_references() {
    survives(&chain(|next| format!(r#"{{"$ref":"{next}"}}"#)));
}

#[test]
fn lists_of_lists() {
    survives(&chain(|next| format!(r#"{{"type":"array","items":{{"$ref":"{next}"}}}}"#)));
}

#[test]
fn parts_of_parts() {
    survives(&chain(|next| format!(r#"{{"allOf":[{{"$ref":"{next}"}},{{"description":"more"}}]}}"#)));
}

/// Returns a document with one schema.
fn one(schema: &str) -> String {
    chain(|_| "true".to_owned()).replacen(r#""S0": true"#, &format!(r#""S0": {schema}"#), 1)
}

#[test]
fn properties_beside_properties() {
    let mut schema = String::from(r#"{"type":"object","properties":{"#);
    for index in 0..SIBLINGS {
        let comma = if index == 0 { "" } else { "," };
        let name = format!(r#""x-speakeasy-name-override":"q{index}","x-fern-property-name":"r{index}""#);
        let _ = write!(schema, r#"{comma}"p{index}":{{"type":"string",{name}}}"#);
    }
    survives(&one(&(schema + "}}")));
}

#[test]
fn names_of_values() {
    let list =
        |text: &str| (0..SIBLINGS).map(|index| text.replace('%', &index.to_string())).collect::<Vec<_>>().join(",");
    let (values, names) = (list(r#""v%""#), list(r#"{"value":"v%","name":"N%"}"#));
    survives(&one(&format!(r#"{{"type":"string","enum":[{values}],"x-ms-enum":{{"values":[{names}]}}}}"#)));
}
