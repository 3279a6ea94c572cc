//! The trace context that calls send: of OpenTelemetry, and written by hand.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};

use opentelemetry::global::{get_text_map_propagator, set_text_map_propagator};
use opentelemetry::trace::{TraceContextExt as _, TracerProvider as _};
use opentelemetry_http::HeaderInjector;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::SdkTracerProvider;
use statusful::http::{HeaderMap, HeaderValue};
use statusful::{ClientBuilder, RedirectPolicy};
use statusful_tests::{Answer, NO_SERVER, Recorded, Server};
use test_service::Client;
use tracing::instrument::WithSubscriber as _;
use tracing::{Instrument as _, Span, info_span};
use tracing_opentelemetry::OpenTelemetrySpanExt as _;
use tracing_subscriber::layer::SubscriberExt as _;

use crate::clock::JumpingClock;

#[tokio::test]
async fn each_attempt_sends_the_context_of_its_span_by_opentelemetry() {
    set_text_map_propagator(TraceContextPropagator::new());
    let server = Server::in_turn(vec![Answer::status(503), Answer::new(200, "text/plain", "done")]).await;
    let builder = Client::builder().server(server.url()).clock(JumpingClock::with_random(0.0));
    let client = builder.trace_context(|headers| {
        let context = Span::current().context();
        get_text_map_propagator(|propagator| propagator.inject_context(&context, &mut HeaderInjector(headers)));
    });
    let client = client.build().unwrap();
    // `tracing` would hide the spans from a subscriber that is added while another thread creates the first of its kind.
    client.list_reports().server(NO_SERVER).retry(statusful::RetryPolicy::never()).await.unwrap_err();

    let tracer = SdkTracerProvider::builder().build().tracer("tests");
    let subscriber = tracing_subscriber::registry().with(tracing_opentelemetry::layer().with_tracer(tracer));
    let calls = async {
        let span = info_span!("outer");
        let trace = span.context().span().span_context().trace_id().to_string();
        client.list_reports().into_future().instrument(span.clone()).await.unwrap();
        (trace, span.context().span().span_context().span_id().to_string())
    };
    let (trace, outer) = calls.with_subscriber(subscriber).await;

    let sent: Vec<Vec<String>> = server.requests().iter().map(parts).collect();
    assert_eq!(sent.len(), 2);
    assert!(sent.iter().all(|parts| parts[1] == trace), "{sent:?} {trace}");
    // Each attempt is a span of its own below the caller's.
    let parents: BTreeSet<_> = sent.iter().map(|parts| parts[2].clone()).chain([outer]).collect();
    assert_eq!(parents.len(), 3, "{sent:?}");
}

fn parts(request: &Recorded) -> Vec<String> {
    request.header("traceparent").split('-').map(str::to_owned).collect()
}

const STATE: &str = "congo=t61rcWkgMzE";

fn parent(number: u32) -> String {
    format!("00-4bf92f3577b34da6a3ce929d0e0e4736-{number:016x}-01")
}

/// A client whose attempts are numbered in their contexts.
fn numbered(server: &Server) -> ClientBuilder<Client> {
    let count = AtomicU32::new(0);
    let clock = JumpingClock::with_random(0.0);
    Client::builder().server(server.url()).clock(clock).trace_context(move |headers: &mut HeaderMap| {
        let parent = parent(count.fetch_add(1, Ordering::Relaxed) + 1);
        headers.insert("traceparent", parent.parse().unwrap());
        headers.insert("tracestate", HeaderValue::from_static(STATE));
        headers.insert("baggage", HeaderValue::from_static("user=sk-user"));
    })
}

#[tokio::test]
async fn each_attempt_has_one_context_and_the_header_of_a_call_takes_precedence() {
    let answers = vec![Answer::status(503), Answer::new(200, "text/plain", "done")];
    let server = Server::in_turn(answers).await;
    let client = numbered(&server).build().unwrap();
    client.list_reports().await.unwrap();
    client.list_reports().header("traceparent", "own").await.unwrap();
    let requests = server.requests();
    let sent: Vec<_> = requests.iter().map(|it| (it.header("traceparent"), it.header("tracestate"))).collect();
    assert_eq!(sent, [(&*parent(1), STATE), (&*parent(2), STATE), ("own", "")]);
    assert!(requests.iter().all(|request| request.header("baggage").is_empty()));
}

#[tokio::test]
async fn redirects_carry_the_context_within_the_origin_only_unless_asked() {
    let other = Server::answering(Answer::new(200, "text/plain", "done")).await;
    let target = format!("{}/reports", other.url());
    let server = Server::start(move |request| match request.target.as_str() {
        "/reports" => Answer::status(307).header("location", "/moved"),
        _ => Answer::status(307).header("location", &target),
    })
    .await;
    numbered(&server).build().unwrap().list_reports().await.unwrap();
    let sent: Vec<_> = server.requests().iter().map(|request| request.header("traceparent").to_owned()).collect();
    assert_eq!(sent, [parent(1), parent(1)]);
    let request = other.only_request();
    assert_eq!((request.header("traceparent"), request.header("tracestate")), ("", ""));

    let asked = numbered(&server).redirects(RedirectPolicy::new().across_origins(true));
    asked.build().unwrap().list_reports().await.unwrap();
    assert_eq!(other.requests()[1].header("traceparent"), parent(1));
}
