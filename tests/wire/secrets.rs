//! A key is never printed.

use std::error::Error as _;
use std::fmt::Write;

use keymint::types::AuthCodeExchange;
use statusful_tests::{Answer, Server};

use crate::keymint;

const SECRET: &str = "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";

/// Everything that ends up in a log.
fn printed(error: &impl std::error::Error) -> String {
    let mut text = format!("{error}\n{error:?}\n{error:#?}");
    let mut source = error.source();
    while let Some(cause) = source {
        let _ = write!(text, "\n{cause}\n{cause:?}");
        source = cause.source();
    }
    text
}

#[tokio::test]
async fn not_in_a_response() {
    let server = Server::answering(Answer::json(200, format!(r#"{{"key":"{SECRET}","user_id":null}}"#))).await;
    let response = keymint(&server).exchange_auth_code_for_api_key(&AuthCodeExchange::new("c")).await.unwrap();
    let text = format!("{response:?} {:?} {:?} {}", response.raw(), *response, response.raw());
    assert!(!text.contains(SECRET), "{text}");
    assert_eq!(response.key.expose_secret(), SECRET);
}

#[tokio::test]
async fn not_in_an_error_whatever_the_body_is() {
    let bodies = [
        format!("\"{SECRET}\""),
        format!(r#"{{"key":{{"{SECRET}":"{SECRET}"}},"user_id":null}}"#),
        format!(r#"{{"key":"{SECRET}","user_id":["{SECRET}"]}}"#),
        format!(r#"{{"key":"{SECRET}","user_id":null"#),
        format!(r#"{{"key":"{SECRET}","key":"{SECRET}","user_id":null}}"#),
    ];
    for body in bodies {
        let server = Server::answering(Answer::json(200, body.clone())).await;
        let error = keymint(&server).exchange_auth_code_for_api_key(&AuthCodeExchange::new("c")).await.unwrap_err();
        assert!(matches!(error, keymint::Error::Decode(_)), "{body}");
        let text = printed(&error);
        assert!(!text.contains(SECRET), "{body}: {text}");
    }
}

#[tokio::test]
async fn not_in_an_undocumented_response() {
    let answer = Answer::json(418, format!("\"{SECRET}\"")).header("x-key", SECRET).header("set-cookie", SECRET);
    let server = Server::answering(answer).await;
    let error = keymint(&server).get_auth_response_request_id("r").query("key", SECRET).await.unwrap_err();
    let text = printed(&error);
    assert!(!text.contains(SECRET), "{text}");
}

#[tokio::test]
async fn not_in_a_client_a_call_or_a_request_body() {
    let client = keymint::Client::builder().bearer_auth(SECRET).build().unwrap();
    let body = AuthCodeExchange::new(SECRET).with_code_verifier(SECRET);
    let call = client.exchange_auth_code_for_api_key(&body).header("x-key", SECRET);
    let text = format!("{client:?} {call:?} {body:?}");
    assert!(!text.contains(SECRET), "{text}");
}

#[tokio::test]
async fn not_in_a_transport_error() {
    let call = keymint::Client::new().unwrap().get_auth_response_request_id("r").server("http://127.0.0.1:1");
    let error = call.query("key", SECRET).await.unwrap_err();
    assert!(error.is_connect() && error.source().is_some());
    let text = printed(&error);
    assert!(!text.contains(SECRET), "{text}");
}
