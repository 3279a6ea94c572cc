//! Polling until a response is ready.

use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use futures_core::Stream;
use keymint::comfy_ui::GetAuthResponseRequestIdError;
use statusful::{CallOptions, Clock, Error, PollOutcome, Sleep};
use statusful_tests::{Answer, NO_SERVER, Server};
use test_service::polling::{GetJobError, GetJobResponse};
use tokio::sync::Notify;

use crate::clock::JumpingClock;

const KEY: &str = r#"{"api_key":"cd_secret","name":"a key"}"#;
const NOT_YET: &str = r#"{"message":"not yet"}"#;

fn key() -> Answer {
    Answer::json(200, KEY)
}

fn not_yet() -> Answer {
    Answer::json(201, NOT_YET)
}

fn keymint(server: &Server, clock: &JumpingClock) -> keymint::Client {
    keymint::Client::builder().server(server.url()).bearer_auth("t").clock(clock.clone()).build().unwrap()
}

fn service(server: &Server, clock: &JumpingClock) -> test_service::Client {
    test_service::Client::builder().server(server.url()).clock(clock.clone()).build().unwrap()
}

fn text(status: u16) -> Answer {
    Answer::new(status, "text/plain", status.to_string())
}

#[tokio::test]
async fn polling_ends_when_the_key_is_ready() {
    for pending in [0, 1, 4] {
        let answers = [vec![not_yet(); pending], vec![key()]].concat();
        let (server, clock) = (Server::in_turn(answers).await, JumpingClock::with_random(0.0));
        let grant = keymint(&server, &clock).get_auth_response_request_id("r").poll().await.unwrap();
        assert_eq!((grant.api_key.expose_secret(), grant.status().as_u16()), ("cd_secret", 200));
        assert_eq!(server.requests().len(), pending + 1);
        assert_eq!(clock.waits(), [2000, 3000, 4500, 6750][..pending]);
    }
}

