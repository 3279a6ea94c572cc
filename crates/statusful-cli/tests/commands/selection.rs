//! `--include` and `--exclude`.

use std::fs;

use crate::{Documents, code, stderr, stdout};

/// Two tags with models of their own and one that both use, and a broken operation.
const DOCUMENT: &str = "\
openapi: 3.0.3
info: {title: Keys, version: 1.0.0}
paths:
  /keys:
    get:
      operationId: listKeys
      tags: [Keys]
      responses:
        '200': {description: ok, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Key'}}}}}
        '404': &missing {description: none, content: {application/json: {schema: {type: object, properties: {reason: {type: string}}}}}}
  /users:
    get:
      operationId: listUsers
      tags: [Users]
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/User'}}}}
        '404': *missing
  /broken:
    get: {operationId: broken, tags: [Users], responses: {'200': {$ref: '#/components/responses/None'}}}
components:
  schemas:
    Key: {type: object, properties: {id: {$ref: '#/components/schemas/Id'}}}
    User: {type: object, properties: {id: {$ref: '#/components/schemas/Id'}, bad: {$ref: '#/components/schemas/None'}}}
    Id: {type: object, properties: {value: {type: string}}}
";

const GENERATE: [&str; 7] = ["generate", "openapi.yaml", "--out", "keys", "--strict", "--include", "tag:Keys"];

#[test]
fn only_selected_operations_and_their_models_are_generated() {
    let folder = Documents::of(&[("openapi.yaml", DOCUMENT)]);
    let output = folder.run(&[&GENERATE[..], &["--mock"]].concat());
    assert_eq!(code(&output), Some(0), "faults of what is not selected are no faults: {}", stderr(&output));
    assert!(stdout(&output).contains("1 operation, 2 responses, 3 types"), "{}", stdout(&output));
    let read = |path: &str| fs::read_to_string(folder.path("keys").join(path)).unwrap();
    assert!(!folder.path("keys/src/users.rs").exists() && !folder.path("keys/docs/models/user.md").exists());
    assert!(read("Cargo.toml").contains("default = [\"rustls\", \"gzip\", \"keys\"]"), "{}", read("Cargo.toml"));
    // The body is named for the only operation that has it.
    assert!(read("src/keys.rs").contains("ListKeysNotFoundBody"), "{}", read("src/keys.rs"));
    let carried = read("src/mock/document_1.yaml");
    assert!(carried.contains("listKeys") && !carried.contains("listUsers"), "the mock serves what the client has");
}

#[test]
fn documents_are_checked_and_documented_by_selection() {
    let folder = Documents::of(&[("openapi.yaml", DOCUMENT)]);
    assert_eq!(code(&folder.run(&["check", "openapi.yaml"])), Some(1));
    let checked = folder.run(&["check", "openapi.yaml", "--include", "tag:Keys"]);
    assert_eq!(code(&checked), Some(0), "{}", stderr(&checked));
    let documented = folder.run(&["docs", "openapi.yaml", "--out", "docs", "--markdown", "--exclude", "tag:Users"]);
    assert_eq!(code(&documented), Some(0), "{}", stderr(&documented));
    assert!(folder.path("docs/models/key.md").exists() && !folder.path("docs/models/user.md").exists());
}

#[test]
fn selectors_are_checked() {
    let folder = Documents::of(&[("openapi.yaml", DOCUMENT)]);
    let unmatched = folder.run(&[&GENERATE[..], &["--exclude", "id:listKey"]].concat());
    assert_eq!(code(&unmatched), Some(1));
    let expected = "error[invalid-settings]: the selector `id:listKey` matches no operation\n  |\n  = help: did you mean `id:listKeys`?";
    let told = stderr(&unmatched);
    assert!(
        told.contains("the selector `id:listKey` matches no operation") && told.contains("did you mean `id:listKeys`?"),
        "{told} instead of {expected}"
    );
    assert!(!folder.path("keys").exists());
    let wrong = folder.run(&[&GENERATE[..], &["--include", "Keys"]].concat());
    assert!(code(&wrong) == Some(2) && stderr(&wrong).contains("write `tag:Keys`"), "{}", stderr(&wrong));
    let none = folder.run(&[&GENERATE[..], &["--exclude", "/**"]].concat());
    assert!(code(&none) == Some(1) && stderr(&none).contains("no operation is selected"), "{}", stderr(&none));
}
