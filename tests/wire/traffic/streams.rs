//! Response bodies that are read while they arrive: complete, cut and malformed.

use std::future::{Ready, poll_fn};
use std::io;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use http_body::Frame;
use statusful::{BoxError, Bytes, EventStream, Hook, HookAction, HookContext, RetryBudget, StreamErrorKind, reqwest};
use statusful_tests::{Answer, Server};
use test_traffic::streams::{ChatError, ChatResponse};
use test_traffic::types::Color;
use test_traffic::{Client, Error};

use super::client;
use crate::clock::JumpingClock;

fn event_stream(text: impl Into<Bytes>) -> Answer {
    Answer::new(200, "text/event-stream", text)
}

fn json_lines(text: impl Into<Bytes>) -> Answer {
    Answer::new(200, "application/x-ndjson", text)
}

fn download(text: impl Into<Bytes>) -> Answer {
    Answer::new(200, "application/octet-stream", text)
}

/// Splits a text into chunks of a size in bytes.
fn split(text: &str, size: usize) -> impl Iterator<Item = Vec<u8>> {
    text.as_bytes().chunks(size).map(<[u8]>::to_vec)
}

/// Starts a server with these answers in order, and then `404`.
async fn serving(answers: impl IntoIterator<Item = Answer>) -> (Server, Client) {
    let answers = answers.into_iter().chain([Answer::status(404)]).collect();
    let server = Server::in_turn(answers).await;
    let client = Client::builder().server(server.url()).clock(JumpingClock::with_random(0.0)).build().unwrap();
    (server, client)
}

/// Returns the `Last-Event-ID` of each request.
fn ids(server: &Server) -> Vec<String> {
    server.requests().iter().map(|request| request.header("last-event-id").to_owned()).collect()
}

