//! Random graphs of schemas, circles included: each generates a client of a limited size, which compiles and reads any JSON
//! without running out of its stack.
//!
//! The bounds are numbers of models and bytes instead of a time, so that a run is the same every time.

mod program;
mod values;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;

use serde_json::{Map, Value, json};
use statusful_codegen::diagnostic::{Style, render_all};
use statusful_codegen::ir::PackageName;
use statusful_codegen::{Client, Input, Settings, Strictness, generate, read_api};
use statusful_fuzz::graphs::{self, known};

use crate::compiler::cargo;
use crate::project::workspace;
use crate::seed::Seed;

/// How many graphs are compiled.
const GRAPHS: usize = 20;

/// How many graphs are generated for each one that is compiled.
const GENERATED: usize = 4;

/// How many models a client may have for each schema in its document, those within others included.
const MODELS_FOR_SCHEMA: usize = 4;

/// How many fields and variants the models of a chain may have for each of its schemas.
const PARTS_FOR_SCHEMA: usize = 200;

/// How long chains are: those that are only lowered, and those that are generated.
const LONG: usize = 500;
const SHORT: usize = 100;

/// How many choices are within each other.
const LEVELS: usize = 14;

/// How many bytes a client may have, indentation not counted, for each byte of its document, beside what every client has.
const BYTES_FOR_BYTE: usize = 64;
const BYTES_OF_ANY_CLIENT: usize = 64 << 10;

fn document(schemas: &Map<String, Value>) -> String {
    let info = json!({ "title": "Graphs", "version": "1.0.0" });
    json!({ "openapi": "3.1.0", "info": info, "paths": {}, "components": { "schemas": schemas } }).to_string()
}

fn client(text: &str) -> Client {
    let settings = Settings {
        unused_models: true,
        ..Settings::new(PackageName::parse("graphs").unwrap(), "a test", "document.json")
    };
    let generation = generate("document.json", text.as_bytes(), &settings).unwrap();
    generation.client.unwrap_or_else(|| {
        panic!("{}", render_all(&generation.source.files, &generation.diagnostics, Style::Plain));
    })
}

/// Returns what is too large about the client of a document.
fn excess(text: &str, client: &Client) -> Option<String> {
    let schemas = text.matches('{').count();
    let models = client.api.types.len();
    let bytes: usize = client.files.iter().flat_map(|(_, file)| file.split_whitespace()).map(str::len).sum();
    let most_bytes = BYTES_OF_ANY_CLIENT + BYTES_FOR_BYTE * text.len();
    let is_small = models <= MODELS_FOR_SCHEMA * schemas && bytes <= most_bytes;
    (!is_small).then(|| format!("{models} models for {schemas} schemas, {bytes} bytes for {}", text.len()))
}

/// Returns the components of the graph with a number.
fn random(seed: Seed, index: usize) -> Map<String, Value> {
    graphs::random(&format!("G{index}"), &mut seed.operation(index))
}

#[test]
fn clients_of_random_graphs_are_small() {
    let seed = Seed::from_env(GRAPHS);
    // A client that runs out of its stack ends the process, which then leaves the document that did it.
    let last = workspace("graphs").folder().join("last.json");
    let mut found = Vec::new();
    let mut largest = 0;
    for index in 0..seed.operations * GENERATED {
        let text = document(&random(seed, index));
        fs::write(&last, &text).unwrap();
        let client = client(&text);
        largest = largest.max(client.api.types.len());
        found.extend(excess(&text, &client).map(|excess| (text.len(), excess, text)));
    }
    let count = seed.operations * GENERATED;
    writeln!(std::io::stderr(), "{seed}: {count} graphs, at most {largest} models of one").unwrap();
    found.sort();
    let smallest = found.first().map(|(_, excess, text)| format!("{excess}: {text}"));
    assert!(found.is_empty(), "{} graphs with {seed}, such as {}", found.len(), smallest.unwrap_or_default());
}

#[test]
fn clients_of_known_graphs_are_small() {
    let all = known::small().into_iter().chain(known::chains(SHORT));
    for (name, schemas) in all {
        let text = document(&schemas);
        if let Some(excess) = excess(&text, &client(&text)) {
            panic!("{name}: {excess}");
        }
    }
}

#[test]
fn clients_of_choices_within_choices_are_small() {
    for (name, schemas) in known::doubling(LEVELS) {
        let text = document(&schemas);
        if let Some(excess) = excess(&text, &client(&text)) {
            panic!("{name}: {excess}");
        }
    }
}

#[test]
fn long_chains_become_few_models_with_few_fields() {
    for (name, schemas) in known::chains(LONG) {
        let text = document(&schemas);
        let input = Input { name: "document.json", bytes: text.as_bytes(), overlays: &[], files: None };
        let api = read_api(&input, Strictness::Lenient).api.unwrap();
        let parts: usize = api.types.iter().map(|ty| ty.kind.types().len()).sum();
        assert!(api.types.len() <= MODELS_FOR_SCHEMA * LONG, "{name}: {} models", api.types.len());
        assert!(parts <= PARTS_FOR_SCHEMA * LONG, "{name}: {parts} fields and variants");
    }
}

#[test]
fn clients_of_graphs_compile_and_read_any_json() {
    let seed = Seed::from_env(GRAPHS);
    let mut graphs: BTreeMap<String, Map<String, Value>> =
        (0..seed.operations).map(|index| (format!("G{index}S"), random(seed, index))).collect();
    graphs.extend(known::small().into_iter().map(|(prefix, graph)| (prefix.to_owned(), graph)));
    let client = client(&document(&graphs.values().flatten().map(|(name, it)| (name.clone(), it.clone())).collect()));
    let workspace = workspace("graphs");
    workspace.write("graphs", &client.files).unwrap();
    workspace.write("graphs-reader", &program::files(&client)).unwrap();
    workspace.finish(&["graphs".to_owned(), "graphs-reader".to_owned()]).unwrap();
    let built = cargo(workspace.folder(), &["build", "--package", "graphs-reader"]);
    let faults: Vec<_> = built.faults.iter().map(|fault| fault.rendered.as_str()).collect();
    assert!(
        faults.is_empty(),
        "{} faults with {seed}, in {}:\n{}",
        faults.len(),
        workspace.folder().display(),
        faults.concat()
    );
    let values = values::values(&mut seed.operation(0));
    let read = program::run(&built.program.unwrap(), &values);
    let count = client.api.types.len() * values.len();
    writeln!(std::io::stderr(), "{seed}: {} values as each of {} models", values.len(), client.api.types.len())
        .unwrap();
    match read {
        Ok(read) => assert_eq!(read, count, "with {seed}"),
        Err(model) => {
            // Names of models differ in case from those of schemas.
            let is_of = |prefix: &str| model.to_lowercase().starts_with(&prefix.to_lowercase());
            let graph = graphs.iter().filter(|(prefix, _)| is_of(prefix)).map(|(_, graph)| graph);
            let graph: Vec<_> = graph.map(document).collect();
            panic!("the program ends while it reads {model} with {seed}: {}", graph.concat());
        }
    }
}
