//! Tests of selections.

use super::*;
use crate::diagnostic::{Diagnostics, Strictness};
use crate::openapi::Document;
use crate::source::{read, write};

const DOCUMENT: &str = "\
openapi: 3.0.3
info: {title: Keys, version: '1'}
tags: [{name: Keys}, {name: Users}]
paths:
  /keys:
    get: {operationId: listKeys, tags: [Keys], responses: {'200': {$ref: '#/components/responses/Keys'}}}
    post: {operationId: createKey, tags: [Keys, Beta], responses: {'200': {$ref: '#/paths/~1users/get/responses/200'}}}
  /keys/{id}:
    get: {operationId: getKey, tags: [Keys], responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Key'}}}}}}
  /users:
    get:
      operationId: listUsers
      tags: [Users]
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/User'}}}}
  /shared: {$ref: '#/components/pathItems/Shared'}
components:
  responses:
    Keys: {description: ok, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Key'}}}}}
  schemas:
    Key: {type: object, properties: {owner: {$ref: '#/components/schemas/Owner'}}}
    Owner: {type: object, required: [kind], discriminator: {propertyName: kind}, properties: {kind: {type: string}}}
    Person: {allOf: [{$ref: '#/components/schemas/Owner'}, {type: object, properties: {name: {type: string}}}]}
    Admin: {allOf: [{$ref: '#/components/schemas/Person'}]}
    User: {type: object, properties: {first: {$ref: '#/components/schemas/Name/properties/first'}}}
    Name: {type: object, properties: {first: {type: string}}}
    Event: {type: object}
  securitySchemes:
    key: {type: http, scheme: bearer}
  pathItems:
    Shared:
      get: {operationId: getShared, responses: {'200': {description: ok}}}
      delete: {operationId: deleteShared, responses: {'200': {description: ok}}}
";

fn selection(include: &[&str], exclude: &[&str]) -> Selection {
    let parsed = |texts: &[&str]| texts.iter().map(|text| Selector::parse(text).unwrap()).collect();
    Selection { include: parsed(include), exclude: parsed(exclude), unused_components: false }
}

fn document() -> Source {
    read("openapi.yaml", DOCUMENT.as_bytes(), &mut Diagnostics::new(Strictness::Strict))
}

/// The titles of the operations that are left, and the names of the schemas.
fn left(include: &[&str], exclude: &[&str]) -> (Vec<String>, Vec<String>) {
    let mut source = document();
    select(&mut source, &selection(include, exclude)).unwrap();
    let document = Document::new(&source);
    let schemas = document.root().get("components").and_then(|components| components.get("schemas")).unwrap();
    let schemas = schemas.members().map(|(name, _)| name.to_owned()).collect();
    (document.operations().map(Operation::title).collect(), schemas)
}

#[test]
fn each_kind_of_selector_matches() {
    for (selector, expected) in [
        ("tag:Users", &["GET /users"][..]),
        ("tag:Beta", &["POST /keys"]),
        ("tag:*e*", &["GET /keys", "POST /keys", "GET /keys/{id}", "GET /users"]),
        ("id:getKey", &["GET /keys/{id}"]),
        ("id:list*", &["GET /keys", "GET /users"]),
        ("/keys", &["GET /keys", "POST /keys"]),
        ("GET /keys/**", &["GET /keys", "GET /keys/{id}"]),
        ("/keys/*", &["GET /keys/{id}"]),
        ("DELETE /**", &["DELETE /shared"]),
    ] {
        assert_eq!(left(&[selector], &[]).0, expected, "{selector}");
    }
    assert_eq!(left(&["tag:Keys"], &["POST /**", "/keys/*"]).0, ["GET /keys"]);
    assert_eq!(left(&[], &["/keys/**", "id:deleteShared"]).0, ["GET /users", "GET /shared"]);
}

#[test]
fn only_what_the_operations_use_is_left() {
    assert_eq!(left(&["id:listUsers"], &[]).1, ["User", "Name"]);
    assert_eq!(left(&["/shared"], &[]).1, [""; 0]);
    let heirs = ["Key", "Owner", "Person", "Admin"];
    assert_eq!(left(&["id:getKey"], &[]).1, heirs, "schemas that extend a base are used with it");
    let mut source = document();
    select(&mut source, &Selection { unused_components: true, ..selection(&["/shared"], &[]) }).unwrap();
    assert!(Document::new(&source).pointer("/components/schemas/Event").is_some());
    assert!(Document::new(&source).pointer("/components/securitySchemes/key").is_some());
}

#[test]
fn references_into_other_operations_still_lead_somewhere() {
    let mut source = document();
    select(&mut source, &selection(&["id:createKey"], &[])).unwrap();
    let document = Document::new(&source);
    let operation = document.operations().next().unwrap();
    let response = operation.responses().unwrap();
    assert!(document.references().all(|(node, ..)| document.resolve(node).is_some()));
    assert_eq!(document.operations().count(), 1);
    assert!(document.pointer("/components/schemas/User").is_some(), "{response:?}");
    assert!(!write(&source).unwrap().contains("listKeys"));
}

#[test]
fn what_matches_nothing_is_an_error_with_a_suggestion() {
    for (selector, help) in [
        ("tag:Keyz", "did you mean `tag:Keys`?"),
        ("id:listkey", "did you mean `id:listKeys`?"),
        ("GET /kys", "did you mean `GET /keys`?"),
        ("/key", "did you mean `/keys`?"),
        ("tag:Nothing else", "the tags of the document are `tag:Beta`, `tag:Keys`, `tag:Users`"),
    ] {
        let (mut source, selection) = (document(), selection(&[selector], &[]));
        let errors = select(&mut source, &selection).unwrap_err();
        assert_eq!(
            (errors[0].message.clone(), errors[0].help.as_str()),
            (format!("the selector `{selector}` matches no operation"), help)
        );
        assert_eq!(Document::new(&source).operations().count(), 6, "nothing is removed");
    }
    let (mut source, none) = (document(), selection(&["/keys"], &["/**"]));
    assert_eq!(select(&mut source, &none).unwrap_err()[0].message, "no operation is selected");
}

#[test]
fn wrong_selectors_are_explained() {
    for (text, part) in [
        ("Keys", "write `tag:Keys`"),
        ("tag:", "has no name"),
        ("get /keys", "`get` is not a method"),
        ("FETCH /keys", "`FETCH` is not a method"),
        ("", "is not a selector"),
        ("path:/keys", "is not a selector"),
    ] {
        let error = Selector::parse(text).unwrap_err();
        assert!(error.contains(part), "{text}: {error}");
    }
}
