//! Decoding of response bodies: media types as servers write them, and bodies that do not match their media type.

use keymint::api_keys::CreateApiKeyForUserApiKeysPostError as CreateError;
use keymint::comfy_ui::GetAuthResponseRequestIdError as PollError;
use keymint::types::ApiKeyCreateRequest;
use keymint::{Error, Response};
use statusful::DecodeError;
use statusful_tests::{Answer, Server};

use crate::keymint;

async fn poll_error(answer: Answer) -> Error<PollError> {
    let server = Server::answering(answer).await;
    keymint(&server).get_auth_response_request_id("req_1").await.unwrap_err()
}

async fn create(answer: Answer) -> Error<CreateError> {
    let server = Server::answering(answer).await;
    keymint(&server).create_api_key_for_user_api_keys_post(&ApiKeyCreateRequest::new("k")).await.unwrap_err()
}

fn api<E>(error: Error<E>) -> Response<E>
where
    E: std::fmt::Debug,
{
    match error {
        Error::Api(failure) => failure,
        other => panic!("{other:?}"),
    }
}

fn decode<E>(error: Error<E>) -> DecodeError
where
    E: std::fmt::Debug,
{
    match error {
        Error::Decode(error) => error,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn problem_json_is_json() {
    for media_type in ["application/problem+json", "application/json; charset=utf-8", "APPLICATION/JSON"] {
        let failure = api(poll_error(Answer::new(500, media_type, r#"{"error":"x"}"#)).await);
        assert_eq!(failure.content_type(), Some(media_type));
        assert_eq!(failure.internal_server_error().unwrap().error, "x");
    }
}

#[tokio::test]
async fn text_is_decoded_by_its_charset() {
    let latin = vec![b'u', 0xfc]; // "uü"
    for (media_type, bytes) in [
        ("text/plain; charset=utf-8", "uü".as_bytes().to_vec()),
        ("text/plain;charset=\"ISO-8859-1\"", latin.clone()),
        ("text/plain; charset=windows-1252", latin),
        ("text/plain", "uü".as_bytes().to_vec()),
    ] {
        let failure = api(poll_error(Answer::new(401, media_type, bytes)).await);
        assert_eq!(*failure, PollError::Unauthorized("uü".to_owned()), "{media_type}");
    }
}

#[tokio::test]
async fn text_that_its_charset_cannot_decode_keeps_its_bytes() {
    let error = decode(poll_error(Answer::new(401, "text/plain; charset=utf-8", vec![0xc3, 0x28])).await);
    assert_eq!(error.response().body().as_ref(), [0xc3, 0x28]);
}

#[tokio::test]
async fn truncated_json_is_a_decode_error_with_its_line() {
    let error = decode(poll_error(Answer::json(500, r#"{"error":"no l"#)).await);
    assert_eq!(error.response().status(), 500);
    assert_eq!(error.response().body(), r#"{"error":"no l"#);
    assert_eq!(error.line(), Some(1));
    assert!(error.message().contains("EOF"), "{error}");
}

#[tokio::test]
async fn json_of_the_wrong_type_names_the_path() {
    let error = decode(create(Answer::json(422, r#"{"detail":[{"loc":"body","msg":"m","type":"t"}]}"#)).await);
    assert_eq!(error.path(), Some(".detail[0].loc"));
    assert!(error.to_string().contains(".detail[0].loc"), "{error}");
    assert_eq!(error.response().status(), 422);
}

#[tokio::test]
async fn an_empty_body_is_a_decode_error() {
    let error = decode(poll_error(Answer::json(500, "")).await);
    assert!(error.message().contains("empty"), "{error}");
}

#[tokio::test]
async fn a_body_without_a_content_type_is_decoded_as_documented() {
    let server = Server::answering(Answer::status(500).header("x-a", "b")).await;
    let error = decode(keymint(&server).get_auth_response_request_id("req_1").await.unwrap_err());
    assert_eq!(error.response().content_type(), None);
    assert!(error.message().contains("empty"), "{error}");
}

#[tokio::test]
async fn json_followed_by_another_value_is_a_decode_error() {
    let error = decode(poll_error(Answer::json(500, r#"{"error":"x"}{}"#)).await);
    assert!(error.message().contains("trailing"), "{error}");
}

#[tokio::test]
async fn undocumented_properties_are_ignored() {
    let failure = api(poll_error(Answer::json(500, r#"{"error":"x","new":{"member":1}}"#)).await);
    assert_eq!(failure.body(), r#"{"error":"x","new":{"member":1}}"#);
}