fn color(red: i32) -> String {
    format!(r#"{{"b":0,"g":0,"r":{red}}}"#)
}

/// Reads a stream to its end. Returns the red of each color, or the kind of the error.
async fn reds(stream: &mut EventStream<Color>) -> Vec<Result<i32, StreamErrorKind>> {
    let mut reds = Vec::new();
    while let Some(event) = stream.next().await {
        reds.push(event.map(|event| event.data.r).map_err(|error| error.kind()));
    }
    reds
}

#[tokio::test]
async fn events_in_chunks_of_any_size() {
    let text = format!(
        "\u{feff}: hello\r\nevent: first\r\nid: 1\r\nretry: 7\r\ndata: {}\r\n\r\ndata: {{\"b\":0,\rdata: \"g\":0,\ndata: \"r\":2}}\n\n: bye\n",
        color(1)
    );
    for size in [1, 2, 3, 7, text.len()] {
        let (_server, client) = serving([event_stream("").chunks(split(&text, size))]).await;
        let mut stream = client.events().await.unwrap().into_inner();
        let first = stream.next().await.unwrap().unwrap();
        assert_eq!((first.data.r, first.event.as_deref(), first.id.as_deref()), (1, Some("first"), Some("1")));
        assert_eq!(first.retry, Some(Duration::from_millis(7)));
        let second = stream.next().await.unwrap().unwrap();
        assert_eq!((second.data.r, second.event, second.id.as_deref()), (2, None, Some("1")));
        assert!(stream.next().await.is_none() && stream.next().await.is_none());
    }
}

#[tokio::test]
async fn an_event_is_returned_before_the_next_one_arrives() {
    let (_server, client) = serving([event_stream(format!("data: {}\n\n", color(1))).hang()]).await;
    let response = client.events().await.unwrap();
    assert!(!response.raw().is_complete());
    let mut stream = response.into_inner();
    assert_eq!(stream.next().await.unwrap().unwrap().data.r, 1);
}

#[tokio::test]
async fn a_stream_continues_after_data_that_does_not_decode() {
    let text = format!("data: {}\n\ndata: {{\"b\":0,\"g\":\"sk-data\"}}\n\ndata: {}\n\n", color(1), color(3));
    let (_server, client) = serving([event_stream(text)]).await;
    let mut stream = client.events().await.unwrap().into_inner();
    assert_eq!(stream.next().await.unwrap().unwrap().data.r, 1);
    let error = stream.next().await.unwrap().unwrap_err();
    assert_eq!((error.kind(), error.path()), (StreamErrorKind::Decode, Some(".g")));
    assert_eq!(error.data(), &r#"{"b":0,"g":"sk-data"}"#);
    assert!(!format!("{error} {error:?} {stream:?}").contains("sk-data"));
    assert_eq!(reds(&mut stream).await, [Ok(3)]);
}

#[tokio::test]
async fn a_cut_stream_resumes_after_the_last_complete_event() {
    let first = format!("retry: 1\nid: a\ndata: {}\n\nid: b\ndata: {}", color(1), color(2));
    let second = format!("id: b\ndata: {}\n\n", color(2));
    let third = format!("data: {}\n\n", color(3));
    let answers = [event_stream(first).cut(), Answer::status(503), event_stream(second).cut(), event_stream(third)];
    let (server, client) = serving(answers).await;
    let mut stream = client.events().await.unwrap().into_inner();
    assert_eq!(reds(&mut stream).await, [Ok(1), Ok(2), Ok(3)]);
    assert_eq!(ids(&server), ["", "a", "a", "b"]);
}

#[tokio::test]
async fn a_204_ends_a_resumed_stream() {
    let first = format!("retry: 1\nid: a\ndata: {}\n\n", color(1));
    let (_server, client) = serving([event_stream(first).cut(), Answer::status(204)]).await;
    assert_eq!(reds(&mut client.events().await.unwrap().into_inner()).await, [Ok(1)]);
}

#[tokio::test]
async fn what_cannot_be_resumed_is_an_error() {
    let with_id = format!("retry: 1\nid: a\ndata: {}\n\n", color(1));
    let without = format!("retry: 1\ndata: {}\n\n", color(1));
    let expected = [Ok(1), Err(StreamErrorKind::Interrupted)];

    let (server, client) = serving([event_stream(without).cut()]).await;
    assert_eq!(reds(&mut client.events().await.unwrap().into_inner()).await, expected, "events have no ids");
    assert_eq!(ids(&server).len(), 1);

    let (server, client) = serving([event_stream(with_id.clone()).cut()]).await;
    assert_eq!(
        reds(&mut client.events().await.unwrap().into_inner().no_reconnect()).await,
        expected,
        "reconnecting is disabled"
    );
    assert_eq!(ids(&server).len(), 1);

    let (server, client) = serving([event_stream(with_id.clone()).cut()]).await;
    assert_eq!(reds(&mut client.events().await.unwrap().into_inner()).await, expected, "the server answers 404");
    assert_eq!(ids(&server).len(), 2);

    let answers = [vec![event_stream(with_id.clone()).cut()], vec![Answer::status(500); 9]].concat();
    let (server, client) = serving(answers).await;
    assert_eq!(reds(&mut client.events().await.unwrap().into_inner()).await, expected, "too many failures");
    assert_eq!(ids(&server).len(), 6);

    let (server, client) = serving([event_stream(with_id).cut()]).await;
    let ChatResponse::OkEventStream(mut stream) = client.chat().await.unwrap().into_inner() else { panic!() };
    assert_eq!(reds(&mut stream).await, expected, "the method is POST");
    assert_eq!(ids(&server).len(), 1);
}

/// Counts attempts, and adds a header that changes with each, as a signature would.
struct Signing(AtomicUsize);

impl Hook for Signing {
    async fn before(&self, _: &HookContext, request: &mut reqwest::Request) -> Result<HookAction, BoxError> {
        let signature = self.0.fetch_add(1, Ordering::Relaxed);
        request.headers_mut().insert("x-signature", signature.into());
        Ok(HookAction::Send)
    }
}

#[tokio::test]
async fn a_resumed_stream_is_a_call_like_any_other() {
    let first = format!("retry: 0\nid: a\ndata: {}\n\n", color(1));
    let last = format!("data: {}\n\n", color(2));
    let answers = [event_stream(first).cut(), Answer::status(503), Answer::status(503), event_stream(last)];
    let server = Server::in_turn(answers.into()).await;
    let (clock, budget) = (JumpingClock::with_random(0.5), Arc::new(RetryBudget::new(10)));
    let client = Client::builder().server(server.url()).clock(clock.clone()).retry_budget(Arc::clone(&budget));
    let client = client.hook(Signing(AtomicUsize::new(0))).build().unwrap();
    // The time limit of the first call is no limit of the others.
    let mut stream = client.events().timeout(Duration::from_secs(20)).await.unwrap().into_inner();
    assert_eq!(reds(&mut stream).await, [Ok(1), Ok(2)]);
    let signatures: Vec<_> = server.requests().iter().map(|it| it.header("x-signature").to_owned()).collect();
    assert_eq!(signatures, ["0", "1", "2", "3"]);
    // Never at once, whatever the server says, and longer each time.
    assert_eq!(clock.waits(), [125, 250, 500]);
    assert_eq!(budget.remaining(), 8, "the two that failed");
}

#[tokio::test]
async fn a_spent_budget_ends_a_stream() {
    let first = format!("retry: 0\nid: a\ndata: {}\n\n", color(1));
    let server = Server::in_turn(vec![event_stream(first).cut(), Answer::status(503)]).await;
    let client = Client::builder().server(server.url()).clock(JumpingClock::with_random(0.0));
    let client = client.retry_budget(RetryBudget::new(2)).build().unwrap();
    let mut stream = client.events().await.unwrap().into_inner();
    assert_eq!(reds(&mut stream).await, [Ok(1), Err(StreamErrorKind::Interrupted)]);
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn an_id_that_no_header_can_carry_is_not_resumed_after() {
    let first = format!("retry: 1\nid: a\u{1}b\ndata: {}\n\n", color(1));
    let (server, client) = serving([event_stream(first.clone()).cut(), event_stream(first)]).await;
    let mut stream = client.events().await.unwrap().into_inner();
    assert_eq!(reds(&mut stream).await, [Ok(1), Err(StreamErrorKind::Interrupted)]);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_long_id_is_an_error_at_once() {
    let text = format!("id: {}\n{}data: {}\n\n", "x".repeat(4 << 20), "\n".repeat(1 << 20), color(1));
    let (_server, client) = serving([event_stream(text)]).await;
    let mut stream = client.events().await.unwrap().into_inner();
    assert_eq!(reds(&mut stream).await, [Err(StreamErrorKind::TooLarge { limit: 8 * 1024 })]);
}

/// Comments that are always there already, and then an event.
struct Comments(usize);

impl http_body::Body for Comments {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        self.0 = self.0.saturating_sub(1);
        let chunk = if self.0 > 0 { ": busy\n" } else { "data: 1\n\n" };
        Poll::Ready(Some(Ok(Frame::data(Bytes::from(chunk)))))
    }
}

/// Answers with comments.
#[derive(Clone)]
struct Busy;

impl tower_service::Service<reqwest::Request> for Busy {
    type Response = reqwest::Response;
    type Error = BoxError;
    type Future = Ready<Result<reqwest::Response, BoxError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: reqwest::Request) -> Self::Future {
        let body = reqwest::Body::wrap(Comments(3200));
        let response = statusful::http::Response::builder().header("content-type", "text/event-stream").body(body);
        std::future::ready(response.map(reqwest::Response::from).map_err(Into::into))
    }
}

/// A server that sends without a pause must not keep the rest of the program from running.
#[tokio::test]
async fn other_tasks_run_while_comments_arrive() {
    let client = Client::builder().server("http://127.0.0.1").service(Busy).build().unwrap();
    let mut ticks = client.ticks().await.unwrap().into_inner();
    let mut polls = 0;
    let first = poll_fn(|context| {
        polls += 1;
        pin!(ticks.next()).poll(context)
    });
    assert_eq!(first.await.unwrap().unwrap().data, "1");
    assert!(polls >= 100, "{polls}");
}

/// Whatever polls a stream, it does not panic.
#[test]
fn a_stream_can_be_configured_and_polled_outside_a_runtime() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (_server, stream) = runtime.block_on(async {
        let (server, client) = serving([event_stream(format!("data: {}\n\n", color(1))).hang()]).await;
        (server, client.events().await.unwrap().into_inner())
    });
    let mut stream = stream.idle_timeout(Duration::from_millis(50));
    let mut context = Context::from_waker(Waker::noop());
    while !matches!(pin!(stream.next()).poll(&mut context), Poll::Ready(Some(Ok(_)))) {
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(pin!(stream.next()).poll(&mut context).is_pending());
}

#[tokio::test]
async fn the_done_mark_ends_a_stream_of_json() {
    let text = format!("data: {}\n\ndata: [DONE]\n\ndata: {}\n\n", color(1), color(2));
    let (_server, client) = serving([event_stream(text).hang()]).await;
    assert_eq!(reds(&mut client.events().await.unwrap().into_inner()).await, [Ok(1)]);
    let (_server, client) = serving([event_stream("data: [DONE]\n\ndata: x\n\n")]).await;
    let mut ticks = client.ticks().await.unwrap().into_inner();
    assert_eq!(ticks.next().await.unwrap().unwrap().data, "[DONE]", "text is not interpreted");
    assert_eq!(ticks.next().await.unwrap().unwrap().data, "x");
}

#[tokio::test]
async fn the_maximum_size_of_a_body_applies_to_each_event() {
    let long = format!("data: {}\n\ndata: {}\n\n", color(1), "x".repeat(200));
    let many = format!("data: {}\n\n{}", color(1), "data: x\n".repeat(100));
    let endless = format!("data: {}\n\ndata: {}", color(1), "x".repeat(200));
    for text in [long, many, endless] {
        let (_server, client) = serving([event_stream(text).hang()]).await;
        let mut stream = client.events().max_body_bytes(100).await.unwrap().into_inner();
        assert_eq!(reds(&mut stream).await, [Ok(1), Err(StreamErrorKind::TooLarge { limit: 100 })]);
    }
}

#[tokio::test]
async fn the_time_limit_of_a_call_excludes_its_stream_and_idle_streams_time_out() {
    let (_server, client) = serving([event_stream(format!("data: {}\n\n", color(1))).hang()]).await;
    let stream = client.events().timeout(Duration::from_secs(20)).await.unwrap().into_inner();
    let mut stream = stream.no_reconnect().idle_timeout(Duration::from_millis(50));
    assert_eq!(reds(&mut stream).await, [Ok(1), Err(StreamErrorKind::TimedOut)]);
}

#[tokio::test]
async fn the_media_type_decides_what_is_streamed() {
    let server = Server::answering(Answer::json(200, color(7))).await;
    let ChatResponse::OkJson(whole) = client(&server).chat().await.unwrap().into_inner() else { panic!() };
    assert_eq!(whole.r, 7);
    let server = Server::answering(Answer::new(429, "text/event-stream", "data: later\n\n")).await;
    let Err(Error::Api(failure)) = client(&server).chat().await else { panic!() };
    let ChatError::ClientError { status, mut body } = failure.into_inner();
    assert_eq!((status.as_u16(), body.next().await.unwrap().unwrap().data), (429, "later".to_owned()));
    let server = Server::answering(Answer::new(404, "text/plain", "gone")).await;
    let Err(Error::Api(failure)) = client(&server).ticks().await else { panic!() };
    assert!(failure.raw().is_complete());
    let server = Server::answering(Answer::new(200, "text/html", "<p>")).await;
    let Err(Error::Undocumented(raw)) = client(&server).events().await else { panic!() };
    assert_eq!(raw.body(), "<p>");
}

#[tokio::test]
async fn lines_that_do_not_decode_or_are_cut() {
    let text = format!("{}\r\n\n{{\"r\":\n{}\n{}", color(1), color(2), color(3));
    for size in [1, 5, text.len()] {
        let (_server, client) = serving([json_lines("").chunks(split(&text, size))]).await;
        let mut lines = client.lines().await.unwrap().into_inner();
        assert_eq!(lines.next().await.unwrap().unwrap().r, 1);
        let error = lines.next().await.unwrap().unwrap_err();
        assert_eq!((error.kind(), error.data().as_ref()), (StreamErrorKind::Decode, br#"{"r":"#.as_slice()));
        assert_eq!(lines.next().await.unwrap().unwrap().r, 2);
        assert_eq!(lines.next().await.unwrap().unwrap().r, 3, "the last line needs no line break");
        assert!(lines.next().await.is_none());
    }
    let (_server, client) = serving([json_lines("").chunks([color(1), "\n{".to_owned()]).cut()]).await;
    let mut lines = client.lines().await.unwrap().into_inner();
    assert_eq!(lines.next().await.unwrap().unwrap().r, 1);
    assert_eq!(lines.next().await.unwrap().unwrap_err().kind(), StreamErrorKind::Interrupted);
    assert!(lines.next().await.is_none());
    let (_server, client) = serving([json_lines("x".repeat(200)).hang()]).await;
    let mut lines = client.lines().max_body_bytes(100).await.unwrap().into_inner();
    assert_eq!(lines.next().await.unwrap().unwrap_err().kind(), StreamErrorKind::TooLarge { limit: 100 });
}

#[tokio::test]
async fn records_may_contain_line_breaks() {
    let text = format!("\u{1e}{}\n\u{1e}{{\"b\":0,\n\"g\":0,\n\"r\":2}}\n", color(1));
    let server = Server::answering(Answer::new(200, "application/json-seq", text)).await;
    let mut records = client(&server).records().await.unwrap().into_inner();
    assert_eq!(records.next().await.unwrap().unwrap().r, 1);
    assert_eq!(records.next().await.unwrap().unwrap().r, 2);
    assert!(records.next().await.is_none());
}

#[tokio::test]
async fn downloads_have_no_maximum_size_and_report_a_cut() {
    let chunk = "x".repeat(1000);
    let (_server, client) = serving([download("").chunks([chunk.clone(), chunk.clone()])]).await;
    let mut stream = client.download().max_body_bytes(10).await.unwrap().into_inner();
    let mut length = 0;
    while let Some(bytes) = stream.next().await {
        length += bytes.unwrap().len();
    }
    assert_eq!(length, 2000);
    let (_server, client) = serving([download(chunk).cut()]).await;
    let mut stream = client.download().await.unwrap().into_inner();
    assert_eq!(stream.next().await.unwrap().unwrap().len(), 1000);
    assert_eq!(stream.next().await.unwrap().unwrap_err().kind(), StreamErrorKind::Interrupted);
    assert!(stream.next().await.is_none());
}

#[test]
fn streams_may_move_between_threads() {
    fn check<T: Send + Unpin + futures_core::Stream>() {}
    check::<EventStream<Color>>();
    check::<statusful::JsonLines<Color>>();
    check::<statusful::ByteStream>();
}
