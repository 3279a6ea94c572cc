//! Spans that calls send to a subscriber of `tracing`.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use statusful_tests::{Answer, NO_SERVER, Server};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Subscriber, instrument::WithSubscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

use crate::clock::JumpingClock;

type Fields = BTreeMap<String, String>;

/// A layer that collects the fields of every span, in the order in which the spans began.
#[derive(Clone, Default)]
struct Spans(Arc<Mutex<Vec<(u64, Fields)>>>);

struct Fill<'a>(&'a mut Fields);

impl Visit for Fill<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name().to_owned(), format!("{value:?}").trim_matches('"').to_owned());
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Spans {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, _: Context<'_, S>) {
        let mut fields = Fields::from([("span".to_owned(), attributes.metadata().name().to_owned())]);
        attributes.record(&mut Fill(&mut fields));
        self.0.lock().unwrap().push((id.into_u64(), fields));
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, _: Context<'_, S>) {
        let mut spans = self.0.lock().unwrap();
        if let Some((_, fields)) = spans.iter_mut().rfind(|(known, _)| *known == id.into_u64()) {
            values.record(&mut Fill(fields));
        }
    }
}

/// Runs a call and returns the spans of the runtime.
///
/// `tracing` never shows a span to a subscriber that is added while another thread creates the first span of its kind. So
/// this creates one of each kind before.
async fn spans<F: Future>(call: F) -> Vec<Fields> {
    let client = test_service::Client::builder().server(NO_SERVER).build().unwrap();
    client.list_reports().retry(statusful::RetryPolicy::never()).await.unwrap_err();
    let spans = Spans::default();
    let subscriber = tracing_subscriber::registry().with(spans.clone());
    call.with_subscriber(subscriber).await;
    let all = std::mem::take(&mut *spans.0.lock().unwrap());
    all.into_iter().map(|(_, fields)| fields).filter(|fields| ["call", "attempt"].contains(&&*fields["span"])).collect()
}

#[tokio::test]
async fn a_call_and_each_attempt_are_spans() {
    let server = Server::in_turn(vec![Answer::status(503), Answer::new(200, "text/plain", "sk-body")]).await;
    let client =
        test_service::Client::builder().server(server.url()).clock(JumpingClock::with_random(0.0)).build().unwrap();
    let call = client.list_reports().query("key", "sk-query").header("x-key", "sk-header");
    let spans = spans(call.into_future()).await;
    let [call, first, second] = &spans[..] else { panic!("{spans:?}") };
    let expected = [
        ("otel.name", "list_reports"),
        ("otel.kind", "internal"),
        ("http.request.method", "GET"),
        ("url.template", "/reports"),
        ("http.request.resend_count", "1"),
        ("http.response.status_code", "200"),
    ];
    for (name, value) in expected {
        assert_eq!(call[name], value, "{name}");
    }
    let expected = [
        ("otel.name", "GET /reports"),
        ("otel.kind", "client"),
        ("url.scheme", "http"),
        ("server.address", "127.0.0.1"),
        ("http.response.status_code", "503"),
        ("error.type", "503"),
    ];
    for (name, value) in expected {
        assert_eq!(first[name], value, "{name}");
    }
    assert_eq!(server.url(), format!("http://127.0.0.1:{}", first["server.port"]));
    assert!(!first.contains_key("http.request.resend_count") && !second.contains_key("error.type"));
    assert_eq!(second["http.request.resend_count"], "1");
    assert!(!format!("{spans:?}").contains("sk-"), "{spans:?}");
}

#[tokio::test]
async fn a_failed_call_records_its_kind() {
    let client = keymint::Client::builder().server(NO_SERVER).build().unwrap();
    let spans = spans(client.get_auth_response_request_id("sk-path").into_future()).await;
    let kinds: Vec<_> = spans.iter().map(|fields| fields["error.type"].as_str()).collect();
    assert_eq!(kinds, ["connect", "connect"]);
    assert!(!format!("{spans:?}").contains("sk-"), "{spans:?}");
}
