//! The traits of tags: their names, arguments and files.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fmt::Write as _;

use statusful_codegen::ir::PackageName;
use statusful_codegen::{Client, Settings, generate};

const DOCUMENT: &str = "
openapi: 3.0.3
info: { title: Traits, version: 1.0.0 }
paths:
  /a/{id}/{day}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: string } }
      - { name: day, in: path, required: true, schema: { type: string, format: date } }
      - { name: tags, in: query, required: true, schema: { type: array, items: { type: string } } }
      - { name: kind, in: query, required: true, schema: { type: string, enum: [x, y] } }
      - { name: filter, in: query, required: true, schema: { type: object, properties: { a: { type: string } } } }
      - { name: limit, in: query, schema: { type: integer } }
    post:
      operationId: many
      tags: [Option]
      deprecated: true
      requestBody: { required: true, content: { text/plain: {}, application/octet-stream: {} } }
      responses: { 204: { description: d } }
  /form: { post: { operationId: form, tags: [traits], requestBody: { required: true, content: { multipart/form-data: { schema:
    { type: object, required: [file], properties: { file: { type: string, format: binary } } } } } }, responses: { 204: { description: d } } } }
  /text: { post: { operationId: text, tags: [Traits-], requestBody: { required: true, content: { text/plain: {} } }, responses: { 204: { description: d } } } }
";

fn client(document: &str) -> Client {
    let settings = Settings::new(PackageName::parse("client").unwrap(), "a test", "traits.yaml");
    generate("traits.yaml", document.as_bytes(), &settings).unwrap().client.unwrap()
}

/// Returns the definition of a trait.
fn definition<'c>(client: &'c Client, path: &str) -> &'c str {
    let text = client.files.get(path).unwrap();
    let (_, rest) = text.split_once("\npub trait ").unwrap();
    rest.split_once("\n}\n").unwrap().0
}

#[test]
fn arguments_have_no_type_parameters() {
    let client = client(DOCUMENT);
    assert_eq!(
        definition(&client, "src/traits/option.rs"),
        "OptionApi: Send + Sync {
    /// See [`Client::many`].
    #[deprecated]
    fn many(
        &self,
        id: &str,
        day: NaiveDate,
        tags: Vec<String>,
        kind: types::ManyKind,
        filter: &types::ManyFilter,
        body: option::ManyBody,
    ) -> Call<option::Many>;"
    );
    assert!(definition(&client, "src/traits/traits_3.rs").contains("fn form(&self, body: traits_3::FormForm)"));
    assert!(definition(&client, "src/traits/traits_2.rs").contains("fn text(&self, body: String)"));
}

#[test]
fn traits_have_names_of_their_own() {
    let root = client(DOCUMENT).files.get("src/traits.rs").unwrap().to_owned();
    for name in ["option::OptionApi", "traits_2::TraitsApi", "traits_3::TraitsApi2"] {
        assert!(root.contains(&format!("pub use {name};")), "{root}");
    }
}

#[test]
fn a_long_implementation_has_a_file_of_its_own() {
    let mut document = "openapi: 3.0.3\ninfo: { title: Long, version: 1.0.0 }\npaths:\n".to_owned();
    for index in 0..600 {
        writeln!(
            document,
            "  /o{index}: {{ get: {{ operationId: o{index}, tags: [a], responses: {{ 204: {{ description: d }} }} }} }}"
        )
        .unwrap();
    }
    let client = client(&document);
    assert!(client.files.get("src/traits/a.rs").unwrap().contains("\nmod client;\n"));
    assert!(client.files.get("src/traits/a/client.rs").unwrap().contains("\nimpl AApi for Client {\n"));
    let lines = client.files.iter().map(|(path, text)| (path, text.lines().count()));
    let (path, longest) = lines.max_by_key(|(_, lines)| *lines).unwrap();
    assert!(longest <= 5000, "{path}: {longest}");
}

#[test]
fn a_client_without_operations_has_none() {
    let client = client("openapi: 3.0.3\ninfo: { title: None, version: 1.0.0 }\npaths: {}\n");
    assert!(client.files.get("src/traits.rs").is_none());
    assert!(!client.files.get("src/lib.rs").unwrap().contains("mod traits"));
}
