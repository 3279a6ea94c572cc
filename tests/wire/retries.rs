//! Which requests are retried, when, and how often.

use std::sync::Arc;
use std::time::Duration;

use statusful::{AttemptOutcome, Body, Bytes, CallOptions, ClientBuilder, RetryBudget, RetryPolicy, Statuses};
use statusful_tests::{Answer, NO_SERVER, Server};
use test_service::retries::{CreateReportError, ListReportsError};
use test_service::{Client, Error, types};

use crate::clock::JumpingClock;

fn builder(url: &str, clock: &JumpingClock) -> ClientBuilder<Client> {
    Client::builder().server(url).timeout(Duration::from_secs(600)).clock(clock.clone())
}

fn client(server: &Server, clock: &JumpingClock) -> Client {
    builder(&server.url(), clock).build().unwrap()
}

fn text() -> Answer {
    Answer::new(200, "text/plain", "done")
}

/// Starts a server that answers with a failure several times, and then with a success.
async fn failing(failures: usize, failure: Answer) -> Server {
    Server::in_turn([vec![failure; failures], vec![text()]].concat()).await
}

#[tokio::test]
async fn waits_follow_the_documents_backoff_with_full_jitter() {
    for (random, waits) in [(0.0, [0; 5]), (0.5, [500, 1000, 2000, 4000, 4000]), (0.9, [900, 1800, 3600, 7200, 7200])] {
        let (server, clock) = (failing(5, Answer::status(503)).await, JumpingClock::with_random(random));
        let response = client(&server, &clock).list_reports().await.unwrap();
        assert_eq!(*response, "done");
        assert_eq!(clock.waits(), waits);
        assert_eq!(server.requests().len(), 6);
    }
}

#[tokio::test]
async fn a_response_lists_its_failed_attempts() {
    let answers = vec![Answer::status(429), Answer::status(500), text()];
    let (server, clock) = (Server::in_turn(answers).await, JumpingClock::with_random(0.5));
    let response = client(&server, &clock).list_reports().await.unwrap();
    let attempts: Vec<_> =
        response.attempts().iter().map(|attempt| (attempt.outcome, attempt.wait.as_millis())).collect();
    let status = |code: u16| AttemptOutcome::Status(code.try_into().unwrap());
    assert_eq!(attempts, [(status(429), 500), (status(500), 1000)]);
}

#[tokio::test]
async fn retry_after_is_followed_in_its_three_forms() {
    let forms = [
        ("retry-after", "7", 7_000),
        ("retry-after", "Sun, 06 Nov 1994 08:49:50 GMT", 13_000),
        ("retry-after-ms", "1234", 1_234),
        // Waits are limited to a minute.
        ("retry-after", "86400", 60_000),
        ("retry-after", "99999999999999999999999", 60_000),
    ];
    for (name, value, wait) in forms {
        let server = failing(1, Answer::status(503).header(name, value)).await;
        let clock = JumpingClock::with_random(0.5);
        let options = CallOptions::new().retry(RetryPolicy::new());
        client(&server, &clock).list_reports().options(options).await.unwrap();
        assert_eq!(clock.waits(), [wait], "{name}: {value}");
    }
}

#[tokio::test]
async fn retry_after_does_not_shorten_the_backoff() {
    let hints = [
        ("retry-after", "0"),
        ("retry-after", "Sun, 06 Nov 1994 08:00:00 GMT"),
        ("retry-after-ms", "0"),
        // Neither is a number of seconds in RFC 9110.
        ("retry-after", "+5"),
        ("retry-after", "-5"),
    ];
    for (name, value) in hints {
        let server = failing(3, Answer::status(503).header(name, value)).await;
        let clock = JumpingClock::with_random(0.5);
        let options = CallOptions::new().retry(RetryPolicy::new());
        client(&server, &clock).list_reports().options(options).await.unwrap();
        assert_eq!(clock.waits(), [250, 375, 562], "{name}: {value}");
    }
}

