//! Requests that get no response.

use std::error::Error as _;
use std::fmt::Write as _;
use std::time::Duration;

use axum::Router;
use statusful::{Client, Error, Never};
use tokio::net::TcpListener;

use crate::operations::{KeyInQuery, Plain, call, client};
use crate::server::{redirect, send_and_close, send_and_stall, serve};

/// All that a log could show of an error.
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
async fn nobody_listens() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let error = failure(&format!("http://{address}")).await;
    assert!(error.is_connect() && !error.is_timeout());
    assert_eq!(error.to_string(), format!("GET http://{address}/ got no response: no connection could be made"));
    assert!(error.source().is_some());
}

#[tokio::test]
async fn nobody_answers() {
    let error = failure_within(Duration::from_millis(300), &send_and_stall("").await).await;
    assert!(error.is_timeout() && !error.is_connect());
    assert!(error.to_string().ends_with("got no response: it was not answered in time"), "{error}");
}

#[tokio::test]
async fn the_answer_is_no_http() {
    let error = failure(&send_and_close("SSH-2.0-OpenSSH_9.9\r\n").await).await;
    assert!(!error.is_timeout() && !error.is_connect());
}

#[tokio::test]
async fn the_connection_closes_at_once() {
    let error = failure(&send_and_close("").await).await;
    assert!(error.to_string().ends_with("the connection failed before an answer"), "{error}");
}

#[tokio::test]
async fn redirects_without_end() {
    let error = failure(&serve(Router::new().fallback(redirect(302, "/again?key=sk-again".to_owned()))).await).await;
    assert!(matches!(&error, Error::Transport(error) if error.is_redirect()));
}

#[tokio::test]
async fn redirects_to_where_no_client_goes() {
    let error = failure(&serve(Router::new().fallback(redirect(302, "ftp://h/?key=sk-again".to_owned()))).await).await;
    assert!(matches!(&error, Error::Transport(error) if error.is_redirect()));
}

#[tokio::test]
async fn time_can_be_as_good_as_unlimited() {
    let url = send_and_close("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await;
    assert!(call::<Plain>(&client()).server(url).timeout(Duration::MAX).await.is_ok());
}
