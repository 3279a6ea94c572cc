//! Tokens of client credentials: who waits for which fetch.

use std::sync::Arc;
use std::time::Duration;

use statusful::{Client, ClientCredentials, Error, RequestErrorKind};
use statusful_tests::{Answer, RawServer, Server};
use tokio::io::AsyncWriteExt as _;
use tokio::sync::Notify;

use super::operations::{NoEndpoint, OneScope, OtherScope, call};

/// Longer than anything here takes, and shorter than fetching a token may take.
const LIMIT: Duration = Duration::from_secs(3);

#[tokio::test]
async fn a_slow_fetch_delays_only_calls_that_need_its_token() {
    let is_asked = Arc::new(Notify::new());
    let asked = Arc::clone(&is_asked);
    let server = Server::start(move |request| {
        if request.body.ends_with(b"scope=one") {
            asked.notify_one();
            return Answer::json(200, "{").hang();
        }
        Answer::json(200, r#"{"access_token":"t","token_type":"bearer"}"#)
    })
    .await;
    let credentials = ClientCredentials::new("id", "s");
    let client = Client::builder().server(server.url()).client_credentials(credentials).build().unwrap();
    let slow = tokio::spawn(call::<OneScope>(&client).into_future());
    is_asked.notified().await;
    call::<OtherScope>(&client).timeout(LIMIT).await.unwrap();
    slow.abort();
}

#[tokio::test]
async fn a_cancelled_call_does_not_cancel_its_fetch() {
    let (endpoint, server) = (RawServer::start().await, Server::answering(Answer::status(200)).await);
    let credentials = ClientCredentials::new("id", "s").token_url(endpoint.url());
    let client = Client::builder().server(server.url()).client_credentials(credentials).build().unwrap();
    let cancelled = tokio::spawn(call::<OneScope>(&client).into_future());
    let mut connection = endpoint.accept().await;
    cancelled.abort();
    assert!(cancelled.await.unwrap_err().is_cancelled());
    let token = r#"{"access_token":"t","token_type":"bearer"}"#;
    let head = format!("HTTP/1.1 200 \r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n", token.len());
    connection.write_all(format!("{head}{token}").as_bytes()).await.unwrap();
    // The endpoint accepts no other connection.
    call::<OneScope>(&client).timeout(LIMIT).await.unwrap();
    assert_eq!(server.only_request().header("authorization"), "Bearer t");
}

#[tokio::test]
async fn without_an_endpoint_no_token_is_requested() {
    let server = Server::answering(Answer::json(200, r#"{"access_token":"t"}"#)).await;
    let builder = Client::builder().server(server.url()).client_credentials(ClientCredentials::new("id", "s"));
    let error = call::<NoEndpoint>(&builder.build().unwrap()).await.unwrap_err();
    assert!(matches!(&error, Error::Request(error) if error.kind() == RequestErrorKind::Credential), "{error}");
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert!(cause.starts_with("there is no token endpoint"), "{cause}");
    assert!(server.requests().is_empty());
}
