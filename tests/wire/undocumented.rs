//! Undocumented responses reach the caller unchanged.

use keymint::types::AuthCodeExchange;
use keymint::{Error, RawResponse};
use statusful_tests::{Answer, Server};

use crate::keymint;

async fn poll(answer: Answer) -> RawResponse {
    let server = Server::answering(answer).await;
    match keymint(&server).get_auth_response_request_id("req_1").await {
        Err(Error::Undocumented(raw)) => raw,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn another_status_keeps_everything() {
    let raw = poll(Answer::new(418, "text/html", "<h1>teapot</h1>").header("x-request-id", "r-1")).await;
    assert_eq!(raw.status(), 418);
    assert_eq!(raw.content_type(), Some("text/html"));
    assert_eq!(raw.header("X-Request-Id"), Some("r-1"));
    assert_eq!(raw.body(), "<h1>teapot</h1>");
    assert!(raw.is_complete());
}

#[tokio::test]
async fn an_undocumented_success_is_an_error() {
    let raw = poll(Answer::status(204)).await;
    assert_eq!(raw.status(), 204);
    assert!(raw.body().is_empty());
}

#[tokio::test]
async fn another_media_type_keeps_its_bytes() {
    let raw = poll(Answer::new(200, "text/html", "<p>log in first</p>")).await;
    assert_eq!(raw.status(), 200);
    assert_eq!(raw.body(), "<p>log in first</p>");
}

#[tokio::test]
async fn a_failure_of_any_media_type_keeps_its_bytes() {
    let bytes = vec![0_u8, 159, 146, 150];
    for status in [402, 404, 429, 502, 503] {
        let server = Server::answering(Answer::new(status, "image/png", bytes.clone())).await;
        let error = keymint(&server).exchange_auth_code_for_api_key(&AuthCodeExchange::new("c")).await.unwrap_err();
        let Error::Undocumented(raw) = error else { panic!("{error:?}") };
        assert_eq!((raw.status().as_u16(), raw.body().as_ref()), (status, bytes.as_slice()));
    }
}

#[tokio::test]
async fn the_error_names_the_request_and_the_status() {
    let server = Server::answering(Answer::status(418)).await;
    let error = keymint(&server).get_auth_response_request_id("req_1").await.unwrap_err();
    let text = error.to_string();
    assert!(text.contains("418 I'm a teapot") && text.contains("/auth-response/{request_id}"), "{text}");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(418));
}
