//! Calls that block the thread.

use statusful::RequestErrorKind;
use statusful_tests::{Answer, Server};

use crate::keymint;
use crate::runtime::operations::{Bytes, Plain, call};

const KEY: &str = r#"{"api_key":"cd_secret","name":"a key"}"#;

/// Starts a server on its own runtime, for tests that have none.
fn serve(answers: Vec<Answer>) -> (tokio::runtime::Runtime, Server) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(Server::in_turn(answers));
    (runtime, server)
}

#[test]
fn a_call_needs_no_runtime() {
    let (_runtime, server) = serve(vec![Answer::json(200, KEY)]);
    let response = keymint(&server).get_auth_response_request_id("r").send_blocking().unwrap();
    assert_eq!(response.ok().unwrap().name, "a key");
}

#[test]
fn polling_needs_no_runtime() {
    let pending = Answer::json(201, r#"{"message":"not yet"}"#).header("retry-after", "0");
    let (_runtime, server) = serve(vec![pending, Answer::json(200, KEY)]);
    let polling = keymint(&server).get_auth_response_request_id("r").poll().interval(std::time::Duration::ZERO);
    assert_eq!(polling.send_blocking().unwrap().name, "a key");
    assert_eq!(server.requests().len(), 2);
}

/// A connection of this runtime would wait for the thread that the call blocks.
#[tokio::test]
async fn a_blocking_call_has_connections_of_its_own() {
    // Its own thread, as this one is blocked.
    let (runtime, server) = std::thread::spawn(|| serve(vec![Answer::json(200, KEY)])).join().unwrap();
    let client = keymint(&server);
    for _ in 0..3 {
        assert!(client.get_auth_response_request_id("r").await.is_ok());
        assert!(client.get_auth_response_request_id("r").send_blocking().is_ok());
        assert!(client.get_auth_response_request_id("r").poll().send_blocking().is_ok());
    }
    runtime.shutdown_background();
}

#[test]
fn streams_are_read_without_a_runtime() {
    let (_runtime, server) = serve(vec![Answer::new(200, "application/octet-stream", "").chunks(["one", "two"])]);
    let client = statusful::Client::new().unwrap();
    let mut bytes = call::<Bytes>(&client).server(server.url()).send_blocking().unwrap().into_inner();
    let mut read = Vec::new();
    while let Some(chunk) = bytes.next_blocking() {
        read.extend(chunk.unwrap());
    }
    assert_eq!(read, b"onetwo");

    let (_runtime, server) = serve(vec![Answer::new(200, "text/plain", "data: 1\n\ndata: x\n\n")]);
    let response = call::<Plain>(&client).server(server.url()).send_blocking().unwrap();
    let mut events = response.raw().events::<u8>();
    assert_eq!(events.next_blocking().unwrap().unwrap().data, 1);
    assert!(events.next_blocking().unwrap().is_err());
    assert!(events.next_blocking().is_none());
    let mut lines = response.raw().json_lines::<u8>();
    assert!(lines.next_blocking().unwrap().is_err());
}

#[tokio::test]
async fn within_a_runtime_the_callers_http_client_cannot_block() {
    let http = statusful::reqwest::Client::new();
    let client = keymint::Client::builder().server("http://127.0.0.1:1").http_client(http).build().unwrap();
    let error = client.get_auth_response_request_id("r").send_blocking().unwrap_err();
    assert!(matches!(&error, keymint::Error::Request(error) if error.kind() == RequestErrorKind::Runtime), "{error}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_blocking_call_works_within_a_runtime() {
    let server = Server::answering(Answer::json(200, KEY)).await;
    assert!(keymint(&server).get_auth_response_request_id("r").send_blocking().is_ok());
}
