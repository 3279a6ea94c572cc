//! One error for the calls of all operations.

use std::time::Duration;

use keymint::comfy_ui::GetAuthResponseRequestIdError;
use keymint::oauth::ExchangeAuthCodeForApiKeyError;
use keymint::types::{AuthCodeExchange, FetchFailure, ForbiddenResponse};
use keymint::{Client, StatusCode};
use statusful::{CallError, CallErrorKind};
use statusful_tests::{Answer, NO_SERVER, Server};
use test_shapes::operations::GetItemError;
use test_shapes::types::Problem;
use test_traffic::streams::ChatError;

use crate::keymint;

/// A program over several operations: it waits for a key, and else exchanges a code for one.
async fn any_key(client: &Client) -> Result<String, CallError> {
    match client.get_auth_response_request_id("req_1").await {
        Ok(response) => Ok(response.ok()?.into_inner().name),
        Err(error) if error.status() == Some(StatusCode::UNAUTHORIZED) => {
            let exchanged = client.exchange_auth_code_for_api_key(&AuthCodeExchange::new("code")).await?;
            Ok(exchanged.into_inner().user_id.unwrap_or_default())
        }
        Err(error) => Err(error.into()),
    }
}

async fn error(answers: Vec<Answer>) -> CallError {
    let server = Server::in_turn(answers).await;
    any_key(&keymint(&server)).await.unwrap_err()
}

