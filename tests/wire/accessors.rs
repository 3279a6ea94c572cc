//! Accessors that return the body of one documented response, or an error that keeps the response.

use keymint::comfy_ui::{GetAuthResponseRequestIdError, GetAuthResponseRequestIdResponse};
use statusful::Variant;
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
