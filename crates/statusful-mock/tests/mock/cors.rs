//! Requests of web pages of other origins.

use reqwest::{RequestBuilder, Response};
use statusful_mock::Server;

use super::{request, shapes};

const PAGE: &str = "http://localhost:3000";

/// Creates a request of a page.
fn of_page(server: &Server, line: &str) -> RequestBuilder {
    request(server, line).header("origin", PAGE)
}

fn preflight(server: &Server, path: &str, method: &str) -> RequestBuilder {
    let asked = of_page(server, &format!("OPTIONS {path}")).header("access-control-request-method", method);
    asked.header("access-control-request-headers", "authorization, x-trace")
}

/// Returns the status, and the headers that browsers read, in their order.
async fn shared(request: RequestBuilder) -> String {
    let response = request.send().await.unwrap();
    let headers = response.headers().iter();
    let mut headers: Vec<_> = headers
        .filter(|(name, _)| name.as_str().starts_with("access-control") || *name == "vary")
        .map(|(name, value)| format!("\n{name}: {}", value.to_str().unwrap()))
        .collect();
    headers.sort();
    format!("{}{}", response.status().as_u16(), headers.concat())
}

fn header<'r>(response: &'r Response, name: &str) -> Option<&'r str> {
    response.headers().get(name).map(|value| value.to_str().unwrap())
}

#[tokio::test]
async fn a_preflight_allows_what_it_asks_for() {
    let server = shapes().start().await.unwrap();
    insta::assert_snapshot!(shared(preflight(&server, "/keys", "POST")).await, @r"
    204
    access-control-allow-credentials: true
    access-control-allow-headers: authorization, x-trace
    access-control-allow-methods: POST
    access-control-allow-origin: http://localhost:3000
    access-control-expose-headers: vary
    vary: access-control-request-method, access-control-request-headers
    vary: origin
    ");
    // The response to the request itself says what is wrong with it.
    assert_eq!(preflight(&server, "/a/b/c", "GET").send().await.unwrap().status(), 204);
    let unknown = of_page(&server, "GET /a/b/c").send().await.unwrap();
    assert_eq!((unknown.status().as_u16(), header(&unknown, "access-control-allow-origin")), (404, Some(PAGE)));
    assert_eq!(server.received().len(), 3);
    // Without the headers of a preflight, it is a request like any other.
    assert_eq!(of_page(&server, "OPTIONS /keys").send().await.unwrap().status(), 405);
}

#[tokio::test]
async fn pages_may_read_every_header() {
    let server = shapes().start().await.unwrap();
    insta::assert_snapshot!(shared(of_page(&server, "GET /keys")).await, @r"
    200
    access-control-allow-credentials: true
    access-control-allow-origin: http://localhost:3000
    access-control-expose-headers: x-total, x-made, retry-after, content-type
    vary: origin
    ");
    assert_eq!(shared(request(&server, "GET /keys")).await, "200");
}

#[tokio::test]
async fn a_documented_operation_precedes_a_preflight() {
    let server = shapes().start().await.unwrap();
    assert_eq!(preflight(&server, "/odd", "PUT").send().await.unwrap().status(), 200);
    assert_eq!(server.received()[0].operation(), Some("OPTIONS /odd"));
}

#[tokio::test]
async fn a_scenario_decides_what_pages_may_do() {
    let server = shapes().scenario("mine", r#"Access-Control-Allow-Origin="https://else.test""#).start().await.unwrap();
    insta::assert_snapshot!(shared(of_page(&server, "GET /keys/mine")).await, @r"
    204
    access-control-allow-origin: https://else.test
    ");
}

#[tokio::test]
async fn without_cors_there_are_only_documented_headers() {
    let server = shapes().cors(false).start().await.unwrap();
    assert_eq!(shared(preflight(&server, "/keys", "POST")).await, "405");
    assert_eq!(shared(of_page(&server, "GET /keys")).await, "200");
}
