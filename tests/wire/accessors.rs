//! Accessors that return the body of one documented response, or an error that keeps the response.

use keymint::comfy_ui::{GetAuthResponseRequestIdError, GetAuthResponseRequestIdResponse};
use keymint::types::AuthCodeExchange;
use statusful::{Bytes, KindVariant, Variant, kind};
use statusful_tests::{Answer, Server};

use crate::keymint;

const KEY: &str = r#"{"api_key":"k","name":"n"}"#;

#[tokio::test]
async fn a_body_keeps_the_metadata_of_its_response() {
    let server = Server::answering(Answer::json(200, KEY).header("x-a", "b")).await;
    let grant = keymint(&server).get_auth_response_request_id("r").await.unwrap().ok().unwrap();
    assert_eq!(grant.name, "n");
    assert_eq!(grant.headers()["x-a"], "b");
    assert_eq!(grant.body(), KEY);
}

#[tokio::test]
async fn another_body_is_an_error_that_keeps_the_response() {
    let server = Server::answering(Answer::json(201, r#"{"message":"wait"}"#)).await;
    let error = keymint(&server).get_auth_response_request_id("r").await.unwrap().ok().unwrap_err();
    let text = error.to_string();
    assert!(text.contains("200 OK") && text.contains("201 Created"), "{text}");
    let response = error.into_response();
    assert_eq!(response.status(), 201);
    let wait = response.created().unwrap();
    assert_eq!(wait.message, "wait");
}

#[tokio::test]
async fn failures_have_accessors_too() {
    let server = Server::answering(Answer::new(401, "text/plain", "no")).await;
    let error = keymint(&server).get_auth_response_request_id("r").await.unwrap_err();
    let keymint::Error::Api(failure) = error else { panic!("{error:?}") };
    assert_eq!(*failure, GetAuthResponseRequestIdError::Unauthorized("no".to_owned()));
    let failure = failure.internal_server_error().unwrap_err().into_response();
    assert_eq!(*failure.unauthorized().unwrap(), "no");
}

#[tokio::test]
async fn the_question_mark_converts_to_the_clients_error() {
    type Failure = keymint::Error<GetAuthResponseRequestIdError>;
    async fn key(server: &Server) -> Result<String, Failure> {
        let response = keymint(server).get_auth_response_request_id("r").await?;
        Ok(response.ok()?.into_inner().name)
    }
    let ready = Server::answering(Answer::json(200, KEY)).await;
    assert_eq!(key(&ready).await.unwrap(), "n");
    let pending = Server::answering(Answer::json(201, r#"{"message":"wait"}"#)).await;
    let error = key(&pending).await.unwrap_err();
    assert!(matches!(&error, keymint::Error::Unexpected(raw) if raw.body() == r#"{"message":"wait"}"#), "{error:?}");
}

#[tokio::test]
async fn the_question_mark_converts_to_a_boxed_error() {
    async fn key(server: &Server) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
        Ok(keymint(server).get_auth_response_request_id("r").await?.ok()?.into_inner().name)
    }
    let server = Server::answering(Answer::json(201, r#"{"message":"wait"}"#)).await;
    assert!(key(&server).await.unwrap_err().to_string().contains("201 Created"));
}

#[tokio::test]
async fn successes_with_one_body_type_are_no_enum() {
    for status in [200, 203] {
        let server = Server::answering(Answer::json(status, r#"{"id":7}"#)).await;
        let client = test_shapes::Client::builder().server(server.url()).build().unwrap();
        let item = client.get_item(7).await.unwrap().into_body();
        assert_eq!((item.id, item.status().as_u16()), (7, status));
    }
}

#[tokio::test]
async fn the_enum_without_its_response_has_the_same_variants() {
    let server = Server::answering(Answer::json(201, r#"{"message":"wait"}"#)).await;
    let response = keymint(&server).get_auth_response_request_id("r").await.unwrap().into_inner();
    let response: GetAuthResponseRequestIdResponse = Variant::<200>::take(response).unwrap_err();
    assert_eq!(Variant::<201>::take(response).unwrap().message, "wait");
}

#[tokio::test]
async fn a_single_success_has_the_accessor_of_its_status() {
    let exchange = AuthCodeExchange::new("c");
    let server = Server::answering(Answer::json(200, r#"{"key":"k","user_id":null}"#)).await;
    let response = keymint(&server).exchange_auth_code_for_api_key(&exchange).await.unwrap().ok().unwrap();
    assert_eq!(response.key.expose_secret(), "k");
    let error = response.created().unwrap_err();
    let text = error.to_string();
    assert!(text.contains("expected 201 Created, got 200 OK") && text.contains("`into_inner()`"), "{text}");
    assert_eq!(error.into_response().key.expose_secret(), "k");
}

#[tokio::test]
async fn single_successes_of_every_kind_have_accessors() {
    let server = Server::start(|request| match request.target.as_str() {
        "/download" => Answer::new(200, "application/octet-stream", "bytes"),
        "/events" => Answer::new(200, "text/event-stream", "data: {\"r\":1,\"g\":1,\"b\":1}\n\n"),
        _ => Answer::new(200, "application/x-ndjson", "{\"r\":1,\"g\":1,\"b\":1}\n"),
    })
    .await;
    let client = test_traffic::Client::builder().server(server.url()).build().unwrap();
    let bytes = client.download().await.unwrap().ok().unwrap().into_inner().next().await.unwrap().unwrap();
    assert_eq!(bytes, Bytes::from("bytes"));
    assert_eq!(client.events().await.unwrap().ok().unwrap().into_inner().next().await.unwrap().unwrap().data.r, 1);
    assert_eq!(client.lines().await.unwrap().ok().unwrap().into_inner().next().await.unwrap().unwrap().r, 1);
    let server = Server::answering(Answer::new(200, "text/plain", "done")).await;
    let client = test_service::Client::builder().server(server.url()).build().unwrap();
    assert_eq!(*client.list_reports().await.unwrap().ok().unwrap(), "done");
}

#[tokio::test]
async fn media_types_of_one_status_are_taken_by_their_kind() {
    let color = r#"{"r":1,"g":1,"b":1}"#;
    let json = Answer::json(200, color);
    let events = Answer::new(200, "text/event-stream", format!("data: {color}\n\n"));
    let server = Server::in_turn(vec![json.clone(), events.clone(), json, events]).await;
    let client = test_traffic::Client::builder().server(server.url()).build().unwrap();
    assert_eq!(client.chat().await.unwrap().into_json().unwrap().r, 1);
    let mut stream = client.chat().await.unwrap().into_events().unwrap().into_inner();
    assert_eq!(stream.next().await.unwrap().unwrap().data.r, 1);

    let error = client.chat().await.unwrap().into_events().unwrap_err();
    let text = error.to_string();
    assert!(text.starts_with("expected the stream of events, got 200 OK with application/json (POST "), "{text}");
    assert_eq!(error.into_response().into_json().unwrap().r, 1);
    // The body of a stream is not lost either.
    let error = client.chat().await.unwrap().into_json().unwrap_err();
    let mut stream = error.into_response().into_events().unwrap().into_inner();
    assert_eq!(stream.next().await.unwrap().unwrap().data.r, 1);
}

#[tokio::test]
async fn a_status_and_kinds_can_be_of_one_operation() {
    let lines = Answer::new(200, "application/x-ndjson", "1\n");
    let server = Server::in_turn(vec![Answer::json(200, "[1]"), lines, Answer::json(202, "3")]).await;
    let client = test_edges::Client::builder().server(server.url()).build().unwrap();
    assert_eq!(*client.get_totals().await.unwrap().into_json().unwrap(), [1]);
    let mut lines = client.get_totals().await.unwrap().into_json_lines().unwrap().into_inner();
    assert_eq!(lines.next().await.unwrap().unwrap(), 1);
    let accepted = client.get_totals().await.unwrap().into_json().unwrap_err().into_response();
    assert_eq!(*accepted.accepted().unwrap(), Some(3));
}

#[tokio::test]
async fn the_question_mark_converts_a_kind_too() {
    async fn first(server: &Server) -> Result<i32, statusful::CallError> {
        let client = test_traffic::Client::builder().server(server.url()).build().unwrap();
        Ok(client.chat().await?.into_json()?.r)
    }
    let server = Server::answering(Answer::new(200, "text/event-stream", "")).await;
    let error = first(&server).await.unwrap_err();
    assert_eq!(error.kind(), statusful::CallErrorKind::Unexpected);
}

#[tokio::test]
async fn a_kind_can_be_taken_from_the_enum_without_its_response() {
    let server = Server::answering(Answer::new(200, "text/csv", "a,b")).await;
    let client = test_shapes::Client::builder().server(server.url()).build().unwrap();
    let value = client.download().await.unwrap().into_inner();
    assert_eq!(KindVariant::<kind::Text>::take(value).unwrap(), "a,b");
}
