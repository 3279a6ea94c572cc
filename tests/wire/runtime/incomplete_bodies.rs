//! Response bodies that are too large, interrupted or too slow.

use std::error::Error as _;
use std::time::Duration;

use statusful::{BodyError, BodyErrorKind, Client, Error};
use statusful_tests::{Answer, RawServer, Server, send_and_close, send_and_hang};
use tokio::io::AsyncWriteExt as _;

use super::operations::{Head, Plain, call, client};

async fn body_error(url: &str, limit: usize) -> BodyError {
    match call::<Plain>(&client()).server(url).max_body_bytes(limit).await {
        Err(Error::Body(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_endless_body_is_read_up_to_the_limit() {
    let server = RawServer::start().await;
    let url = server.url();
    let endless = tokio::spawn(async move {
        let mut connection = server.accept().await;
        let head = b"HTTP/1.1 200 OK\r\nx-key: v\r\ntransfer-encoding: chunked\r\n\r\n";
        connection.write_all(head).await.unwrap();
        while connection.write_all(b"5\r\nhello\r\n").await.is_ok() {}
    });
    let error = body_error(&url, 12_344).await;
    assert_eq!(error.kind(), BodyErrorKind::TooLarge { limit: 12_344 });
    assert_eq!(error.response().body().len(), 12_344);
    assert!(error.response().body().starts_with(b"hellohello"));
    assert!(!error.response().is_complete());
    assert_eq!(error.response().header("x-key"), Some("v"));
    tokio::time::timeout(Duration::from_secs(5), endless).await.expect("the client closes the connection").unwrap();
}

#[tokio::test]
async fn a_content_length_above_the_limit_is_an_error() {
    let error =
        body_error(&send_and_hang("HTTP/1.1 200 OK\r\ncontent-length: 99999999999999\r\n\r\nx").await, 100).await;
    assert_eq!(error.kind(), BodyErrorKind::TooLarge { limit: 100 });
    assert_eq!(error.response().status(), 200);
    assert!(error.response().body().len() <= 100);
    assert!(!error.response().is_complete());
}

#[tokio::test]
async fn a_response_to_head_has_no_body() {
    let url = send_and_hang("HTTP/1.1 200 OK\r\ncontent-length: 99999999999999\r\n\r\n").await;
    assert_eq!(*call::<Head>(&client()).server(&url).await.unwrap(), "");
}

#[tokio::test]
async fn a_large_content_length_does_not_reserve_memory() {
    let url = send_and_close("HTTP/1.1 200 OK\r\ncontent-length: 18446744073709550000\r\n\r\nx").await;
    let error = body_error(&url, usize::MAX).await;
    assert_eq!(error.kind(), BodyErrorKind::Interrupted);
    assert_eq!(error.response().body(), "x");
}

#[tokio::test]
async fn a_body_of_exactly_the_limit_is_accepted() {
    let server = Server::answering(Answer::new(200, "text/plain", "12345")).await;
    let client = Client::builder().server(server.url()).max_body_bytes(4).build().unwrap();
    let Err(Error::Body(error)) = call::<Plain>(&client).await else { panic!("the limit was ignored") };
    assert_eq!(error.kind(), BodyErrorKind::TooLarge { limit: 4 });
    assert_eq!(*call::<Plain>(&client).max_body_bytes(5).await.unwrap(), "12345");
}

#[tokio::test]
async fn an_interrupted_body_keeps_the_bytes_that_arrived() {
    for head in ["content-length: 100\r\n\r\nhalf", "transfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n"] {
        let url = send_and_close(format!("HTTP/1.1 200 OK\r\nx-key: v\r\n{head}")).await;
        let error = body_error(&url, 1000).await;
        assert_eq!(error.kind(), BodyErrorKind::Interrupted);
        assert_eq!(error.response().status(), 200);
        assert_eq!(error.response().body(), "half");
        assert!(!error.response().is_complete());
        assert_eq!(error.response().header("x-key"), Some("v"));
        assert!(error.source().is_some());
        assert!(error.to_string().ends_with("returned 200 OK, but its body was interrupted after 4 bytes"), "{error}");
    }
}

#[tokio::test]
async fn a_slow_body_times_out() {
    let url = send_and_hang("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nsk-body").await;
    let Err(Error::Body(error)) = call::<Plain>(&client()).server(url).timeout(Duration::from_millis(300)).await else {
        panic!("the call did not time out")
    };
    assert_eq!(error.kind(), BodyErrorKind::TimedOut);
    assert!(error.response().elapsed() < Duration::from_secs(10));
    assert_eq!(error.response().body(), "sk-body");
    let shown = format!("{error} {error:?} {:?}", error.source());
    assert!(!shown.contains("sk-"), "{shown}");
    assert!(Error::<()>::from(error).is_timeout());
}