#[tokio::test]
async fn a_documented_failure_is_found_by_its_type() {
    let answer = Answer::json(500, r#"{"error":"no luck"}"#).header("x-request-id", "r-1").header("retry-after", "7");
    let error = error(vec![answer]).await;
    assert_eq!((error.kind(), error.status()), (CallErrorKind::Api, Some(StatusCode::INTERNAL_SERVER_ERROR)));
    let Some(GetAuthResponseRequestIdError::InternalServerError(failure)) = error.failure() else {
        panic!("{error:?}")
    };
    assert_eq!(failure.error, "no luck");
    assert_eq!(error.body::<FetchFailure>(), Some(failure));
    assert!(error.failure::<ExchangeAuthCodeForApiKeyError>().is_none() && error.body::<ForbiddenResponse>().is_none());
    assert_eq!((error.request_id(), error.retry_after()), (Some("r-1"), Some(Duration::from_secs(7))));
    assert_eq!(error.raw().unwrap().body(), r#"{"error":"no luck"}"#);
}

#[tokio::test]
async fn operations_share_one_place_for_a_body() {
    let refused = r#"{"error":{"code":403,"message":"used up"}}"#;
    let error = error(vec![Answer::new(401, "text/plain", "expired"), Answer::json(403, refused)]).await;
    assert_eq!(error.status(), Some(StatusCode::FORBIDDEN));
    assert_eq!(error.body::<ForbiddenResponse>().unwrap().error.message, "used up");
    assert!(error.to_string().ends_with("returned 403 Forbidden"), "{error}");
}

#[tokio::test]
async fn a_body_is_found_whatever_its_status() {
    for (answer, title) in [
        (Answer::new(409, "application/problem+json", r#"{"title":"mine"}"#), Some("mine")),
        (Answer::json(503, r#"{"title":"yours"}"#), Some("yours")),
        (Answer::status(404), None),
    ] {
        let server = Server::answering(answer).await;
        let client = test_shapes::Client::builder().server(server.url()).build().unwrap();
        let error = CallError::from(client.get_item(1).await.unwrap_err());
        assert_eq!(error.body().map(|problem: &Problem| problem.title.as_str()), title);
        assert_eq!(error.body::<()>().is_some(), title.is_none());
        assert!(error.failure::<GetItemError>().is_some());
    }
}

#[tokio::test]
async fn a_stream_is_not_kept() {
    let server = Server::answering(Answer::new(429, "text/event-stream", "data: later\n\n")).await;
    let client = test_traffic::Client::builder().server(server.url()).build().unwrap();
    let error = CallError::from(client.chat().await.unwrap_err());
    assert_eq!((error.kind(), error.status()), (CallErrorKind::Api, Some(StatusCode::TOO_MANY_REQUESTS)));
    assert!(error.failure::<ChatError>().is_none() && error.message().is_none());
}

#[tokio::test]
async fn an_error_of_a_stream_keeps_its_response() {
    async fn read(client: &test_traffic::Client) -> Result<usize, CallError> {
        let mut events = client.events().await?.into_inner();
        let mut count = 0;
        while let Some(event) = events.next().await {
            event?;
            count += 1;
        }
        Ok(count)
    }
    let events = Answer::new(200, "text/event-stream", "data: sk-1\n\n").header("x-request-id", "r1");
    let server = Server::answering(events).await;
    let client = test_traffic::Client::builder().server(server.url()).build().unwrap();
    let error = read(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.request_id()), (CallErrorKind::Stream, Some("r1")));
    assert!(error.to_string().contains("but its stream has data that could not be decoded"), "{error}");
    assert!(!format!("{error:?} {error}").contains("sk-"));
}

#[tokio::test]
async fn what_is_no_documented_failure_is_told_apart() {
    let unexpected = error(vec![Answer::json(201, r#"{"message":"not yet"}"#)]).await;
    assert_eq!((unexpected.kind(), unexpected.status()), (CallErrorKind::Unexpected, Some(StatusCode::CREATED)));
    let undocumented = error(vec![Answer::new(418, "text/html", "<h1>teapot</h1>")]).await;
    assert_eq!(
        (undocumented.kind(), undocumented.raw().unwrap().body().as_ref()),
        (CallErrorKind::Undocumented, b"<h1>teapot</h1>".as_slice())
    );
    let malformed = error(vec![Answer::json(200, "{}")]).await;
    assert_eq!(
        (malformed.kind(), malformed.retry_after(), malformed.request_id()),
        (CallErrorKind::Decode, None, None)
    );
    let client = Client::builder().server(NO_SERVER).bearer_auth("sk-token").build().unwrap();
    let unreachable = any_key(&client).await.unwrap_err();
    assert_eq!((unreachable.kind(), unreachable.status()), (CallErrorKind::Transport, None));
    assert!(unreachable.is_connect() && !unreachable.is_timeout());
    assert!(std::error::Error::source(&unreachable).is_some());
}

#[tokio::test]
async fn a_message_is_printed_if_it_is_asked_for() {
    let text = |text: &str| vec![Answer::new(401, "text/plain", text.to_owned()), Answer::json(403, "{}")];
    let json = vec![Answer::json(500, r#"{"error":"no \u001b[31m luck"}"#)];
    let error = error(json).await;
    assert_eq!(error.message().unwrap(), "no \u{1b}[31m luck");
    assert!(format!("{error:#}").ends_with("returned 500 Internal Server Error: no \\u{1b}[31m luck"), "{error:#}");
    let server = Server::in_turn(text("Invalid or expired token")).await;
    let refused: CallError = keymint(&server).get_auth_response_request_id("req_1").await.unwrap_err().into();
    assert!(format!("{refused:#}").ends_with("returned 401 Unauthorized: Invalid or expired token"), "{refused:#}");
}

#[tokio::test]
async fn a_message_may_be_deep() {
    let refused = r#"{"error":{"code":403,"message":"used up"}}"#;
    let error = error(vec![Answer::new(401, "text/plain", "expired"), Answer::json(403, refused)]).await;
    assert_eq!(error.message().unwrap(), "used up");
}

#[tokio::test]
async fn it_prints_no_bodies_unasked() {
    let error = error(vec![Answer::json(500, r#"{"error":"sk-body"}"#)]).await;
    assert!(!error.to_string().contains("sk-body"), "{error}");
    // Threads share it, and other error types keep it.
    let boxed: Box<dyn std::error::Error + Send + Sync> = error.into();
    assert!(boxed.downcast_ref::<CallError>().is_some());
}
