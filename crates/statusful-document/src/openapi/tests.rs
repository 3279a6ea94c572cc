//! Pointers, references and operations on a document that has all of them.

use super::*;
use crate::diagnostic::Diagnostics;
use crate::source::{self, Source};

fn source(text: &str) -> Source {
    source::read("x.yaml", text.as_bytes(), &mut Diagnostics::default())
}

#[test]
fn pointers_follow_rfc_6901() {
    let source = source("a: {'b/c': [x, y], 'd~e': z, '': w, '~1': v}");
    let document = Document::new(&source);
    let text = |pointer| document.pointer(pointer).and_then(Node::as_str);
    assert_eq!(text("/a/b~1c/1"), Some("y"));
    assert_eq!(text("/a/d~0e"), Some("z"));
    assert_eq!(text("/a/"), Some("w"));
    assert_eq!(text("/a/~01"), Some("v"));
    assert!(document.pointer("").is_some());
    for missing in ["/a/b~1c/2", "/a/b~1c/01", "/a/b~1c/+1", "/a/b~1c/-", "/b", "a", "/a/d~0e/x"] {
        assert_eq!(text(missing), None, "{missing}");
    }
}

#[test]
fn names_survive_in_a_pointer() {
    for name in ["a", "a/b", "~", "~1", "/~0"] {
        assert_eq!(tokens(&format!("/{}", escape_token(name))).unwrap(), [name]);
    }
}

#[test]
fn fragments_are_decoded_where_they_are_encoded() {
    assert_eq!(decode_fragment("/paths/~1a~1%7Bid%7d"), "/paths/~1a~1{id}");
    assert_eq!(decode_fragment("/a%20%C3%A4%zz%4"), "/a ä%zz%4");
    assert_eq!(decode_fragment("/a%FF"), "/a%FF");
}

#[test]
fn references_are_followed_to_a_value_or_not_at_all() {
    let source = source(
        "{a: {$ref: '#/b'}, b: {$ref: '#/c'}, c: 1, d: {$ref: '#/e'}, e: {$ref: '#/d'}, f: {$ref: other.yaml}, g: {$ref: '#/z'}}",
    );
    let document = Document::new(&source);
    let at = |key| document.root().get(key).unwrap();
    assert_eq!(document.resolve(at("a")), Some(at("c")));
    assert_eq!(document.resolve(at("c")), Some(at("c")));
    assert!(["d", "f", "g"].map(at).iter().all(|node| document.resolve(node).is_none()));
    assert!(document.is_circular(at("d")) && !document.is_circular(at("a")) && !document.is_circular(at("g")));
}

#[test]
fn operations_come_in_document_order_and_through_references() {
    let source = source(
        "paths:
  /b: {post: {operationId: b}, get: {operationId: c}, parameters: []}
  x-note: {get: {operationId: no}}
  /a: {$ref: '#/components/pathItems/a', get: {operationId: own}}
components: {pathItems: {a: {get: {operationId: hidden}, put: {operationId: d}}}}
",
    );
    let document = Document::new(&source);
    let title = |operation: Operation<'_>| format!("{} {}", operation.title(), operation.id().unwrap().value);
    let found: Vec<String> = document.operations().map(title).collect();
    assert_eq!(found, ["POST /b b", "GET /b c", "GET /a own", "PUT /a d"]);
}

#[test]
fn the_walk_keeps_out_of_values_that_only_look_like_schemas() {
    let source = source(
        "components:
  schemas:
    A:
      type: object
      properties: {$ref: {type: string}, other: {$ref: '#/x', items: {$ref: no}}}
      example: {$ref: no}
      default: {$ref: no}
      enum: [{$ref: no}]
      x-more: {$ref: no}
",
    );
    let document = Document::new(&source);
    let references: Vec<&str> =
        document.places().filter(Place::is_reference).map(|place| place.key.unwrap().0).collect();
    assert_eq!(references, ["other"]);
}

#[test]
fn responses_are_empty_without_a_key_of_their_own() {
    let source = source(
        "paths: {/a: {get: {responses: {x-note: 1}}, put: {responses: {4xx: {$ref: no}}}, post: {responses: []}}}",
    );
    let document = Document::new(&source);
    let responses: Vec<_> = document.operations().map(|operation| operation.responses().unwrap()).collect();
    assert_eq!(responses.iter().map(|responses| responses.is_empty()).collect::<Vec<_>>(), [true, false, false]);
    assert_eq!(responses[1].statuses().collect::<Vec<_>>(), [StatusKey::Range(4)]);
}

#[test]
fn pointers_begin_at_the_schemas_around_a_reference() {
    let source = source(
        "a: &a {$id: a, x: 1, y: {$id: b, z: 2, to: {$ref: '#/z'}, out: {$ref: '#/x'}, no: {$ref: '#/w'}}}
b: {$id: c, w: 3, in: *a}
",
    );
    let document = Document::new(&source);
    let target = |pointer| document.resolve(document.pointer(pointer).unwrap()).map(Node::to_json);
    assert_eq!(target("/a/y/to"), Some(2.into()));
    assert_eq!(target("/a/y/out"), Some(1.into()));
    assert_eq!(target("/a/y/no"), None);
    assert_eq!(target("/b/in/y/no"), Some(3.into()), "a copy is where it is, not where it is written");
}

#[test]
fn a_reference_looks_at_no_schema_beside_it() {
    let schemas: Vec<_> =
        (0..1_000).map(|index| format!("s{index}: {{$id: i{index}, to: {{$ref: '#/no'}}}}")).collect();
    let source = source(&schemas.join("\n"));
    let names = Names::of(&source);
    for (_, entry) in source.root.members() {
        let place = entry.node.get("to").and_then(|to| to.get("$ref")).unwrap().span;
        assert_eq!(names.around(place).map(|schema| schema.span).collect::<Vec<_>>(), [entry.node.span]);
    }
}
