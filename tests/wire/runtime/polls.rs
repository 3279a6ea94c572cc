//! Polls of an operation that documents failures of every kind.

use std::future::poll_fn;
use std::pin::Pin;

use futures_core::Stream as _;
use statusful::http::Method;
use statusful::{Call, Case, Client, Error, Operation, PollPolicy, Polled, RawResponse, ResponseHead, Statuses};
use statusful_tests::{Answer, Server};

use super::operations::call;
use crate::clock::JumpingClock;

/// `GET /`, which is ready with `200`, pending with `202` and `404`, and failed with `500`. Every other failure is JSON.
#[derive(Debug, Clone, Copy)]
struct Job;

impl Operation for Job {
    type Success = String;
    type Failure = u32;
    const ID: &'static str = "getJob";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/";

    fn case(head: &ResponseHead) -> Case<Self> {
        match head.status().as_u16() {
            200..=299 => Case::Success(RawResponse::text),
            400..=599 => Case::Failure(RawResponse::json),
            _ => Case::Undocumented,
        }
    }
}

impl Polled for Job {
    type Ready = String;
    const POLLING: PollPolicy = PollPolicy::new(Statuses::of(&[202, 404])).failed(Statuses::of(&[500]));

    fn ready(success: String) -> Result<String, String> {
        if success == "another" { Err(success) } else { Ok(success) }
    }
}

async fn server(answers: Vec<Answer>) -> (Server, JumpingClock) {
    (Server::in_turn(answers).await, JumpingClock::with_random(0.0))
}

fn job(server: &Server, clock: &JumpingClock) -> Call<Job> {
    call(&Client::builder().server(server.url()).clock(clock.clone()).build().unwrap())
}

fn done() -> Answer {
    Answer::new(200, "text/plain", "done")
}

#[tokio::test]
async fn a_documented_failure_with_a_transient_status_does_not_end_polling() {
    for body in ["7", "not a number"] {
        let (server, clock) = server(vec![Answer::json(503, body), Answer::json(429, body), done()]).await;
        assert_eq!(*job(&server, &clock).poll().await.unwrap(), "done", "{body}");
        assert_eq!(server.requests().len(), 3);
    }
}

#[tokio::test]
async fn any_other_failure_ends_polling() {
    for (status, body) in [(500, "7"), (500, "not a number"), (501, "7"), (501, "not a number")] {
        let (server, clock) = server(vec![Answer::json(status, body), done()]).await;
        let error = job(&server, &clock).poll().await.unwrap_err();
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert_eq!(matches!(error, Error::Decode(_)), body != "7", "{error}");
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn observations_and_polling_can_be_printed() {
    let answers = vec![Answer::new(202, "text/plain", "wait"), Answer::json(404, "7"), Answer::json(503, "8"), done()];
    let (server, clock) = server(answers).await;
    let mut polling = job(&server, &clock).poll();
    let printed = format!("{polling:?}");
    assert!(printed.starts_with(r#"Polling { operation: "getJob", policy: PollPolicy {"#), "{printed}");
    for start in ["Pending(", "PendingFailure(", "Interrupted(", "Ready("] {
        let found = poll_fn(|context| Pin::new(&mut polling).poll_next(context)).await.unwrap().unwrap();
        assert!(format!("{:?}", found.outcome).starts_with(start), "{found:?}");
        assert!(format!("{found:?}").starts_with("Observation { poll: "), "{found:?}");
    }
}
