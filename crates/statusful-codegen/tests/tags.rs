//! Models are compiled with the tags that use them, and models that no operation uses are left out.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use statusful_codegen::ir::PackageName;
use statusful_codegen::{Client, Settings, generate};

const DOCUMENT: &str = "
openapi: 3.0.3
info: { title: Tags, version: 1.0.0 }
paths:
  /a: { get: { operationId: a, tags: [left], responses: { 200: &one { description: d, content: { application/json: {
    schema: { $ref: '#/components/schemas/One' } } } } } } }
  /b: { get: { operationId: b, tags: [right], responses: { 200: { description: d, content: { application/json: {
    schema: { $ref: '#/components/schemas/Both' } } } } } } }
components:
  schemas:
    One: { type: object, required: [both], properties: { both: { $ref: '#/components/schemas/Both' } } }
    Both: { type: object, required: [id], properties: { id: { type: string } } }
    Unused: { type: object, required: [id], properties: { id: { type: string } } }
";

fn client(unused_models: bool) -> Client {
    let settings =
        Settings { unused_models, ..Settings::new(PackageName::parse("client").unwrap(), "a test", "tags.yaml") };
    generate("tags.yaml", DOCUMENT.as_bytes(), &settings).unwrap().client.unwrap()
}

#[test]
fn models_compile_with_the_tags_that_use_them() {
    let client = client(false);
    let root = client.files.get("src/types.rs").unwrap();
    assert!(root.contains("#[cfg(feature = \"left\")]\nmod left;"), "{root}");
    assert!(root.contains("#[cfg(any(feature = \"left\", feature = \"right\"))]\nmod left_and_right;"), "{root}");
    assert!(client.files.get("src/types/left.rs").unwrap().contains("pub struct One "));
    assert!(client.files.get("src/types/left_and_right.rs").unwrap().contains("pub struct Both "));
}

#[test]
fn models_that_no_operation_uses_are_left_out_unless_they_are_wanted() {
    let has_unused = |client: &Client| client.files.iter().any(|(_, text)| text.contains("pub struct Unused "));
    assert!(!has_unused(&client(false)));
    assert!(has_unused(&client(true)));
}