#[tokio::test]
async fn polling_ends_at_a_documented_failure() {
    let unauthorized = Answer::new(401, "text/plain", "Invalid or expired token");
    let server = Server::in_turn(vec![not_yet(), unauthorized, key()]).await;
    let clock = JumpingClock::with_random(0.0);
    let error = keymint(&server, &clock).get_auth_response_request_id("r").poll().await.unwrap_err();
    let Error::Api(response) = error else { panic!("{error}") };
    assert!(
        matches!(response.into_inner(), GetAuthResponseRequestIdError::Unauthorized(text) if text.contains("expired"))
    );

    let server = Server::in_turn(vec![not_yet(), Answer::json(500, r#"{"error":"no"}"#), key()]).await;
    let error = keymint(&server, &clock).get_auth_response_request_id("r").poll().await.unwrap_err();
    let Error::Api(response) = error else { panic!("{error}") };
    assert_eq!(response.internal_server_error().unwrap().error, "no");
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn polling_continues_after_a_temporary_failure() {
    let server = Server::in_turn(vec![not_yet(), Answer::status(503), key()]).await;
    let clock = JumpingClock::with_random(0.0);
    let grant = keymint(&server, &clock).get_auth_response_request_id("r").poll().await.unwrap();
    assert_eq!((grant.name.as_str(), server.requests().len()), ("a key", 3));
}

#[tokio::test]
async fn polling_continues_after_a_failed_connection() {
    let clock = JumpingClock::with_random(0.0);
    let client = keymint::Client::builder().server(NO_SERVER).clock(clock.clone()).build().unwrap();
    let mut polling = client.get_auth_response_request_id("r").poll();
    for _ in 0..3 {
        let found = polling.next().await.unwrap().unwrap().outcome;
        assert!(matches!(&found, PollOutcome::Interrupted(error) if error.is_connect()), "{found:?}");
    }
}

#[tokio::test]
async fn each_poll_is_an_item_of_the_stream() {
    let answers = vec![text(202), text(404), Answer::status(429), text(206)];
    let (server, clock) = (Server::in_turn(answers).await, JumpingClock::with_random(0.0));
    let mut polling = service(&server, &clock).get_job("1").poll();
    let (mut found, mut progress) = (Vec::new(), Vec::new());
    while let Some(seen) = polling.next().await {
        let seen = seen.unwrap();
        progress.push((seen.poll, seen.wait.map(|wait| wait.as_millis())));
        found.push(match seen.outcome {
            PollOutcome::Pending(response) => format!("pending {:?}", response.into_inner()),
            PollOutcome::PendingFailure(response) => format!("pending {:?}", response.into_inner()),
            PollOutcome::Interrupted(error) => format!("interrupted {}", error.status().unwrap()),
            PollOutcome::Ready(response) => format!("ready {:?}", response.into_inner()),
            other => panic!("{other:?}"),
        });
    }
    assert_eq!(
        found,
        [
            r#"pending Accepted("202")"#,
            r#"pending NotFound("404")"#,
            "interrupted 429 Too Many Requests",
            r#"ready PartialContent("206")"#,
        ]
    );
    assert_eq!(clock.waits(), [1000, 2000, 4000]);
    assert_eq!(progress, [(1, Some(1000)), (2, Some(2000)), (3, Some(4000)), (4, None)]);
}

#[tokio::test]
async fn the_poll_before_the_deadline_is_followed_by_no_wait() {
    let (server, clock) = (Server::answering(not_yet()).await, JumpingClock::with_random(0.0));
    let polling = keymint(&server, &clock).get_auth_response_request_id("r").poll();
    let mut polling = polling.deadline(Duration::from_secs(3));
    let mut progress = Vec::new();
    let error = loop {
        match polling.next().await.unwrap() {
            Ok(seen) => progress.push((seen.poll, seen.wait.map(|wait| wait.as_millis()))),
            Err(error) => break error,
        }
    };
    assert_eq!(progress, [(1, Some(2000)), (2, Some(750)), (3, None)]);
    assert!(matches!(error, Error::Deadline(error) if error.polls() == 3));
}

#[tokio::test]
async fn the_document_defines_which_failures_are_final() {
    let (server, clock) = (Server::answering(text(503)).await, JumpingClock::with_random(0.0));
    let error = service(&server, &clock).get_job("1").poll().await.unwrap_err();
    assert!(matches!(error, Error::Api(response) if *response == GetJobError::ServiceUnavailable("503".to_owned())));
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn several_ready_statuses_are_an_enum() {
    let (server, clock) = (Server::in_turn(vec![text(202), text(200)]).await, JumpingClock::with_random(0.0));
    let job = service(&server, &clock).get_job("1").poll().await.unwrap();
    assert_eq!(*job, GetJobResponse::Ok("200".to_owned()));
}

#[tokio::test]
async fn without_documented_intervals_the_runtimes_defaults_apply() {
    let server = Server::in_turn(vec![text(404), text(404), text(200)]).await;
    let clock = JumpingClock::with_random(0.0);
    let export = service(&server, &clock).get_export("1").poll().await.unwrap();
    assert_eq!((export.as_str(), clock.waits()), ("200", vec![2000, 3000]));
}

#[tokio::test]
async fn waits_have_jitter_and_are_never_shorter_than_the_interval() {
    let server = Server::in_turn(vec![not_yet(), not_yet(), key()]).await;
    let clock = JumpingClock::with_random(0.9);
    keymint(&server, &clock).get_auth_response_request_id("r").poll().await.unwrap();
    assert_eq!(clock.waits(), [2900, 4350]);
}

#[tokio::test]
async fn a_pending_response_can_request_a_longer_wait() {
    let answers = vec![not_yet().header("retry-after", "30"), not_yet().header("retry-after", "1"), key()];
    let (server, clock) = (Server::in_turn(answers).await, JumpingClock::with_random(0.0));
    keymint(&server, &clock).get_auth_response_request_id("r").poll().await.unwrap();
    assert_eq!(clock.waits(), [30_000, 3000]);
}

#[tokio::test]
async fn there_is_a_last_poll_at_the_deadline() {
    let (server, clock) = (Server::answering(not_yet()).await, JumpingClock::with_random(0.0));
    let call = keymint(&server, &clock).get_auth_response_request_id("r");
    let error = call.poll().deadline(Duration::from_secs(8)).await.unwrap_err();
    assert_eq!(clock.waits(), [2000, 3000, 2750]);
    assert!(error.is_timeout());
    let Error::Deadline(error) = error else { panic!("{error}") };
    assert_eq!((error.polls(), error.elapsed()), (4, Duration::from_millis(7750)));
    assert_eq!(error.last_response().unwrap().body(), NOT_YET);
    assert!(error.to_string().starts_with("getAuthResponseRequestId was not ready after 7.8 s and 4 polls"), "{error}");
}

#[tokio::test]
async fn the_last_poll_can_succeed() {
    let server = Server::in_turn(vec![not_yet(), not_yet(), key()]).await;
    let clock = JumpingClock::with_random(0.0);
    let call = keymint(&server, &clock).get_auth_response_request_id("r");
    call.poll().deadline(Duration::from_secs(4)).await.unwrap();
    assert_eq!(clock.waits(), [2000, 1750]);
}

#[tokio::test]
async fn the_caller_can_set_the_intervals() {
    let server = Server::in_turn(vec![not_yet(), not_yet(), not_yet(), key()]).await;
    let clock = JumpingClock::with_random(0.0);
    let polling = keymint(&server, &clock).get_auth_response_request_id("r").poll();
    let second = Duration::from_secs(1);
    polling.interval(second).exponent(3.0).max_interval(5 * second).await.unwrap();
    assert_eq!(clock.waits(), [1000, 3000, 5000]);
}

#[tokio::test]
async fn the_options_of_a_call_apply_to_each_poll() {
    let server = Server::in_turn(vec![not_yet(), key()]).await;
    let clock = JumpingClock::with_random(0.0);
    let options = CallOptions::new().header("x-trace", "7").query("verbose", true);
    keymint(&server, &clock).get_auth_response_request_id("r").options(options).poll().await.unwrap();
    for request in server.requests() {
        assert_eq!((request.header("x-trace"), request.target.as_str()), ("7", "/auth-response/r?verbose=true"));
    }
    assert_eq!(server.requests().len(), 2);
}

/// A clock whose sleeps last until they are released.
#[derive(Clone, Default)]
struct Held(Arc<Notify>);

impl Clock for Held {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn system_time(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, _: Duration) -> Sleep {
        let released = Arc::clone(&self.0);
        Box::pin(async move { released.notified().await })
    }
}

#[tokio::test]
async fn dropping_a_polling_ends_it() {
    let server = Server::answering(not_yet()).await;
    let clock = Held::default();
    let client = keymint::Client::builder().server(server.url()).clock(clock.clone()).build().unwrap();
    let mut polling = client.get_auth_response_request_id("r").poll();
    assert!(matches!(polling.next().await.unwrap().unwrap().outcome, PollOutcome::Pending(_)));
    // The next poll waits for its interval.
    let mut second = std::task::Context::from_waker(std::task::Waker::noop());
    assert!(pin!(&mut polling).poll_next(&mut second).is_pending());
    drop(polling);
    // The sleep, which held the clock, was dropped too.
    assert_eq!(Arc::strong_count(&clock.0), 2);
    clock.0.notify_waiters();
    tokio::task::yield_now().await;
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn there_is_a_shortest_interval() {
    let server = Server::in_turn(vec![not_yet(), not_yet().header("retry-after", "0"), key()]).await;
    let clock = JumpingClock::with_random(0.0);
    let polling = keymint(&server, &clock).get_auth_response_request_id("r").poll();
    polling.interval(Duration::ZERO).max_interval(Duration::ZERO).await.unwrap();
    assert_eq!(clock.waits(), [100, 100]);
}

#[tokio::test]
async fn polling_ends_if_the_server_was_never_reached() {
    let clock = JumpingClock::with_random(0.0);
    let client = keymint::Client::builder().server(NO_SERVER).clock(clock.clone()).build().unwrap();
    let error = client.get_auth_response_request_id("r").poll().await.unwrap_err();
    assert!(error.is_connect() && std::error::Error::source(&error).is_some(), "{error}");
    assert_eq!(clock.waits(), [2000, 3000, 4500, 6750]);
}

#[tokio::test]
async fn polling_ends_at_a_failed_tls_handshake() {
    let (server, clock) = (Server::answering(key()).await, JumpingClock::with_random(0.0));
    let url = server.url().replace("http:", "https:");
    let client = keymint::Client::builder().server(url).clock(clock.clone()).build().unwrap();
    let error = client.get_auth_response_request_id("r").poll().await.unwrap_err();
    assert!(error.is_connect() && std::error::Error::source(&error).is_some(), "{error}");
    assert!(clock.waits().is_empty());
}

#[tokio::test]
async fn the_deadline_keeps_the_last_error() {
    let deadline = Duration::from_secs(60);
    // The server is reached once, and then it is gone.
    let (server, clock) = (Server::answering(not_yet()).await, JumpingClock::with_random(0.0));
    let mut polling = keymint(&server, &clock).get_auth_response_request_id("r").poll().deadline(deadline);
    assert!(matches!(polling.next().await.unwrap().unwrap().outcome, PollOutcome::Pending(_)));
    let server = {
        let url = server.url();
        drop(server);
        url
    };
    let error = polling.await.unwrap_err();
    assert!(matches!(error, Error::Deadline(_)), "{error}");
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert!(source.starts_with(&format!("GET {server}/auth-response/{{request_id}} got no response")), "{source}");

    // A poll with a response leaves no error.
    let server = Server::in_turn(vec![not_yet().cut(), not_yet()]).await;
    let polling = keymint(&server, &clock).get_auth_response_request_id("r").poll().deadline(deadline);
    let error = polling.await.unwrap_err();
    assert!(std::error::Error::source(&error).is_none(), "{error}");

    let server = Server::in_turn(vec![not_yet(), not_yet().cut()]).await;
    let polling = keymint(&server, &clock).get_auth_response_request_id("r").poll().deadline(deadline);
    let error = polling.await.unwrap_err();
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert!(source.contains("but its body was interrupted"), "{source}");
}
