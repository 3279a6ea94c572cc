//! Requests without a response.

use std::error::Error as _;
use std::fmt::Write as _;
use std::time::Duration;

use statusful::{Client, Error, Never};
use statusful_tests::{Answer, NO_SERVER, RawServer, Server, send_and_close, send_and_hang};
use tokio::io::AsyncReadExt as _;

use super::operations::{KeyInQuery, Plain, call, client};

/// Everything that an error and its sources print.
fn shown(error: &Error<Never>) -> String {
    let mut shown = format!("{error} {error:?} {error:#?}");
    let mut source = error.source();
    while let Some(cause) = source {
        write!(shown, " {cause} {cause:?}").unwrap();
        source = cause.source();
    }
    shown
}

async fn failure(server: &str) -> Error<Never> {
    failure_within(Duration::from_secs(20), server).await
}

async fn failure_within(timeout: Duration, server: &str) -> Error<Never> {
    let client = Client::builder().api_key("key", "sk-query").timeout(timeout).build().unwrap();
    let error = call::<KeyInQuery>(&client).server(server).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert!(!shown(&error).contains("sk-"), "{}", shown(&error));
    assert!(error.raw().is_none() && error.status().is_none() && error.headers().is_none());
    error
}

#[tokio::test]
async fn a_port_without_a_listener() {
    let error = failure(NO_SERVER).await;
    assert!(error.is_connect() && !error.is_timeout());
    assert_eq!(error.to_string(), format!("GET {NO_SERVER}/ got no response: it could not connect"));
    assert!(error.source().is_some());
}

#[tokio::test]
async fn a_server_that_does_not_respond() {
    let error = failure_within(Duration::from_millis(300), &send_and_hang("").await).await;
    assert!(error.is_timeout() && !error.is_connect());
    assert!(error.to_string().ends_with("got no response: it timed out"), "{error}");
}

#[tokio::test]
async fn a_response_that_is_not_http() {
    let error = failure(&send_and_close("SSH-2.0-OpenSSH_9.9\r\n").await).await;
    assert!(!error.is_timeout() && !error.is_connect());
}

#[tokio::test]
async fn the_server_closes_the_connection() {
    for head in ["", "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n"] {
        let error = failure(&send_and_close(head).await).await;
        assert!(!error.is_timeout() && !error.is_connect());
        assert!(error.to_string().ends_with("the connection failed"), "{error}");
    }
}

#[tokio::test]
async fn endless_redirects() {
    let server = Server::answering(Answer::status(302).header("location", "/again?key=sk-again")).await;
    let error = failure(&server.url()).await;
    assert!(matches!(&error, Error::Transport(error) if error.is_redirect()));
}

#[tokio::test]
async fn the_longest_timeout_is_accepted() {
    let url = send_and_close("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await;
    assert!(call::<Plain>(&client()).server(url).timeout(Duration::MAX).await.is_ok());
}

#[tokio::test]
async fn dropping_a_call_closes_its_connection() {
    let server = RawServer::start().await;
    let call = tokio::spawn(call::<Plain>(&client()).server(server.url()).into_future());
    let mut connection = server.accept().await;
    call.abort();
    assert!(call.await.unwrap_err().is_cancelled());
    let closed = tokio::time::timeout(Duration::from_secs(10), connection.read(&mut [0])).await;
    assert!(matches!(closed, Ok(Ok(0) | Err(_))), "{closed:?}");
}
