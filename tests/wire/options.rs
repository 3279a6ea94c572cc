//! Every option of a call has an effect, whether the call or its client sets it.

use std::time::Duration;

use statusful::{BodyErrorKind, CallOptions, Credential, RetryPolicy, Statuses};
use statusful_tests::{Answer, Server};
use test_service::{Client, Error};

use crate::clock::JumpingClock;

fn text(body: &'static str) -> Answer {
    Answer::new(200, "text/plain", body)
}

/// Runs `check` twice: with the options set on the call, and set on the client.
async fn both<R: Future<Output = ()>>(options: impl Fn() -> CallOptions, check: impl Fn(Client, CallOptions) -> R) {
    let clock = JumpingClock::with_random(0.0);
    let builder = || Client::builder().clock(clock.clone());
    check(builder().build().unwrap(), options()).await;
    check(builder().options(options()).build().unwrap(), CallOptions::new()).await;
}

#[tokio::test]
async fn server_headers_query_and_credentials() {
    let server = Server::answering(text("done")).await;
    let options = || {
        CallOptions::new()
            .server(format!("{}/base/", server.url()))
            .header("x-trace", 7)
            .query("verbose", true)
            .query("verbose", [1, 2])
            .credential("apiKey", Credential::ApiKey("k".into()))
            .basic_auth("me", "p")
    };
    both(options, |client, options| async move {
        client.either().options(options).await.unwrap();
    })
    .await;
    let seen = server.requests();
    assert_eq!(seen.len(), 2);
    for request in seen {
        assert_eq!(request.target, "/base/either?verbose=true&verbose=1&verbose=2");
        assert_eq!((request.header("x-trace"), request.header("x-key")), ("7", "k"));
        assert_eq!(request.header("authorization"), "Basic bWU6cA==");
    }
}

#[tokio::test]
async fn options_of_a_call_take_precedence_over_its_clients() {
    let server = Server::answering(text("done")).await;
    let defaults =
        CallOptions::new().header("x-a", "client").header("x-b", "client").query("q", 1).bearer_auth("client");
    let client = Client::builder().server(server.url()).options(defaults).build().unwrap();
    client.either().options(CallOptions::new().header("x-a", "call").query("q", 2).bearer_auth("call")).await.unwrap();
    let [request] = &server.requests()[..] else { panic!() };
    assert_eq!((request.header("x-a"), request.header("x-b")), ("call", "client"));
    assert_eq!((request.target.as_str(), request.header("authorization")), ("/either?q=1&q=2", "Bearer call"));
}

#[tokio::test]
async fn time_limits() {
    for (whole, attempt) in [(300, None), (60_000, Some(300))] {
        let server = Server::answering(text("").hang()).await;
        let options = || {
            let limited = CallOptions::new().server(server.url()).retry(RetryPolicy::never());
            let limited = limited.timeout(Duration::from_millis(whole));
            attempt.into_iter().fold(limited, |options, time| options.attempt_timeout(Duration::from_millis(time)))
        };
        both(options, |client, options| async move {
            let error = client.either().options(options).await.unwrap_err();
            assert!(error.is_timeout(), "{error}");
        })
        .await;
    }
}

#[tokio::test]
async fn retries_and_idempotency_keys() {
    let server = Server::answering(Answer::status(418)).await;
    let policy = RetryPolicy::new().statuses(Statuses::of(&[418])).max_retries(2);
    let options = || CallOptions::new().server(server.url()).retry(policy).idempotency_key("once");
    both(options, |client, options| async move {
        let error = client.create_report(&test_service::types::Report::new("a")).options(options).await.unwrap_err();
        assert_eq!(error.status().unwrap().as_u16(), 418);
    })
    .await;
    let seen = server.requests();
    assert!(seen.iter().all(|request| request.header("idempotency-key") == "once"));
    // The client's key would be the same for all its calls, so it allows no retries: one request from that client, and
    // three from the other.
    assert_eq!(seen.len(), 4);
}

#[tokio::test]
async fn the_maximum_size_of_a_body() {
    let server = Server::answering(text("too much")).await;
    let options = || CallOptions::new().server(server.url()).max_body_bytes(3);
    both(options, |client, options| async move {
        let Error::Body(error) = client.either().options(options).await.unwrap_err() else { panic!() };
        assert_eq!(error.kind(), BodyErrorKind::TooLarge { limit: 3 });
    })
    .await;
}

#[tokio::test]
async fn a_call_with_invalid_options_is_not_sent() {
    let server = Server::answering(text("done")).await;
    let client = Client::builder().server(server.url()).build().unwrap();
    let error = client.either().options(CallOptions::new().header("a b", "c")).await.unwrap_err();
    assert!(matches!(&error, Error::Request(_)) && error.to_string().contains("a b"), "{error}");
    assert!(server.requests().is_empty());
    assert!(Client::builder().options(CallOptions::new().header("a b", "c")).build().is_err());
}

#[tokio::test]
async fn a_null_removes_a_header() {
    let server = Server::answering(text("done")).await;
    let builder = || Client::builder().server(server.url()).basic_auth("me", "p").api_key("apiKey", "k");
    let client = builder().default_header("x-a", "client").default_header("x-b", "client").build().unwrap();
    let removed = None::<&str>;
    let options = CallOptions::new().header("x-a", removed).header("authorization", removed).header("x-key", removed);
    client.either().options(options.header("x-c", "1").header("x-c", removed)).await.unwrap();
    let options = CallOptions::new().header("x-a", removed).header("x-a", "again");
    client.either().options(options).await.unwrap();
    // A client's null removes what the document says, and no credentials.
    let options = CallOptions::new().header("accept", removed).header("x-key", removed);
    builder().options(options).build().unwrap().either().await.unwrap();
    let [call, again, client] = &server.requests()[..] else { panic!() };
    for name in ["x-a", "authorization", "x-key", "x-c"] {
        assert!(!call.headers.contains_key(name), "{name}: {call:?}");
    }
    assert_eq!((call.header("x-b"), again.header("x-a")), ("client", "again"));
    assert_eq!((client.header("accept"), client.header("x-key")), ("*/*", "k"));
}