#[tokio::test]
async fn the_caller_gets_the_last_failure() {
    let (server, clock) = (failing(9, Answer::status(503)).await, JumpingClock::with_random(0.5));
    let client = builder(&server.url(), &clock).retry(RetryPolicy::new().max_retries(2)).build().unwrap();
    let error = client.list_reports().await.unwrap_err();
    assert_eq!(error.attempts().len(), 2);
    let Error::Api(response) = error else { panic!("{error}") };
    assert_eq!(*response, ListReportsError::ServiceUnavailable);
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn requests_that_are_not_idempotent_are_sent_once() {
    let body = types::Report { title: "a".to_owned() };
    let (server, clock) = (failing(1, Answer::status(503)).await, JumpingClock::with_random(0.5));
    let error = client(&server, &clock).create_report(&body).await.unwrap_err();
    assert!(matches!(error, Error::Api(response) if *response == CreateReportError::ServiceUnavailable));
    assert_eq!((server.requests().len(), clock.waits().len()), (1, 0));
}

#[tokio::test]
async fn an_idempotency_key_or_the_policy_allows_retries_of_any_request() {
    let body = types::Report { title: "a".to_owned() };
    let created = Answer::json(201, r#"{"title":"a"}"#);
    let answers = vec![Answer::status(503), created.clone(), Answer::status(503), created];
    let (server, clock) = (Server::in_turn(answers).await, JumpingClock::with_random(0.5));
    let client = client(&server, &clock);
    client.create_report(&body).idempotency_key("one-order").await.unwrap();
    client.create_report(&body).retry(RetryPolicy::new().non_idempotent(true)).await.unwrap();
    let seen = server.requests();
    assert_eq!(seen.len(), 4);
    assert!(seen.iter().all(|request| request.body == r#"{"title":"a"}"#));
    let keys: Vec<_> = seen.iter().map(|request| request.header("idempotency-key")).collect();
    assert_eq!(keys, ["one-order", "one-order", "", ""]);
}

#[tokio::test]
async fn the_document_can_forbid_retries() {
    let (server, clock) = (failing(1, Answer::status(503)).await, JumpingClock::with_random(0.5));
    let error = client(&server, &clock).delete_report("1").await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), server.requests().len()), (503, 1));
}

#[tokio::test]
async fn the_policy_of_a_call_precedes_its_clients_and_the_documents() {
    let statuses = |status| RetryPolicy::new().statuses(Statuses::of(&[status]));
    let answers = vec![Answer::status(418), text()];
    let (server, clock) = (Server::in_turn(answers.clone()).await, JumpingClock::with_random(0.0));
    let client = builder(&server.url(), &clock).retry(statuses(418)).build().unwrap();
    client.list_reports().await.unwrap();

    let server = Server::in_turn(answers).await;
    let client = builder(&server.url(), &clock).retry(statuses(418)).build().unwrap();
    let error = client.list_reports().retry(statuses(503)).await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), server.requests().len()), (418, 1));
}

#[tokio::test]
async fn without_a_policy_there_are_no_retries() {
    let (server, clock) = (failing(1, Answer::status(500)).await, JumpingClock::with_random(0.5));
    let client = keymint::Client::builder().server(server.url()).clock(clock).build().unwrap();
    let _ = client.get_auth_response_request_id("r").await.unwrap_err();
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn no_retry_starts_after_the_calls_time_limit() {
    let server = failing(9, Answer::status(503).header("retry-after", "40")).await;
    let clock = JumpingClock::with_random(0.5);
    let options = CallOptions::new().timeout(Duration::from_secs(100)).retry(RetryPolicy::new());
    let error = client(&server, &clock).list_reports().options(options).await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 503);
    assert_eq!(clock.waits(), [40_000, 40_000]);
}

