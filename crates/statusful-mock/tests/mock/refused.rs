//! Documented responses to requests that are refused.

use reqwest::Response;
use serde_json::Value;
use statusful_mock::{Mock, Server};

use super::{request, seen, send};

/// Starts a mock of `GET /a?n=`, whose `n` has to be an integer, and which has these responses besides `200`.
async fn documented(responses: &str) -> Server {
    let text = format!(
        "openapi: 3.1.0\npaths:\n  /a:\n    get:\n      parameters: [{{ name: n, in: query, schema: {{ type: integer }} }}]\n      responses:\n        '200': {{ description: Yes. }}\n{responses}"
    );
    Mock::read("a.yaml", text.as_bytes()).unwrap().start().await.unwrap()
}

/// Returns the response to an invalid request of a document with these responses.
async fn refused(responses: &str) -> Response {
    send(&documented(responses).await, "GET /a?n=secret").await
}

/// Returns the problem that the mock would have sent.
fn problem(response: &Response) -> Option<Value> {
    Some(serde_json::from_str(response.headers().get("mock-problem")?.to_str().unwrap()).unwrap())
}

/// Returns a response with JSON of a schema.
fn of_schema(key: &str, schema: &str) -> String {
    format!("        '{key}': {{ description: No., content: {{ application/json: {{ schema: {schema} }} }} }}\n")
}

#[tokio::test]
async fn the_documented_status_that_is_nearest_is_sent() {
    let with = |key: &str, word: &str| of_schema(key, &format!("{{ const: {word} }}"));
    let all = ["422", "4XX", "default"].map(|key| with(key, &format!("of-{key}")));
    assert_eq!(seen(refused(&all.concat()).await).await, "422 application/json \"of-422\"");
    assert_eq!(seen(refused(&all[1..].concat()).await).await, "400 application/json \"of-4XX\"");
    assert_eq!(seen(refused(&all[2]).await).await, "400 application/json \"of-default\"");
    let both = [with("422", "other"), with("400", "own")].concat();
    assert_eq!(seen(refused(&both).await).await, "400 application/json \"own\"");
    let problem = seen(refused(&with("404", "other")).await).await;
    assert!(problem.starts_with("400 application/problem+json"), "{problem}");
}

