//! Statuses, media types, headers and bodies of responses.

use super::{answer, keymint, preferring, request, seen, send, shapes};

async fn accepting(server: &statusful_mock::Server, line: &str, accept: &str) -> String {
    seen(request(server, line).header("accept", accept).send().await.unwrap()).await
}

#[tokio::test]
async fn the_response_is_the_lowest_success_with_a_valid_example() {
    let server = shapes().start().await.unwrap();
    assert_eq!(answer(&server, "GET /keys").await, "200 application/json []");
    let server = keymint().validate(false).start().await.unwrap();
    let granted = answer(&server, "GET /auth-response/req_1").await;
    assert!(granted.starts_with("200 application/json {\"api_key\":\"cd_3d1b"), "{granted}");
}

#[tokio::test]
async fn a_body_without_an_example_is_made_from_the_schema() {
    let server = shapes().validate(false).start().await.unwrap();
    // `writeOnly` properties are not in responses.
    assert_eq!(answer(&server, "POST /keys").await, "201 application/json {\"id\":7,\"name\":\"text\"}");
    let fault = answer(&server, "GET /impossible").await;
    assert!(fault.starts_with("500 application/problem+json") && fault.contains("\"no-body\""), "{fault}");
}

#[tokio::test]
async fn the_request_selects_the_media_type() {
    let server = shapes().start().await.unwrap();
    assert_eq!(accepting(&server, "GET /keys", "text/*, application/json;q=0.5").await, "200 text/csv name\none\n");
    assert_eq!(accepting(&server, "GET /keys", "text/csv;q=0, */*").await, "200 application/json []");
    assert_eq!(accepting(&server, "GET /files/a.png", "image/png").await, "200 image/png text");
    assert_eq!(accepting(&server, "GET /keys", "nonsense").await, "200 application/json []");
    let refused = accepting(&server, "GET /keys", "image/png").await;
    assert!(refused.starts_with("406 application/problem+json") && refused.contains("text/csv"), "{refused}");
}

#[tokio::test]
async fn documented_headers_have_values() {
    let server = shapes().start().await.unwrap();
    let response = send(&server, "GET /keys").await;
    let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
    assert_eq!([header("x-total"), header("x-made"), header("retry-after")], ["12", "p,p", "0"]);
    assert_eq!(header("content-length"), "2");
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let moved = client.delete(format!("{}/keys/7", server.url())).send().await.unwrap();
    assert_eq!((moved.status().as_u16(), &moved.headers()["location"]), (303, &"/keys".parse().unwrap()));
}

#[tokio::test]
async fn streams_have_items() {
    let server = shapes().start().await.unwrap();
    let events = "200 text/event-stream data: {\"n\":1}\n\ndata: {\"n\":2}\n\n";
    assert_eq!(answer(&server, "GET /events").await, events);
    assert_eq!(answer(&server, "GET /lines").await, "200 application/x-ndjson \"a\"\n\"b\"\n");
    assert_eq!(preferring(&server, "GET /events", "example=b").await, "200 text/event-stream data: {\"n\":2}\n\n");
}

#[tokio::test]
async fn a_request_may_prefer_a_status_and_an_example() {
    let server = shapes().start().await.unwrap();
    let prefer = |preference: &'static str| preferring(&server, "GET /keys", preference);
    assert_eq!(prefer("code=304").await, "304");
    assert_eq!(prefer("code=418").await, "418 application/problem+json {\"detail\":\"no\"}");
    assert_eq!(prefer("code=503").await, "503 text/plain else");
    assert_eq!(prefer("code=default").await, "500 text/plain else");
    assert_eq!(prefer("code=4xx, wait=1").await, "400 application/problem+json {\"detail\":\"no\"}");
    assert_eq!(prefer("example=one").await, "200 application/json [{\"name\":\"one\"}]");
    assert_eq!(prefer("code=200, example=\"wrong\"").await, "200 application/json {\"not\":\"a list\"}");
    let applied = request(&server, "GET /keys").header("prefer", "return=minimal, code=200").send().await.unwrap();
    assert_eq!(applied.headers()["preference-applied"], "code=200");
}

#[tokio::test]
async fn unknown_preferences_are_problems_with_the_known_ones() {
    let server = shapes().start().await.unwrap();
    let no_status = request(&server, "GET /secured").header("cookie", "sid=x").header("prefer", "code=500");
    let no_status = no_status.send().await.unwrap();
    assert_eq!(no_status.headers().get("preference-applied"), None);
    insta::assert_snapshot!(seen(no_status).await, @r#"404 application/problem+json {"title":"Not Found","status":404,"detail":"the operation has no response with this status","code":"unknown-status","available":["200","401"]}"#);
    insta::assert_snapshot!(preferring(&server, "GET /keys", "example=two").await, @r#"404 application/problem+json {"title":"Not Found","status":404,"detail":"the response has no example with this name","code":"unknown-example","available":["none","wrong","one"]}"#);
    for nonsense in ["code=abc", "code=100", "code=999", "code="] {
        assert!(preferring(&server, "GET /keys", nonsense).await.contains("unknown-status"), "{nonsense}");
    }
}

#[tokio::test]
async fn a_request_may_prefer_a_made_body() {
    let server = shapes().start().await.unwrap();
    let made = "200 application/json [{\"id\":7,\"name\":\"text\"}]";
    let prefer = |server, preference| preferring(server, "GET /keys", preference);
    assert_eq!(prefer(&server, "dynamic=true").await, made);
    assert_eq!(prefer(&server, "dynamic=false").await, "200 application/json []");
    assert_eq!(prefer(&server, "dynamic=true, example=one").await, "200 application/json [{\"name\":\"one\"}]");
    assert_eq!(prefer(&server, "dynamic=true, code=418").await, "418 application/problem+json {\"detail\":\"text\"}");
    let events = "200 text/event-stream data: {\"n\":7}\n\n";
    assert!(preferring(&server, "GET /events", "dynamic=true").await.starts_with(events));
    let applied = request(&server, "GET /keys").header("prefer", "dynamic=true").send().await.unwrap();
    assert_eq!(applied.headers()["preference-applied"], "dynamic=true");
    // If nothing can be made, an example is sent.
    let text = "openapi: 3.1.0\npaths: { /a: { get: { responses: { '200': { description: A., content: { application/json: { schema: { type: string, minLength: 4, maxLength: 4, not: { const: text } }, example: four } } } } } } }";
    let unmade = statusful_mock::Mock::read("a.yaml", text.as_bytes()).unwrap().start().await.unwrap();
    assert_eq!(preferring(&unmade, "GET /a", "dynamic=true").await, "200 application/json \"four\"");
    let server = shapes().dynamic(true).start().await.unwrap();
    assert_eq!(answer(&server, "GET /keys").await, made);
    assert_eq!(prefer(&server, "dynamic=false").await, "200 application/json []");
}

#[tokio::test]
async fn a_made_body_is_that_of_the_next_step() {
    let server = shapes().scenario("listKeys", ":one, 418").start().await.unwrap();
    let prefer = || preferring(&server, "GET /keys", "dynamic=true");
    assert_eq!(prefer().await, "200 application/json [{\"name\":\"one\"}]");
    assert_eq!(prefer().await, "418 application/problem+json {\"detail\":\"text\"}");
}

#[tokio::test]
async fn a_preferred_status_is_sent_whatever_is_accepted() {
    let server = shapes().start().await.unwrap();
    let asked = request(&server, "GET /keys").header("prefer", "code=400").header("accept", "image/png");
    assert_eq!(seen(asked.send().await.unwrap()).await, "400 application/problem+json {\"detail\":\"no\"}");
}
