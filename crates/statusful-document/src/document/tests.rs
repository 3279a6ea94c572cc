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
    let found: Vec<String> = Document::new(&source)
        .operations()
        .map(|operation| {
            format!(
                "{} {} {}",
                operation.method,
                operation.path,
                operation.node.get("operationId").unwrap().as_str().unwrap()
            )
        })
        .collect();
    assert_eq!(found, ["post /b b", "get /b c", "get /a own", "put /a d"]);
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
    let references: Vec<&str> =
        Document::new(&source).places().filter(Place::is_reference).map(|place| place.key.unwrap().0).collect();
    assert_eq!(references, ["other"]);
}
