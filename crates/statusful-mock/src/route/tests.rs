//! Requests and the operations that they match.

use statusful_document::diagnostic::Diagnostics;
use statusful_document::source;

use super::*;

const DOCUMENT: &str = "
openapi: 3.0.3
servers: [{ url: 'https://x.test/{v}/api', variables: { v: { default: v1 } } }, { url: /other }]
paths:
  /{a}/{b}: { get: { operationId: any } }
  /{a}/one: { put: { operationId: one-of-any } }
  /two/{b}: { get: { operationId: two } }
  /keys: { get: { operationId: list }, post: { operationId: create } }
  /keys/{id}: { get: { operationId: one }, delete: { operationId: drop } }
  /keys/mine: { get: { operationId: mine } }
  /g/{id}/{page}.{format}: { get: { operationId: page } }
  /g/{id}/cover.{format}: { get: { operationId: cover } }
  /rpc?action=a: { get: { operationId: a } }
  /rpc?action={any}: { get: { operationId: rest } }
  /jobs#Start: { post: { operationId: start } }
  /deep: { servers: [{ url: 'https://y.test/deep' }], get: { operationId: deep } }
";

fn found(request: &str) -> String {
    let source = source::read("x.yaml", DOCUMENT.as_bytes(), &mut Diagnostics::default());
    let document = Document::new(&source);
    let routes = Routes::of(&document);
    let (method, target) = request.split_once(' ').unwrap();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    match routes.find(&method.parse().unwrap(), path, query) {
        RouteMatch::Operation(index, _) => routes.get(index).unwrap().name().to_owned(),
        RouteMatch::OtherMethods { methods, .. } => methods.iter().map(Method::as_str).collect::<Vec<_>>().join(","),
        RouteMatch::Nothing => "nothing".to_owned(),
    }
}

#[test]
fn the_most_specific_path_matches() {
    assert_eq!(found("GET /keys/mine"), "mine");
    assert_eq!(found("GET /keys/1"), "one");
    assert_eq!(found("GET /other/1/2"), "any");
    assert_eq!(found("GET /some/thing"), "any");
    assert_eq!((found("GET /g/1/cover.png"), found("GET /g/1/2.png")), ("cover".to_owned(), "page".to_owned()));
}

#[test]
fn a_more_specific_path_precedes_templates_for_every_method() {
    for method in ["DELETE", "PATCH"] {
        assert_eq!(found(&format!("{method} /v1/api/keys/mine")), "GET,HEAD");
    }
    // `/keys/{id}` has no `PUT`, and `/{a}/{b}` is more general.
    assert_eq!((found("DELETE /keys/1"), found("PUT /keys/1")), ("drop".to_owned(), "DELETE,GET,HEAD".to_owned()));
    // Of `/{a}/one` and `/two/{b}`, neither is more specific: the one that has the method matches.
    assert_eq!((found("GET /two/one"), found("PUT /two/one")), ("two".to_owned(), "one-of-any".to_owned()));
}

#[test]
fn the_path_of_a_server_is_optional() {
    for path in ["/keys", "/v1/api/keys", "/other/keys"] {
        assert_eq!(found(&format!("GET {path}")), "list", "{path}");
    }
    assert_eq!((found("GET /deep"), found("GET /deep/deep")), ("deep".to_owned(), "deep".to_owned()));
    assert_eq!(found("GET /v1/api/deep/x"), "any");
}

#[test]
fn an_unknown_path_differs_from_an_unknown_method() {
    assert_eq!(found("PATCH /keys/1"), "DELETE,GET,HEAD");
    assert_eq!(found("HEAD /keys"), "list");
    assert_eq!(found("GET /a/b/c/d"), "nothing");
    assert_eq!(found("GET /"), "nothing");
}

#[test]
fn a_query_in_a_path_template_counts() {
    assert_eq!(found("GET /rpc?x=1&action=a"), "a");
    assert_eq!(found("GET /rpc?action=b"), "rest");
    assert_eq!(found("GET /rpc"), "nothing");
    assert_eq!(found("POST /jobs"), "start");
}

#[test]
fn a_path_parameter_may_be_in_the_query() {
    let source = source::read("x.yaml", DOCUMENT.as_bytes(), &mut Diagnostics::default());
    let routes = Routes::of(&Document::new(&source));
    let RouteMatch::Operation(_, captures) = routes.find(&Method::GET, "/rpc", "x=1&action=b%20c") else {
        panic!("it is an operation")
    };
    assert_eq!(captures, [("any".to_owned(), "b%20c".to_owned())]);
}
