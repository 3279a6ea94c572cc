//! Requests and the operations that respond to them.

use super::{answer, keymint, send, shapes};

#[tokio::test]
async fn the_most_specific_path_responds() {
    let server = shapes().start().await.unwrap();
    assert_eq!(answer(&server, "GET /keys/mine").await, "204");
    assert!(answer(&server, "GET /keys/7").await.starts_with("200 application/json {"));
    assert_eq!(answer(&server, "GET /some/thing").await, "200 application/json {}");
    let operations: Vec<_> =
        server.received().iter().map(|received| received.operation().unwrap().to_owned()).collect();
    assert_eq!(operations, ["mine", "oneKey", "anything"]);
}

#[tokio::test]
async fn the_path_of_a_server_is_optional() {
    let server = shapes().start().await.unwrap();
    assert_eq!(answer(&server, "GET /v2/keys/mine").await, "204");
    assert_eq!(answer(&server, "GET /v2/keys").await, answer(&server, "GET /keys").await);
    let server = keymint().start().await.unwrap();
    for path in ["/api/v1/auth/keys", "/auth/keys"] {
        assert_eq!(send(&server, &format!("GET {path}")).await.status(), 405, "{path}");
    }
}

#[tokio::test]
async fn unusual_templates_and_encoded_segments_match() {
    let server = shapes().start().await.unwrap();
    assert_eq!(send(&server, "GET /files/a%20b.c.png").await.status(), 400);
    assert_eq!(send(&server, "GET /files/a%20b.a%2Fb").await.status(), 200);
    assert_eq!(send(&server, "GET /rpc?x=1&action=a").await.status(), 202);
    assert_eq!(send(&server, "GET /rpc?action=b").await.status(), 203);
    assert_eq!(send(&server, "GET /rpc?action=c").await.status(), 404);
}

#[tokio::test]
async fn an_unknown_path_or_method_is_a_problem() {
    let server = shapes().start().await.unwrap();
    insta::assert_snapshot!(answer(&server, "GET /a/b/c").await, @r#"404 application/problem+json {"title":"Not Found","status":404,"detail":"the document does not have this path","code":"unknown-path"}"#);
    let refused = send(&server, "PATCH /keys/7").await;
    assert_eq!(refused.headers()["allow"], "DELETE, GET, HEAD");
    insta::assert_snapshot!(super::seen(refused).await, @r#"405 application/problem+json {"title":"Method Not Allowed","status":405,"detail":"the document does not have this method for the path","code":"unknown-method","available":["DELETE","GET","HEAD"]}"#);
}

#[tokio::test]
async fn every_method_is_served() {
    let server = shapes().start().await.unwrap();
    for method in ["HEAD", "OPTIONS", "TRACE", "PUT", "PATCH"] {
        assert_eq!(answer(&server, &format!("{method} /odd")).await, "200", "{method}");
    }
    let head = send(&server, "HEAD /keys/7").await;
    assert_eq!((head.status().as_u16(), &head.headers()["content-type"]), (200, &"application/json".parse().unwrap()));
    assert!(head.bytes().await.unwrap().is_empty());
}
