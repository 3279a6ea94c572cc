//! Bodies, headers and streams that a scenario sets, and what a made body repeats of the request.

use std::time::Duration;

use serde_json::json;
use statusful_mock::{Fault, MockError, Step};
use tokio::time::Instant;

use super::{answer, keymint, request, seen, send, shapes};

#[tokio::test]
async fn a_body_is_sent_as_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a, b.json");
    std::fs::write(&path, "[{\"name\": \"file\"}]\n").unwrap();
    let file = json!(path.to_str().unwrap());
    let text = format!(r#"200 [ {{"name":"a, }}", "id":1}}]*2, @{file}, "csv, text", 304 {{"x":1}}, 503! "down""#);
    let server = shapes().scenario("listKeys", text).start().await.unwrap();
    let inline = "200 application/json [ {\"name\":\"a, }\", \"id\":1}]";
    assert_eq!(answer(&server, "GET /keys").await, inline);
    assert_eq!(answer(&server, "GET /keys").await, inline);
    assert_eq!(answer(&server, "GET /keys").await, "200 application/json [{\"name\": \"file\"}]\n");
    assert_eq!(answer(&server, "GET /keys").await, "200 application/json \"csv, text\"");
    // Such a response has no body.
    assert_eq!(answer(&server, "GET /keys").await, "304 application/json");
    assert_eq!(answer(&server, "GET /keys").await, "503 text/plain; charset=utf-8 down");
}

#[tokio::test]
async fn the_request_and_the_body_select_the_media_type() {
    let server = shapes().scenario("listKeys", "200 \"a\", 200 \"a\", 200 []").start().await.unwrap();
    let accepting =
        async |accept| seen(request(&server, "GET /keys").header("accept", accept).send().await.unwrap()).await;
    assert_eq!(accepting("text/csv").await, "200 text/csv a");
    assert_eq!(accepting("application/json").await, "200 application/json \"a\"");
    assert_eq!(accepting("text/csv;q=1, */*;q=0.5").await, "200 application/json []");
    let wait = "201 {\"message\":\"wait\"}*2, 401 \"no\"";
    let server = keymint().scenario("getAuthResponseRequestId", wait).start().await.unwrap();
    let poll = async || seen(request(&server, "GET /auth-response/r").bearer_auth("t").send().await.unwrap()).await;
    assert_eq!(poll().await, "201 application/json {\"message\":\"wait\"}");
    assert_eq!(poll().await, "201 application/json {\"message\":\"wait\"}");
    assert_eq!(poll().await, "401 text/plain no");
}

#[tokio::test]
async fn a_step_has_headers() {
    let text = r#"200 X-Total="0" Link="</keys?page=2>; rel=\"next\"" Link="</keys>; rel=\"first\"",
        200 Content-Type="application/vnd.keys+json", 429! Retry-After="7""#;
    let server = shapes().scenario("listKeys", text).start().await.unwrap();
    let response = send(&server, "GET /keys").await;
    let links: Vec<_> = response.headers().get_all("link").iter().collect();
    assert_eq!(links, ["</keys?page=2>; rel=\"next\"", "</keys>; rel=\"first\""]);
    assert_eq!(response.headers()["x-total"], "0");
    assert!(response.headers().contains_key("x-made"));
    assert_eq!(answer(&server, "GET /keys").await, "200 application/vnd.keys+json []");
    let busy = send(&server, "GET /keys").await;
    assert_eq!((busy.status().as_u16(), busy.headers()["retry-after"].to_str().unwrap()), (429, "7"));
}

#[tokio::test(start_paused = true)]
async fn a_stream_is_sent_item_by_item() {
    let text = "200 [{\"n\":1},{\"n\":2},{\"n\":3}] interval=60s, 200 {\"n\":1}, 200 interval=60s";
    let server = shapes().scenario("events", text).start().await.unwrap();
    let start = Instant::now();
    let mut response = send(&server, "GET /events").await;
    let mut arrived = Vec::new();
    while let Some(chunk) = response.chunk().await.unwrap() {
        arrived.push((start.elapsed().as_secs(), chunk));
    }
    let item = |n: u64| (60 * (n - 1), format!("data: {{\"n\":{n}}}\n\n").into());
    assert_eq!(arrived, [item(1), item(2), item(3)]);
    assert_eq!(answer(&server, "GET /events").await, "200 text/event-stream data: {\"n\":1}\n\n");
    let start = Instant::now();
    let examples = "200 text/event-stream data: {\"n\":1}\n\ndata: {\"n\":2}\n\n";
    assert_eq!(answer(&server, "GET /events").await, examples);
    assert_eq!(start.elapsed().as_secs(), 60);
}

