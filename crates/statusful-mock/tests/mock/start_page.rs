//! The page that lists the operations.

use reqwest::Response;
use statusful_mock::{Mock, Server};

use super::{request, shapes};

async fn browse(server: &Server, line: &str) -> Response {
    request(server, line).header("accept", "text/html,*/*;q=0.8").send().await.unwrap()
}

#[tokio::test]
async fn browsers_get_a_page_where_the_document_has_no_operation() {
    let server = shapes().start().await.unwrap();
    for path in ["/", "/_mock"] {
        let response = browse(&server, &format!("GET {path}")).await;
        assert_eq!(response.headers()["content-type"], "text/html; charset=utf-8");
        let policy = response.headers()["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; ") && !policy.contains("unsafe"), "{policy}");
        let page = response.text().await.unwrap();
        assert!(page.starts_with("<!DOCTYPE html>") && page.contains("id=\"operation/listKeys\""), "{page}");
    }
    assert_eq!(super::send(&server, "GET /").await.status(), 404, "programs that name no HTML get a problem");
    let log: Vec<_> = server.received().iter().map(ToString::to_string).collect();
    assert_eq!(log, ["GET / 200", "GET /_mock 200", "GET / 404"]);
}

#[tokio::test]
async fn an_operation_of_the_document_precedes_the_page() {
    let document = b"openapi: 3.0.3\npaths:\n  /: {get: {responses: {'204': {description: None.}}}}\n";
    let server = Mock::read("openapi.yaml", document).unwrap().start().await.unwrap();
    assert_eq!(browse(&server, "GET /").await.status(), 204);
    assert_eq!(browse(&server, "GET /_mock").await.status(), 200);
    let document = b"openapi: 3.0.3\npaths:\n  /{any}: {post: {responses: {'204': {description: None.}}}}\n";
    let server = Mock::read("openapi.yaml", document).unwrap().start().await.unwrap();
    assert_eq!(browse(&server, "GET /_mock").await.status(), 405);
}
