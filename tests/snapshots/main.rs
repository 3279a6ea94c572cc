//! What people should see change: what keymint's document becomes.

#![allow(clippy::unwrap_used, clippy::panic, reason = "this is how a test fails")]

mod api;

use std::fmt::Write;

use statusful_codegen::ir::{Kind, PackageName};
use statusful_codegen::{Client, Settings, Strictness, generate};

/// Generates a client from a document of this repository.
fn client(document: &str) -> Client {
    let path = format!("{}/../{document}", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(&path).unwrap_or_else(|fault| panic!("{path}: {fault}"));
    generate(document, &bytes, &settings(document)).unwrap().client.expect("the document has no faults")
}

fn settings(document: &str) -> Settings {
    Settings {
        strictness: Strictness::Strict,
        ..Settings::new(PackageName::parse("client").unwrap(), "cargo xtask regen", document)
    }
}

fn file<'c>(client: &'c Client, path: &str) -> &'c str {
    client.files.get(path).unwrap_or_else(|| panic!("there is no {path}"))
}

/// The files of the models, one after the other.
fn types(client: &Client) -> String {
    let files = client.files.iter().filter(|(path, _)| path.starts_with("src/types"));
    files.flat_map(|(_, text)| [text, "\n"]).collect()
}

/// Stands for an empty line within an item: the next line is indented.
const EMPTY_LINE_WITHIN: &str = "\0";

/// How the definitions of models begin.
const MODELS: [&str; 3] = ["pub struct", "pub enum", "statusful::open_enum!"];

/// The items of a file that begin with one of these words, documentation included.
fn items(text: &str, beginnings: &[&str]) -> String {
    let mut found = String::new();
    for item in text.replace("\n\n ", EMPTY_LINE_WITHIN).split("\n\n") {
        let item = item.replace(EMPTY_LINE_WITHIN, "\n\n ");
        let code = item.lines().find(|line| !line.starts_with(['/', '#']) || line.starts_with("#!"));
        if code.is_some_and(|code| beginnings.iter().any(|beginning| code.starts_with(beginning))) {
            let _ = writeln!(found, "{}\n", item.trim_end());
        }
    }
    assert!(!found.is_empty(), "there are no items that begin with {beginnings:?}");
    found
}

#[test]
fn models() {
    let keymint = client("openapi/keymint.yaml");
    insta::assert_snapshot!(items(&types(&keymint), &MODELS));
}

#[test]
fn outcomes_of_the_polling_operation() {
    let keymint = client("openapi/keymint.yaml");
    insta::assert_snapshot!(items(file(&keymint, "src/comfy_ui.rs"), &["pub enum"]));
}

#[test]
fn outcomes_of_the_exchange() {
    let keymint = client("openapi/keymint.yaml");
    insta::assert_snapshot!(items(file(&keymint, "src/oauth.rs"), &["pub enum"]));
}

#[test]
fn outcomes_of_the_creation() {
    let keymint = client("openapi/keymint.yaml");
    insta::assert_snapshot!(items(file(&keymint, "src/api_keys.rs"), &["pub enum"]));
}

#[test]
fn dispatch_of_the_polling_operation() {
    let keymint = client("openapi/keymint.yaml");
    insta::assert_snapshot!(items(file(&keymint, "src/comfy_ui.rs"), &["impl Operation"]));
}

#[test]
fn outline_of_keymint() {
    insta::assert_snapshot!(client("openapi/keymint.yaml").api);
}

#[test]
fn outline_of_shapes() {
    insta::assert_snapshot!(client("tests/openapi/shapes.yaml").api);
}

#[test]
fn models_of_shapes() {
    let shapes = client("tests/openapi/shapes.yaml");
    insta::assert_snapshot!(items(&types(&shapes), &MODELS));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let files = |client: Client| client.files.iter().map(|(a, b)| (a.to_owned(), b.to_owned())).collect::<Vec<_>>();
    let first = files(client("tests/openapi/shapes.yaml"));
    for _ in 0..3 {
        assert_eq!(files(client("tests/openapi/shapes.yaml")), first);
    }
}

#[test]
fn the_models_are_progenitors() {
    // Without what progenitor returns, there is no struct for the operations to name.
    let keymint = client("openapi/keymint.yaml");
    let structs = |text: &str| text.matches("pub struct ").count();
    let sets = statusful_codegen::emit::model_sets(&keymint.api);
    let none = statusful_codegen::models::Models::new();
    let files = sets.iter().flat_map(|set| statusful_codegen::emit::models(&keymint.api, set, &none));
    let items = files.flat_map(|(_, module)| module.items);
    let without: String = items.map(|item| item.to_string()).collect();
    assert!(without.contains("pub enum"));
    assert_eq!(structs(&without), 0);
    let models = keymint.api.types.iter().filter(|ty| matches!(ty.kind, Kind::Struct(_))).count();
    assert_eq!(structs(&types(&keymint)), models);
}
