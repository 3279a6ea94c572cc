//! Every status in keymint's document, with the document's own examples.

use keymint::Error;
use keymint::api_keys::CreateApiKeyForUserApiKeysPostError;
use keymint::comfy_ui::{GetAuthResponseRequestIdError, GetAuthResponseRequestIdResponse};
use keymint::oauth::ExchangeAuthCodeForApiKeyError;
use keymint::types::{ApiKeyCreateRequest, AuthCodeExchange, ValidationErrorLocItem};
use statusful_tests::{Answer, Server};

use crate::keymint;

#[tokio::test]
async fn polling_200_is_the_key() {
    let body = r#"{"api_key":"cd_3d1b2f7a5e9c4f60a1b8","name":"ComfyUI on workstation-7"}"#;
    let server = Server::answering(Answer::json(200, body)).await;
    let response = keymint(&server).get_auth_response_request_id("req_1").await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.content_type(), Some("application/json"));
    assert_eq!(response.body(), body);
    assert_eq!(response.request_method(), "GET");
    assert_eq!(response.request_url().as_str(), format!("{}/auth-response/req_1", server.url()));
    assert_eq!(response.url(), response.request_url());
    assert!(!response.elapsed().is_zero());
    match response.into_inner() {
        GetAuthResponseRequestIdResponse::Ok(grant) => {
            assert_eq!(grant.api_key.expose_secret(), "cd_3d1b2f7a5e9c4f60a1b8");
            assert_eq!(grant.name, "ComfyUI on workstation-7");
        }
        other @ GetAuthResponseRequestIdResponse::Created(_) => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn polling_201_is_not_ready() {
    let server = Server::answering(Answer::json(201, r#"{"message":"not yet"}"#)).await;
    let response = keymint(&server).get_auth_response_request_id("req_1").await.unwrap();
    match response.into_inner() {
        GetAuthResponseRequestIdResponse::Created(wait) => assert_eq!(wait.message, "not yet"),
        other @ GetAuthResponseRequestIdResponse::Ok(_) => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn polling_401_is_text() {
    let server = Server::answering(Answer::new(401, "text/plain", "Invalid or expired token")).await;
    let error = keymint(&server).get_auth_response_request_id("req_1").await.unwrap_err();
    let Error::Api(failure) = error else { panic!("{error:?}") };
    assert_eq!(failure.status(), 401);
    assert_eq!(*failure, GetAuthResponseRequestIdError::Unauthorized("Invalid or expired token".to_owned()));
}

#[tokio::test]
async fn polling_500_is_json() {
    let server = Server::answering(Answer::json(500, r#"{"error":"no luck"}"#)).await;
    let error = keymint(&server).get_auth_response_request_id("req_1").await.unwrap_err();
    let Error::Api(failure) = error else { panic!("{error:?}") };
    let GetAuthResponseRequestIdError::InternalServerError(body) = failure.into_inner() else { panic!() };
    assert_eq!(body.error, "no luck");
}

#[tokio::test]
async fn exchange_200_is_the_body_itself() {
    let server = Server::answering(Answer::json(200, r#"{"key":"sk-or-v1-0e6f","user_id":"user_2y"}"#)).await;
    let response = keymint(&server).exchange_auth_code_for_api_key(&AuthCodeExchange::new("code")).await.unwrap();
    assert_eq!(response.key.expose_secret(), "sk-or-v1-0e6f");
    assert_eq!(response.user_id.as_deref(), Some("user_2y"));
}

#[tokio::test]
async fn exchange_200_may_have_a_null_user() {
    let server = Server::answering(Answer::json(200, r#"{"key":"sk-or-v1-0e6f","user_id":null}"#)).await;
    let response = keymint(&server).exchange_auth_code_for_api_key(&AuthCodeExchange::new("code")).await.unwrap();
    assert_eq!(response.user_id, None);
}

#[tokio::test]
async fn exchange_200_without_a_user_does_not_decode() {
    let server = Server::answering(Answer::json(200, r#"{"key":"sk-or-v1-0e6f"}"#)).await;
    let error = keymint(&server).exchange_auth_code_for_api_key(&AuthCodeExchange::new("code")).await.unwrap_err();
    let Error::Decode(error) = error else { panic!("{error:?}") };
    assert!(error.message().contains("user_id"), "{error}");
}

#[tokio::test]
async fn exchange_failures_are_distinct() {
    let body = |code: u16| {
        format!(
            r#"{{"error":{{"code":{code},"message":"m","metadata":{{"k":[1]}}}},"user_id":null,"openrouter_metadata":{{"a":"b"}}}}"#
        )
    };
    for status in [400, 403, 500] {
        let server = Server::answering(Answer::json(status, body(status))).await;
        let error = keymint(&server).exchange_auth_code_for_api_key(&AuthCodeExchange::new("code")).await.unwrap_err();
        let Error::Api(failure) = error else { panic!("{error:?}") };
        assert_eq!(failure.status(), status);
        let (code, metadata) = match failure.into_inner() {
            ExchangeAuthCodeForApiKeyError::BadRequest(body) => (body.error.code, body.openrouter_metadata),
            ExchangeAuthCodeForApiKeyError::Forbidden(body) => (body.error.code, body.openrouter_metadata),
            ExchangeAuthCodeForApiKeyError::InternalServerError(body) => (body.error.code, body.openrouter_metadata),
        };
        assert_eq!(code, i64::from(status));
        assert_eq!(metadata.unwrap()["a"], "b");
    }
}

#[tokio::test]
async fn creation_201_decodes_with_both_spellings() {
    let camel = r#"{"apiKey":"flow_ada2ad2a_1234567890abcdef","createdAt":"2024-03-20T12:00:00Z",
        "id":"123e4567-e89b-12d3-a456-426614174000","keyName":"My API Key","keyPrefix":"flow_",
        "lastUsedAt":"2024-03-20T12:00:00Z","userId":"123e4567-e89b-12d3-a456-426614174000"}"#;
    let snake = camel
        .replace("apiKey", "api_key")
        .replace("createdAt", "created_at")
        .replace("keyName", "key_name")
        .replace("keyPrefix", "key_prefix")
        .replace("lastUsedAt", "last_used_at")
        .replace("userId", "user_id");
    assert_ne!(camel, snake);
    let mut keys = Vec::new();
    for body in [camel.to_owned(), snake] {
        let server = Server::answering(Answer::json(201, body)).await;
        let request = ApiKeyCreateRequest::new("My API Key");
        keys.push(keymint(&server).create_api_key_for_user_api_keys_post(&request).await.unwrap().into_inner());
    }
    assert_eq!(keys[0], keys[1]);
    assert_eq!(keys[0].api_key.expose_secret(), "flow_ada2ad2a_1234567890abcdef");
    assert_eq!(keys[0].created_at.to_rfc3339(), "2024-03-20T12:00:00+00:00");
    assert!(keys[0].last_used_at.is_some());
}

#[tokio::test]
async fn creation_201_may_have_no_last_use() {
    let body = r#"{"apiKey":"flow_a","createdAt":"2024-03-20T12:00:00Z","id":"123e4567-e89b-12d3-a456-426614174000",
        "keyName":"k","keyPrefix":"flow_","userId":"123e4567-e89b-12d3-a456-426614174000"}"#;
    let server = Server::answering(Answer::json(201, body)).await;
    let request = ApiKeyCreateRequest::new("k");
    let key = keymint(&server).create_api_key_for_user_api_keys_post(&request).await.unwrap();
    assert_eq!(key.last_used_at, None);
}

#[tokio::test]
async fn creation_422_lists_strings_and_integers() {
    let body = r#"{"detail":[{"loc":["body",0,"keyName"],"msg":"Field required","type":"missing"}]}"#;
    let server = Server::answering(Answer::json(422, body)).await;
    let request = ApiKeyCreateRequest::new("");
    let error = keymint(&server).create_api_key_for_user_api_keys_post(&request).await.unwrap_err();
    let Error::Api(failure) = error else { panic!("{error:?}") };
    let CreateApiKeyForUserApiKeysPostError::UnprocessableEntity(body) = failure.into_inner();
    let loc: [ValidationErrorLocItem; 3] = ["body".to_owned().into(), 0.into(), "keyName".to_owned().into()];
    assert_eq!(body.detail[0].loc, loc);
    assert_eq!(body.detail[0].type_, "missing");
}