#[tokio::test]
async fn no_retry_starts_when_the_calls_time_is_just_over() {
    for (timeout, waits) in [(40, vec![]), (41, vec![40_000])] {
        let server = failing(9, Answer::status(503).header("retry-after", "40")).await;
        let clock = JumpingClock::with_random(0.5);
        let options = CallOptions::new().timeout(Duration::from_secs(timeout)).retry(RetryPolicy::new());
        client(&server, &clock).list_reports().options(options).await.unwrap_err();
        assert_eq!(clock.waits(), waits, "{timeout}");
    }
}

#[tokio::test]
async fn no_retry_starts_after_the_documents_time_limit() {
    let server = failing(9, Answer::status(503).header("retry-after", "25")).await;
    let clock = JumpingClock::with_random(0.5);
    client(&server, &clock).list_reports().await.unwrap_err();
    // A third wait would end after 75 s; the document allows 60.
    assert_eq!(clock.waits(), [25_000, 25_000]);
}

#[tokio::test]
async fn a_client_out_of_budget_fails_at_once() {
    let (server, clock) = (Server::answering(Answer::status(503)).await, JumpingClock::with_random(0.0));
    let budget = Arc::new(RetryBudget::new(3));
    let policy = RetryPolicy::new().max_retries(2);
    let client = builder(&server.url(), &clock).retry_budget(Arc::clone(&budget)).retry(policy).build().unwrap();
    let mut sent = Vec::new();
    for _ in 0..3 {
        client.clone().list_reports().await.unwrap_err();
        sent.push(server.requests().len());
    }
    assert_eq!(sent, [3, 5, 6]);
    assert_eq!(budget.remaining(), 0);
}

#[tokio::test]
async fn a_broken_connection_is_retried() {
    let cut = Answer::new(200, "text/plain", "do").cut();
    let (server, clock) = (Server::in_turn(vec![cut, text()]).await, JumpingClock::with_random(0.5));
    let response = client(&server, &clock).list_reports().await.unwrap();
    assert_eq!(*response, "done");
    assert_eq!(response.attempts()[0].outcome, AttemptOutcome::Interrupted);
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn an_attempt_that_times_out_is_retried() {
    let hung = Answer::new(200, "text/plain", "").hang();
    let (server, clock) = (Server::in_turn(vec![hung, text()]).await, JumpingClock::with_random(0.5));
    let client = builder(&server.url(), &clock).attempt_timeout(Duration::from_millis(300)).build().unwrap();
    let response = client.list_reports().await.unwrap();
    assert_eq!((response.as_str(), response.attempts()[0].outcome), ("done", AttemptOutcome::TimedOut));
}

#[tokio::test]
async fn any_request_is_retried_if_no_connection_was_made() {
    let clock = JumpingClock::with_random(0.5);
    let client = builder(NO_SERVER, &clock).retry(RetryPolicy::new().max_retries(2)).build().unwrap();
    let error = client.create_report(&types::Report { title: "a".to_owned() }).await.unwrap_err();
    assert!(error.is_connect());
    let outcomes: Vec<_> = error.attempts().iter().map(|attempt| attempt.outcome).collect();
    assert_eq!(outcomes, [AttemptOutcome::NotConnected; 2]);
    assert_eq!(clock.waits(), [250, 375]);
}

#[tokio::test]
async fn a_body_in_memory_is_sent_again_and_a_stream_is_not() {
    let gone = Answer::status(204);
    let answers = vec![Answer::status(503), gone, Answer::status(503)];
    let (server, clock) = (Server::in_turn(answers).await, JumpingClock::with_random(0.0));
    let client = client(&server, &clock);
    client.replace_report("1", "bytes").await.unwrap();
    let stream = Body::stream(Once(Some(Bytes::from_static(b"bytes"))));
    client.replace_report("1", stream).await.unwrap_err();
    let bodies: Vec<_> = server.requests().into_iter().map(|request| request.body).collect();
    assert_eq!(bodies, ["bytes"; 3]);
}

/// A stream of one chunk.
struct Once(Option<Bytes>);

impl futures_core::Stream for Once {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(self.0.take().map(Ok))
    }
}
