//! The library as other crates use it.

use statusful_mock::{Mock, MockError, Router};

use super::{answer, send, shapes};

#[tokio::test]
async fn a_router_can_be_nested() {
    let (router, handle) = shapes().router().unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/below/keys/mine", listener.local_addr().unwrap());
    let serving = axum::serve(listener, Router::new().nest("/below", router));
    let task = tokio::spawn(serving.into_future());
    assert_eq!(reqwest::get(&url).await.unwrap().status(), 204);
    assert_eq!(handle.received_by("mine").len(), 1);
    handle.script("mine", "503!").unwrap();
    assert_eq!(reqwest::get(&url).await.unwrap().status(), 503);
    task.abort();
}

#[tokio::test]
async fn a_stopped_or_dropped_server_does_not_listen() {
    let server = shapes().start().await.unwrap();
    let url = server.url();
    reqwest::get(&url).await.unwrap();
    server.stop().await.unwrap();
    assert!(reqwest::get(&url).await.unwrap_err().is_connect());
    let server = shapes().start().await.unwrap();
    let address = server.address();
    drop(server);
    // The address is free once the task that listens has ended.
    while tokio::net::TcpListener::bind(address).await.is_err() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn an_address_in_use_is_an_error() {
    let server = shapes().start().await.unwrap();
    let taken = shapes().bind(server.address()).start().await;
    assert!(matches!(taken, Err(MockError::Listen(_))));
}

#[tokio::test]
async fn referenced_files_and_overlays_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "api.yaml",
        "openapi: 3.1.0\npaths: { /a: { get: { responses: { '200': { description: A., content: { text/plain: { schema: { $ref: 'more.yaml#/Text' } } } } } } } }",
    );
    write("more.yaml", "Text: { type: string, const: beside }");
    write(
        "overlay.yaml",
        "overlay: 1.0.0\ninfo: { title: O, version: '1' }\nactions: [{ target: \"$.paths['/a'].get\", update: { operationId: a } }]",
    );
    let overlay = folder.path().join("overlay.yaml");
    let mock = Mock::open_with(folder.path().join("api.yaml"), &[overlay]).unwrap();
    let server = mock.scenario("a", "200").start().await.unwrap();
    assert_eq!(answer(&server, "GET /a").await, "200 text/plain beside");
}

#[test]
fn an_unreadable_document_has_the_diagnostics_of_the_generator() {
    let error = |name: &str, text: &str| Mock::read(name, text.as_bytes()).unwrap_err().to_string();
    insta::assert_snapshot!(error("old.yaml", "swagger: '2.0'\n"), @r#"
    error[unsupported-version]: unsupported version: Swagger 2.0
     --> old.yaml:1:1
      |
    1 | swagger: '2.0'
      | ^^^^^^^ expected `openapi`
      |
      = help: convert the document to OpenAPI 3

    1 error in old.yaml
    "#);
    insta::assert_snapshot!(error("x.json", "{\"openapi\": "), @r#"
    error[invalid-json]: the document is not valid JSON: expected value after colon in object property
     --> x.json:1:13
      |
    1 | {"openapi": 
      |             ^ not allowed in JSON

    1 error in x.json
    "#);
    assert!(matches!(Mock::open("no/such.yaml"), Err(MockError::Document(error)) if error.diagnostics().has_errors()));
    // An error in a part of the document does not prevent the mock.
    assert!(Mock::read("x.yaml", b"openapi: 3.0.3\npaths: { /a: 7, /b: { get: { responses: [] } } }\n").is_ok());
}

#[tokio::test]
async fn embedded_files_are_served_like_those_of_a_folder() {
    let document: &[u8] =
        b"openapi: 3.0.3\ninfo: {title: Keys, version: 1.0.0}\npaths:\n  /keys: {$ref: 'paths/keys.yaml'}\n";
    let path: &[u8] =
        b"get: {operationId: listKeys, responses: {'200': {description: All., content: {text/plain: {example: one}}}}}";
    let overlay: &[u8] =
        b"overlay: 1.0.0\ninfo: {title: a, version: 1.0.0}\nactions: [{target: $.info, update: {title: Others}}]";
    let beside = [("paths/keys.yaml", path)];
    let mock = Mock::embedded(("openapi.yaml", document), &[("overlay.yaml", overlay)], &beside).unwrap();
    let server = mock.start().await.unwrap();
    assert_eq!(send(&server, "GET /keys").await.text().await.unwrap(), "one");

    let mock = Mock::embedded(("openapi.yaml", document), &[], &[]).unwrap();
    assert!(mock.diagnostics().iter().next().is_none_or(|diagnostic| !diagnostic.message.is_empty()));
    assert_eq!(send(&mock.start().await.unwrap(), "GET /keys").await.status(), 404);
}
