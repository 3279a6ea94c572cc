//! Connections: too much, too little, too late, elsewhere, or none.

use std::time::Duration;

use keymint::{Client, Error};
use statusful::BodyErrorKind;
use statusful_tests::{Answer, Server, send_and_close};

use crate::{keymint, keymint_at};

const KEY: &str = r#"{"api_key":"k","name":"n"}"#;

#[tokio::test]
async fn a_body_over_the_cap_is_not_read_on() {
    let server = Server::answering(Answer::json(200, "x".repeat(2000))).await;
    let client = Client::builder().server(server.url()).max_body_bytes(1000).build().unwrap();
    let error = client.get_auth_response_request_id("r").await.unwrap_err();
    let Error::Body(fault) = error else { panic!("{error:?}") };
    assert_eq!(fault.kind(), BodyErrorKind::TooLarge { limit: 1000 });
    assert_eq!(fault.response().status(), 200);
    assert!(fault.response().body().len() <= 1000);
    assert!(!fault.response().is_complete());
}

#[tokio::test]
async fn an_endless_body_is_cut_at_the_cap() {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-a: b\r\ntransfer-encoding: chunked\r\n\r\n";
    let chunk = format!("1000\r\n{}\r\n", "x".repeat(0x1000));
    let url = send_and_close(format!("{head}{}", chunk.repeat(64))).await;
    let error = keymint_at(&url).get_auth_response_request_id("r").max_body_bytes(10_000).await.unwrap_err();
    let Error::Body(fault) = error else { panic!("{error:?}") };
    assert_eq!(fault.kind(), BodyErrorKind::TooLarge { limit: 10_000 });
    assert_eq!(fault.response().header("x-a"), Some("b"));
    assert!(fault.response().body().len() <= 10_000);
}

#[tokio::test]
async fn a_body_of_just_the_cap_is_read() {
    let server = Server::answering(Answer::json(200, KEY)).await;
    let call = keymint(&server).get_auth_response_request_id("r").max_body_bytes(KEY.len());
    assert!(call.await.unwrap().is_ok());
}

#[tokio::test]
async fn a_connection_cut_midway_keeps_what_came() {
    let url =
        send_and_close("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{\"api_key\":")
            .await;
    let error = keymint_at(&url).get_auth_response_request_id("r").await.unwrap_err();
    let Error::Body(fault) = error else { panic!("{error:?}") };
    assert_eq!(fault.kind(), BodyErrorKind::Interrupted);
    assert_eq!(fault.response().status(), 200);
    assert_eq!(fault.response().body(), "{\"api_key\":");
    assert!(!fault.response().is_complete());
}

#[tokio::test]
async fn what_is_not_http_is_a_transport_error() {
    let url = send_and_close("SSH-2.0-OpenSSH_9.2\r\n").await;
    let error = keymint_at(&url).get_auth_response_request_id("r").await.unwrap_err();
    assert!(matches!(&error, Error::Transport(fault) if !fault.is_connect()), "{error:?}");
}

#[tokio::test]
async fn nobody_listening_is_a_connect_error() {
    let server = Server::answering(Answer::status(200)).await;
    let url = server.url();
    drop(server);
    tokio::task::yield_now().await;
    let error = keymint_at(&url).get_auth_response_request_id("r").await.unwrap_err();
    assert!(error.is_connect(), "{error:?}");
    assert!(error.raw().is_none());
}

#[tokio::test]
async fn too_late_is_a_timeout() {
    let url = send_and_close("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n").await;
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let silent = format!("http://{}", listener.local_addr().unwrap());
    let error = keymint_at(&silent).get_auth_response_request_id("r").timeout(Duration::from_millis(50)).await;
    assert!(error.unwrap_err().is_timeout());
    let cut = keymint_at(&url).get_auth_response_request_id("r").timeout(Duration::from_secs(5)).await.unwrap_err();
    assert!(!cut.is_timeout(), "{cut:?}");
}

#[tokio::test]
async fn a_redirect_is_followed_and_told() {
    let server = Server::start(|request| match request.target.as_str() {
        "/auth-response/r" => Answer::status(307).header("location", "/elsewhere"),
        _ => Answer::json(200, KEY),
    })
    .await;
    let response = keymint(&server).get_auth_response_request_id("r").await.unwrap();
    assert_eq!(response.url().path(), "/elsewhere");
    assert_eq!(response.request_url().path(), "/auth-response/r");
}

#[tokio::test]
async fn a_redirect_in_a_circle_ends() {
    let server = Server::answering(Answer::status(302).header("location", "/again")).await;
    let error = keymint(&server).get_auth_response_request_id("r").await.unwrap_err();
    assert!(matches!(&error, Error::Transport(fault) if fault.is_redirect()), "{error:?}");
}

#[tokio::test]
async fn dropping_a_call_closes_its_connection() {
    use tokio::io::AsyncReadExt as _;

    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let client = keymint_at(&format!("http://{}", listener.local_addr().unwrap()));
    let call = tokio::spawn(client.get_auth_response_request_id("r").into_future());
    let (mut connection, _) = listener.accept().await.unwrap();
    let mut request = [0; 4096];
    assert!(connection.read(&mut request).await.unwrap() > 0);
    // Nothing was answered, and nothing will be.
    call.abort();
    assert!(call.await.unwrap_err().is_cancelled());
    let closed = tokio::time::timeout(std::time::Duration::from_secs(10), connection.read(&mut request)).await;
    assert!(matches!(closed, Ok(Ok(0) | Err(_))), "{closed:?}");
}
