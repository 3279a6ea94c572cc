//! The documentation of models and fields without a description in the document.

use statusful_codegen::ir::PackageName;
use statusful_codegen::{Settings, generate};

const DOCUMENT: &str = r"
openapi: 3.1.0
info: { title: t, version: '1' }
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200':
          description: d
          content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Pet' } } } }
components:
  schemas:
    Pet:
      type: object
      properties:
        nick: { type: string, maxLength: 64, minLength: 1, pattern: '^[a-z]+$' }
        legs: { type: integer, minimum: 0, exclusiveMaximum: 5, default: 4 }
        toys: { type: array, maxItems: 1, items: { type: object, properties: { label: { type: string, example: ball } } } }
        secret: { type: string, maxLength: 9, description: A described one. }
        '+1': { type: integer }
        wild: { type: boolean, example: true }
        full-name: { type: string }
        owner: { $ref: '#/components/schemas/Owner' }
        friend: { $ref: '#/components/schemas/Pet' }
        sitter: { $ref: '#/components/schemas/Option' }
        vets: { type: object, additionalProperties: { $ref: '#/components/schemas/Vet' } }
    Owner: { type: object, properties: { sitter: { $ref: '#/components/schemas/Option' } } }
    Option: { type: object, properties: { name: { type: string } } }
    Vet: { type: object, properties: { name: { type: string, default: '' } } }
";

/// Returns the documentation of the item in the generated models that begins with `item`.
fn docs(text: &str, item: &str) -> Vec<String> {
    let before = text.lines().take_while(|line| !line.trim().starts_with(item)).collect::<Vec<_>>();
    assert!(before.len() < text.lines().count(), "{item} is missing in {text}");
    let attributes = before.iter().rev().map(|line| line.trim()).take_while(|line| line.starts_with(['#', '/']));
    let mut docs: Vec<_> = attributes.filter_map(|line| line.strip_prefix("/// ")).map(str::to_owned).collect();
    docs.reverse();
    docs
}

#[test]
fn documentation_says_what_the_code_does_not() {
    let settings =
        Settings { unused_models: true, ..Settings::new(PackageName::parse("client").unwrap(), "a test", "pets.yaml") };
    let client = generate("pets.yaml", DOCUMENT.as_bytes(), &settings).unwrap().client.unwrap();
    let (_, types) = client.files.iter().find(|(path, _)| path.ends_with("types.rs")).unwrap();
    let docs_of = |item: &str| docs(types, item).join("\n");

    assert_eq!(docs_of("pub nick:"), "At least 1 character, at most 64 characters. Matches `^[a-z]+$`.");
    assert_eq!(docs_of("pub legs:"), "At least 0, less than 5. Defaults to `4`.");
    assert_eq!(docs_of("pub toys:"), "At most 1 item.");
    assert_eq!(docs_of("pub label:"), "For example `ball`.");
    assert_eq!(docs_of("pub secret:"), "A described one.");
    assert_eq!(docs_of("pub plus_1:"), "Named `+1` in the document.");
    assert_eq!(docs_of("pub wild:"), "", "any boolean is an example");
    assert_eq!(docs_of("pub full_name:"), "", "the name follows from that in the document");
    assert_eq!(
        docs_of("pub struct Pet "),
        "An item in a response body of [`Client::list_pets`](crate::Client::list_pets)."
    );
    assert_eq!(docs_of("pub struct PetToysItem "), "An item in the `toys` of [`Pet`].");
    assert_eq!(docs_of("pub struct Owner "), "The `owner` of [`Pet`].");
    assert_eq!(docs_of("pub struct Vet "), "A value in the `vets` of [`Pet`].");
    assert_eq!(docs_of("pub struct OptionModel "), "Named `Option` in the document.");
}