#[tokio::test]
async fn a_cut_stream_ends_after_half_of_its_items() {
    let step = Step::new().text("1\n2\n3\n").interval(Duration::ZERO).fault(Fault::Cut);
    let server = shapes().scenario("lines", step).start().await.unwrap();
    let mut response = send(&server, "GET /lines").await;
    let mut bytes = Vec::new();
    while let Ok(chunk) = response.chunk().await {
        bytes.extend_from_slice(&chunk.expect("the body ends with an error"));
    }
    assert_eq!(bytes, b"1\n2\n");
}

#[tokio::test]
async fn a_scenario_can_be_built() {
    let steps = [
        Step::status(200).json(&json!([{ "name": "a" }])).header("X-Total", "1").times(2),
        Step::status(200).example("one"),
        Step::response("4XX").text("{"),
        Step::response("503!"),
    ];
    let server = shapes().scenario("listKeys", steps).start().await.unwrap();
    for _ in 0..2 {
        assert_eq!(answer(&server, "GET /keys").await, "200 application/json [{\"name\":\"a\"}]");
    }
    assert_eq!(answer(&server, "GET /keys").await, "200 application/json [{\"name\":\"one\"}]");
    assert_eq!(answer(&server, "GET /keys").await, "400 application/problem+json {");
    assert_eq!(send(&server, "GET /keys").await.status(), 503);
    server.script("listKeys", vec![Step::status(304)]).unwrap();
    assert_eq!(send(&server, "GET /keys").await.status(), 304);
    let error = server.script("listKeys", Step::new().header("a b", "c")).unwrap_err().to_string();
    assert_eq!(error, "invalid scenario of `listKeys`: expected a header such as `Retry-After=\"3\"`");
    assert!(matches!(server.script("listKeys", Vec::new()), Err(MockError::Scenario { .. })));
    assert!(matches!(server.script("listKeys", Step::new().example("no")), Err(MockError::UnknownResponse { .. })));
}

#[tokio::test]
async fn bodies_that_do_not_match_the_document_are_sent_with_a_warning() {
    let text = "200 [{\"name\":7}], 200 [{\"name\":\"a\"}], 200 Content-Type=\"text/x\" {}, 503! {}, 4XX {}";
    let mock = shapes().scenario("listKeys", text).scenario("events", "200 [{\"n\":1},{\"n\":\"b\"}]");
    let server = mock.scenario("createKey", Step::status(201).text("{")).start().await.unwrap();
    let warnings: Vec<_> = server.warnings().iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(warnings.join("\n"), @r#"
    the body of step 1 of `listKeys` does not match the document: /0/name: value is not of type "string"
    the body of step 1 of `createKey` does not match the document: it is not valid JSON
    the body of step 1 of `events` does not match the document: /1/n: value is not of type "integer"
    "#);
    assert_eq!(answer(&server, "GET /keys").await, "200 application/json [{\"name\":7}]");
    server.script("listKeys", "200").unwrap();
    assert_eq!(server.warnings().len(), 2);
    server.reset();
    assert_eq!(server.warnings().len(), 3);
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_an_error_before_the_start() {
    let error = shapes().scenario("listKeys", "200 @no/such.json").router().unwrap_err();
    assert!(matches!(&error, MockError::File { path, .. } if path.ends_with("such.json")), "{error}");
    assert!(error.to_string().starts_with("cannot read the file `no/such.json` of a scenario: "), "{error}");
}

#[tokio::test]
async fn a_made_body_repeats_the_request() {
    let server = shapes().start().await.unwrap();
    let create = async |body| {
        let body = request(&server, "POST /keys").header("content-type", "application/json").body(body);
        seen(body.send().await.unwrap()).await
    };
    // `id` is only received, `secret` is only sent, and `other` is in no schema.
    let made = create(r#"{"name":"mine","secret":"sk","other":1}"#).await;
    assert_eq!(made, "201 application/json {\"id\":7,\"name\":\"mine\"}");
    let read = answer(&server, "GET /keys/42").await;
    assert_eq!(read, "200 application/json {\"id\":42,\"name\":\"text\"}");
}

#[tokio::test]
async fn a_repeated_value_that_is_not_valid_is_left_out() {
    let server = shapes().validate(false).start().await.unwrap();
    assert_eq!(answer(&server, "GET /keys/x").await, "200 application/json {\"id\":7,\"name\":\"text\"}");
    let long = request(&server, "POST /keys").body(r#"{"name":"longer than eight","id":8}"#).send().await.unwrap();
    assert_eq!(seen(long).await, "201 application/json {\"id\":8,\"name\":\"text\"}");
}

#[tokio::test]
async fn an_example_repeats_nothing() {
    let server = keymint().validate(false).start().await.unwrap();
    let body = request(&server, "POST /api-keys").body(r#"{"name":"mine"}"#).send().await.unwrap();
    assert!(!seen(body).await.contains("mine"));
}
