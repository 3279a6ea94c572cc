//! Secrets are not printed: not by responses, errors, clients, calls or options.

use std::error::Error as _;
use std::fmt::Write;

use keymint::types::AuthCodeExchange;
use statusful_tests::{Answer, NO_SERVER, Server};

use crate::keymint;

const SECRET: &str = "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";

/// Returns all that a log could contain of an error.
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
    let call = keymint::Client::new().unwrap().get_auth_response_request_id("r").server(NO_SERVER);
    let error = call.query("key", SECRET).await.unwrap_err();
    assert!(error.is_connect() && error.source().is_some());
    let text = printed(&error);
    assert!(!text.contains(SECRET), "{text}");
}

#[tokio::test]
async fn not_in_polling_or_call_options() {
    use statusful::{CallOptions, ClientCredentials, Credential, PollOutcome};

    let pending = Answer::json(201, r#"{"message":"not yet"}"#).header("x", SECRET);
    let ready = Answer::json(200, format!(r#"{{"api_key":"{SECRET}","name":"n"}}"#));
    let server = Server::in_turn(vec![pending.clone(), Answer::status(503).header("x", SECRET), ready]).await;
    let options = CallOptions::new()
        .credential("bearerAuth", Credential::Bearer(SECRET.into()))
        .client_credentials(ClientCredentials::new("id", SECRET))
        .header("x", SECRET)
        .query("q", SECRET)
        .idempotency_key(SECRET)
        .server(format!("{}/?k={SECRET}", server.url()));
    let client = keymint(&server);
    let polling = client.get_auth_response_request_id("r").options(options.clone()).poll();
    let mut polling = polling.interval(std::time::Duration::from_millis(1)).exponent(1.0);
    let mut text = format!("{options:?} {options:#?} {polling:?}");
    let mut found = 0;
    while let Some(seen) =
        std::future::poll_fn(|context| futures_core::Stream::poll_next(std::pin::Pin::new(&mut polling), context)).await
    {
        let seen = seen.unwrap();
        let _ = write!(text, "{seen:?} {polling:?}");
        if let PollOutcome::Interrupted(error) = &seen.outcome {
            text += &printed(error);
        }
        found += 1;
    }
    assert_eq!(found, 3);

    let server = Server::answering(pending).await;
    let polling = keymint(&server).get_auth_response_request_id("r").options(options.server(server.url())).poll();
    let error = polling.deadline(std::time::Duration::from_millis(1)).await.unwrap_err();
    assert!(matches!(error, keymint::Error::Deadline(_)), "{error}");
    text += &printed(&error);
    assert!(!text.contains(SECRET), "{text}");
}

#[tokio::test]
async fn not_in_a_path() {
    let template = "/base/auth-response/{request_id}";
    let server =
        Server::in_turn(vec![Answer::status(418), Answer::json(201, "[]"), Answer::json(200, "{").cut()]).await;
    let calls = [&server.url(), &server.url(), &server.url(), NO_SERVER].map(|server| {
        keymint::Client::new().unwrap().get_auth_response_request_id(SECRET).server(format!("{server}/base/"))
    });
    for call in calls {
        let error = call.await.unwrap_err();
        let text = printed(&error);
        assert!(!text.contains(SECRET) && text.contains(template), "{text}");
    }
    assert!(server.requests().iter().all(|request| request.target.contains(SECRET)));
}

#[tokio::test]
async fn not_in_the_path_to_an_error_in_json() {
    #[derive(Debug, serde::Deserialize)]
    #[expect(dead_code, reason = "only decoding matters")]
    struct Keys {
        keys: std::collections::BTreeMap<String, Vec<Key>>,
        #[serde(default)]
        ignored: (),
    }

    #[derive(Debug, serde::Deserialize)]
    #[expect(dead_code, reason = "only decoding matters")]
    struct Key {
        id: u32,
    }

    for (body, path) in [
        (format!(r#"{{"keys":{{"{SECRET}":[{{"id":1}},{{"id":"x"}}]}}}}"#), ".keys.*[1].id"),
        (format!(r#"{{"keys":{{"{SECRET}":[],"id":"x"}}}}"#), ".keys.*"),
        (format!(r#"{{"{SECRET}":tru}}"#), ".*"),
    ] {
        let server = Server::answering(Answer::json(418, body.clone())).await;
        let error = keymint(&server).get_auth_response_request_id("r").await.unwrap_err();
        let error = error.raw().unwrap().json::<Keys>().unwrap_err();
        let text = printed(&error);
        assert!(!text.contains(SECRET), "{body}: {text}");
        assert_eq!(error.path(), Some(path), "{body}");
    }
}
