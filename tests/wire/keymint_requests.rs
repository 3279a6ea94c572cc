//! Requests of keymint's client as the server receives them.

use keymint::types::{ApiKeyCreateRequest, AuthCodeExchange, CodeChallengeMethod};
use keymint::{Client, Error};
use serde_json::{Value, json};
use statusful::Nullable;
use statusful_tests::{Answer, Recorded, Server};

use crate::keymint;

fn body(request: &Recorded) -> Value {
    serde_json::from_slice(&request.body).unwrap()
}

#[tokio::test]
async fn the_exchange_is_sent_as_documented() {
    let server = Server::answering(Answer::status(404)).await;
    let exchange = AuthCodeExchange::new("auth_code_abc123def456")
        .with_code_challenge_method(CodeChallengeMethod::S256)
        .with_code_verifier("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    let call = keymint(&server)
        .exchange_auth_code_for_api_key(&exchange)
        .http_referer("https://myapp.example")
        .x_open_router_title("My App")
        .x_open_router_categories("cli-agent,cloud-agent");
    let _ = call.await;
    let request = server.only_request();
    assert_eq!((request.method.as_str(), request.target.as_str()), ("POST", "/auth/keys"));
    assert_eq!(request.header("http-referer"), "https://myapp.example");
    assert_eq!(request.header("x-openrouter-title"), "My App");
    assert_eq!(request.header("x-openrouter-categories"), "cli-agent,cloud-agent");
    assert_eq!(request.header("content-type"), "application/json");
    assert_eq!(request.header("accept"), "application/json");
    assert_eq!(request.header("authorization"), "", "the operation requires no credentials");
    let expected = json!({
        "code": "auth_code_abc123def456",
        "code_challenge_method": "S256",
        "code_verifier": "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    });
    assert_eq!(body(&request), expected);
}

#[tokio::test]
async fn absent_null_and_a_value_are_distinct() {
    let exchange = AuthCodeExchange::new("c");
    let null = exchange.clone().with_code_challenge_method(Nullable::Null);
    let unknown = exchange.clone().with_code_challenge_method(CodeChallengeMethod::from("S512"));
    for (exchange, expected) in [
        (exchange, json!({"code": "c"})),
        (null, json!({"code": "c", "code_challenge_method": null})),
        (unknown, json!({"code": "c", "code_challenge_method": "S512"})),
    ] {
        let server = Server::answering(Answer::status(404)).await;
        let _ = keymint(&server).exchange_auth_code_for_api_key(&exchange).await;
        assert_eq!(body(&server.only_request()), expected);
    }
}

#[tokio::test]
async fn an_unknown_enum_value_round_trips() {
    let server = Server::start(|request| {
        let echo: Value = serde_json::from_slice(&request.body).unwrap();
        let failure = json!({"error": {"code": 400, "message": "what is S512?", "metadata": {"request": echo}}});
        Answer::json(400, failure.to_string())
    })
    .await;
    let exchange = AuthCodeExchange::new("c").with_code_challenge_method(CodeChallengeMethod::from("S512"));
    let error = keymint(&server).exchange_auth_code_for_api_key(&exchange).await.unwrap_err();
    let Error::Api(failure) = error else { panic!("{error:?}") };
    let failure = failure.bad_request().unwrap().into_inner();
    let echoed = failure.error.metadata.unwrap()["request"]["code_challenge_method"].clone();
    let method: CodeChallengeMethod = serde_json::from_value(echoed).unwrap();
    assert_eq!(method.as_str(), "S512");
    assert_eq!(method, CodeChallengeMethod::from("S512"));
}

#[tokio::test]
async fn polling_carries_the_token_and_the_id() {
    let server = Server::answering(Answer::status(404)).await;
    let _ = keymint(&server).get_auth_response_request_id("a b/ü?#").await;
    let request = server.only_request();
    assert_eq!(request.target, "/auth-response/a%20b%2F%C3%BC%3F%23");
    assert_eq!(request.header("authorization"), "Bearer token-of-the-tests");
    assert_eq!(request.header("accept"), "application/json, text/plain");
}

#[tokio::test]
async fn an_id_that_would_change_the_path_is_not_sent() {
    let server = Server::answering(Answer::status(200)).await;
    for id in ["", ".", ".."] {
        let error = keymint(&server).get_auth_response_request_id(id).await.unwrap_err();
        assert!(matches!(error, Error::Request(_)), "{id:?}: {error:?}");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_header_value_cannot_add_a_header() {
    let server = Server::answering(Answer::status(200)).await;
    let call = keymint(&server).exchange_auth_code_for_api_key(&AuthCodeExchange::new("c"));
    let error = call.http_referer("x\r\nauthorization: Bearer y").await.unwrap_err();
    assert!(matches!(error, Error::Request(_)), "{error:?}");
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_call_has_options_of_its_own() {
    let server = Server::answering(Answer::status(404)).await;
    let call = Client::new().unwrap().create_api_key_for_user_api_keys_post(&ApiKeyCreateRequest::new("k"));
    let _ = call.server(format!("{}/prefix/", server.url())).header("x-a", "b").query("q", "1 2").await;
    let request = server.only_request();
    assert_eq!(request.target, "/prefix/api-keys?q=1%202");
    assert_eq!(request.header("x-a"), "b");
    assert_eq!(body(&request), json!({"keyName": "k"}));
}

#[tokio::test]
async fn free_functions_send_the_same_as_methods() {
    let server = Server::answering(Answer::status(404)).await;
    let client = keymint(&server);
    let _ = keymint::comfy_ui::get_auth_response_request_id(&client, "r").await;
    let _ = client.get_auth_response_request_id("r").await;
    let requests = server.requests();
    assert_eq!((&requests[0].target, &requests[0].headers), (&requests[1].target, &requests[1].headers));
}
