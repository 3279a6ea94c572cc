//! Requests that can be repeated though their methods are not idempotent.

use std::time::Duration;

use statusful_tests::{Answer, Server};
use test_service::types::Order;
use test_service::{Client, Error};

use crate::clock::JumpingClock;

fn client(server: &Server) -> Client {
    let clock = JumpingClock::with_random(0.5);
    Client::builder().server(server.url()).timeout(Duration::from_secs(600)).clock(clock).build().unwrap()
}

/// Starts a server that fails twice and then succeeds, for each of several calls.
async fn failing(calls: usize, success: Answer) -> Server {
    let one = [Answer::status(503), Answer::status(503), success];
    Server::in_turn(one.iter().cycle().take(3 * calls).cloned().collect::<Vec<_>>()).await
}

fn keys(server: &Server, header: &str) -> Vec<String> {
    server.requests().iter().map(|request| request.header(header).to_owned()).collect()
}

#[tokio::test]
async fn a_generated_key_is_the_same_for_all_attempts_of_a_call() {
    let server = failing(2, Answer::status(201)).await;
    let client = client(&server);
    for _ in 0..2 {
        let response = client.orders().create(&Order::new("a")).await.unwrap();
        assert_eq!(response.attempts().len(), 2);
    }
    let keys = keys(&server, "idempotency-key");
    let (first, second) = keys.split_at(3);
    for (call, key) in [(first, &first[0]), (second, &second[0])] {
        assert_eq!(call, vec![key.clone(); 3], "all attempts of a call have its key");
        assert_eq!(key.len(), 36, "{key} is a UUID");
    }
    assert_ne!(first[0], second[0], "each call has a key of its own");
}

#[tokio::test]
async fn a_key_of_the_caller_replaces_the_generated_one() {
    let server = failing(1, Answer::status(201)).await;
    client(&server).orders().create(&Order::new("a")).idempotency_key("mine").await.unwrap();
    assert_eq!(keys(&server, "idempotency-key"), ["mine"; 3]);
}

#[tokio::test]
async fn a_key_is_sent_in_the_header_of_the_operation() {
    let server = failing(1, Answer::status(204)).await;
    #[expect(deprecated, reason = "the document deprecates it, to show the message")]
    client(&server).orders().cancel_orders().idempotency_key("mine").await.unwrap();
    assert_eq!(keys(&server, "x-request-key"), ["mine"; 3]);
    assert_eq!(keys(&server, "idempotency-key"), [""; 3]);
}

#[tokio::test]
async fn without_a_key_the_method_decides() {
    let server = failing(1, Answer::status(204)).await;
    #[expect(deprecated, reason = "the document deprecates it, to show the message")]
    let error = client(&server).orders().cancel_orders().await.unwrap_err();
    assert!(matches!(&error, Error::Undocumented(raw) if raw.status() == 503), "{error:?}");
    assert_eq!(keys(&server, "x-request-key"), [""]);
}

#[tokio::test]
async fn what_is_harmless_is_repeated_without_a_key() {
    let server = failing(1, Answer::new(200, "text/plain", "7")).await;
    let response = client(&server).orders().count_orders().await.unwrap();
    assert_eq!((response.as_str(), response.attempts().len()), ("7", 2));
    assert_eq!(keys(&server, "idempotency-key"), [""; 3]);
}

#[tokio::test]
async fn a_caller_can_remove_the_key() {
    let server = failing(1, Answer::status(201)).await;
    let call = client(&server).orders().create(&Order::new("a")).header("Idempotency-Key", &None::<String>);
    let error = call.await.unwrap_err();
    assert!(matches!(&error, Error::Undocumented(raw) if raw.status() == 503), "{error:?}");
    assert_eq!(keys(&server, "idempotency-key"), [""]);
}
