//! keymint's client with the mock of its own document, as a service's tests would use it.

use std::time::Duration;

use keymint::comfy_ui::GetAuthResponseRequestIdError;
use keymint::types::{ApiKeyCreateRequest, AuthCodeExchange};
use keymint::{Client, Error, mock};

fn client(server: &mock::Server) -> Client {
    Client::builder().server(server.url()).bearer_auth("token-of-the-tests").build().unwrap()
}

#[tokio::test]
async fn every_operation_answers_with_the_examples_of_the_document() {
    let server = mock::start().await.unwrap();
    let client = client(&server);

    let exchange = AuthCodeExchange::new("code-of-the-tests");
    let key = client.exchange_auth_code_for_api_key(&exchange).await.unwrap();
    assert_eq!(key.user_id.as_deref(), Some("user_2yOPcMpKoQhcd4bVgSMlELRaIah"));
    let grant = client.get_auth_response_request_id("req_123").await.unwrap().ok().unwrap();
    assert_eq!(grant.name, "ComfyUI on workstation-7");
    let created = client.create_api_key_for_user_api_keys_post(&ApiKeyCreateRequest::new("mine")).await.unwrap();
    assert_eq!((created.status().as_u16(), created.key_prefix.as_str()), (201, "flow_"));
    assert_eq!(server.received().len(), 3);
}

#[tokio::test]
async fn a_mock_follows_its_scenario_and_records_requests() {
    let mock = mock::builder().unwrap().scenario("getAuthResponseRequestId", "201*2, 503!, 200");
    let server = mock.start().await.unwrap();
    let polling = client(&server).get_auth_response_request_id("req_123").poll();
    let grant = polling.interval(Duration::from_millis(1)).await.unwrap();
    assert_eq!(grant.name, "ComfyUI on workstation-7");
    let statuses: Vec<_> = server.received_by("getAuthResponseRequestId").iter().map(mock::Received::status).collect();
    assert_eq!(statuses, [201, 201, 503, 200]);
}

#[tokio::test]
async fn a_scenario_can_choose_each_documented_failure() {
    let server = mock::builder().unwrap().scenario("getAuthResponseRequestId", "401, 500").start().await.unwrap();
    let client = client(&server);
    for expected in ["Invalid or expired token", "Could not fetch the API key"] {
        let failure = match client.get_auth_response_request_id("req_123").await {
            Err(Error::Api(failure)) => failure.into_inner(),
            other => panic!("{other:?}"),
        };
        let said = match failure {
            GetAuthResponseRequestIdError::Unauthorized(text) => text,
            GetAuthResponseRequestIdError::InternalServerError(body) => body.error,
        };
        assert_eq!(said, expected);
    }
}

#[tokio::test]
async fn a_call_without_its_credential_is_refused() {
    let server = mock::start().await.unwrap();
    let client = Client::builder().server(server.url()).build().unwrap();
    let refused = client.get_auth_response_request_id("req_123").await;
    assert!(refused.is_err(), "{refused:?}");
}