#[tokio::test]
async fn the_problem_is_in_a_header_if_the_body_is_documented() {
    let response =
        refused(&of_schema("400", "{ type: object, required: [code], properties: { code: { type: integer } } }")).await;
    insta::assert_snapshot!(response.headers()["mock-problem"].to_str().unwrap(), @r#"{"title":"Bad Request","status":400,"detail":"the request does not match the document","code":"invalid-request","faults":[{"in":"query","name":"n","pointer":"","message":"value is not of type \"integer\""}]}"#);
    assert_eq!(seen(response).await, "400 application/json {\"code\":7}");
    // Without a documented body, the problem is the body.
    let response = refused(
        "        '400': { description: No., headers: { X-Why: { schema: { type: string }, example: said } } }\n",
    )
    .await;
    assert_eq!((problem(&response), response.headers()["x-why"].to_str().unwrap()), (None, "said"));
    assert!(seen(response).await.starts_with("400 application/problem+json {\"title\""));
}

#[tokio::test]
async fn a_schema_of_problems_has_the_members_of_the_problem() {
    let named = "{ type: object, required: [type, detail], properties: { type: { type: string, format: uri }, title: { type: string }, status: { type: integer }, detail: { type: string } } }";
    insta::assert_snapshot!(seen(refused(&of_schema("400", named)).await).await, @r#"400 application/json {"detail":"query n: value is not of type \"integer\"","status":400,"title":"Bad Request","type":"https://example.com/path/0?q=1"}"#);
    let media = |schema: &str| {
        format!("        default: {{ description: No., content: {{ application/problem+json: {{ {schema} }} }} }}\n")
    };
    let open = seen(refused(&media("")).await).await;
    assert!(open.starts_with("400 application/problem+json {\"title\"") && open.contains("\"faults\""), "{open}");
    insta::assert_snapshot!(seen(refused(&media("example: { title: Known, instance: /a }, schema: { type: object, additionalProperties: false, properties: { title: { const: Known }, instance: {}, detail: { maxLength: 5 }, status: {} } }")).await).await, @r#"400 application/problem+json {"title":"Known","instance":"/a","status":400}"#);
}

#[tokio::test]
async fn a_marked_message_and_a_text_are_the_reason() {
    let marked = "{ type: object, properties: { error: { type: object, properties: { text: { type: string, x-error-message: true }, code: { type: string } } } } }";
    insta::assert_snapshot!(seen(refused(&of_schema("400", marked)).await).await, @r#"400 application/json {"error":{"code":"text","text":"query n: value is not of type \"integer\""}}"#);
    let text = "        '400': { description: No., content: { text/plain: { schema: { type: string } } } }\n";
    insta::assert_snapshot!(seen(refused(text).await).await, @r#"400 text/plain query n: value is not of type "integer""#);
    let example =
        "        '400': { description: No., content: { text/plain: { schema: { type: string }, example: told } } }\n";
    assert_eq!(seen(refused(example).await).await, "400 text/plain told");
    let limited = "{ type: string, maxLength: 3 }";
    assert_eq!(seen(refused(&of_schema("400", limited)).await).await, "400 application/json \"tex\"");
}

#[tokio::test]
async fn a_body_that_cannot_be_made_is_the_problem() {
    let refused = seen(refused(&of_schema("400", "{ type: string, enum: [1] }")).await).await;
    assert!(refused.starts_with("400 application/problem+json {\"title\":\"Bad Request\""), "{refused}");
}

#[tokio::test]
async fn other_methods_and_media_types_have_documented_responses_too() {
    let server = documented(&of_schema("405", "{ const: not-so }")).await;
    let refused = send(&server, "PUT /a").await;
    assert_eq!(refused.headers()["allow"], "GET, HEAD");
    assert_eq!(problem(&refused).unwrap()["code"], "unknown-method");
    assert_eq!(seen(refused).await, "405 application/json \"not-so\"");
    // Of another operation, only this status itself is that of the method.
    let server = documented(&of_schema("default", "{ const: any }")).await;
    assert!(seen(send(&server, "PUT /a").await).await.starts_with("405 application/problem+json"));

    let text = "openapi: 3.1.0\npaths: { /a: { post: { requestBody: { content: { application/json: {} } }, responses: { '415': { description: No., content: { application/json: { schema: { const: json } } } } } } } }";
    let server = Mock::read("a.yaml", text.as_bytes()).unwrap().start().await.unwrap();
    assert_eq!(
        seen(request(&server, "POST /a").body("x").send().await.unwrap()).await,
        "415 application/json \"json\""
    );
}

#[tokio::test]
async fn a_problem_with_many_faults_fits_into_a_header() {
    let parameters: Vec<_> =
        (0..100).map(|index| format!("{{ name: ä{index}, in: query, required: true, schema: {{}} }}")).collect();
    let text = format!(
        "openapi: 3.1.0\npaths: {{ /a: {{ get: {{ parameters: [{}], responses: {{ default: {{ description: No., content: {{ application/json: {{ schema: {{ type: integer }} }} }} }} }} }} }} }}",
        parameters.join(", ")
    );
    let server = Mock::read("a.yaml", text.as_bytes()).unwrap().start().await.unwrap();
    let refused = send(&server, "GET /a").await;
    let faults = problem(&refused).unwrap()["faults"].as_array().unwrap().len();
    assert!(refused.headers()["mock-problem"].len() <= 4096 && faults > 20 && faults < 100, "{faults}");
    assert_eq!(problem(&refused).unwrap()["faults"][0]["name"], "ä0");
    assert_eq!(server.received()[0].faults().len(), 100);
}
