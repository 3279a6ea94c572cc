//! Code around requests: hooks, tower layers, and services that replace the HTTP client.

use std::convert::Infallible;
use std::future::{Ready, pending, ready};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use statusful::{
    BoxError, Hook, HookAction, HookContext, HttpService, Never, RawResponse, RequestErrorKind, RetryPolicy,
    StatusCode, http, reqwest,
};
use statusful_tests::{Answer, NO_SERVER, Server};
use test_service::{Client, Error};
use tokio::time::timeout;

use crate::clock::JumpingClock;

type Log = Arc<Mutex<Vec<String>>>;

/// A hook that logs each event.
struct LogHook(&'static str, Log);

impl LogHook {
    fn note(&self, text: &str) {
        self.1.lock().unwrap().push(format!("{} {text}", self.0));
    }
}

impl Hook for LogHook {
    async fn before(&self, attempt: &HookContext, request: &mut reqwest::Request) -> Result<HookAction, BoxError> {
        tokio::task::yield_now().await;
        self.note(&format!("{} {} #{}", request.method(), attempt.path, attempt.attempt));
        request.headers_mut().append("x-hooks", self.0.parse()?);
        Ok(HookAction::Send)
    }

    async fn after(&self, attempt: &HookContext, response: &mut RawResponse) {
        self.note(&format!("{} {}", attempt.operation, response.status().as_u16()));
    }

    async fn failed(&self, _: &HookContext, error: &Error<Never>) {
        self.note(&format!("no connection: {}", error.is_connect()));
    }
}

#[tokio::test]
async fn hooks_run_around_every_attempt() {
    let log = Log::default();
    let server = Server::in_turn(vec![Answer::status(503), Answer::new(200, "text/plain", "done")]).await;
    let hooks = |url| {
        let builder = Client::builder().server(url).clock(JumpingClock::with_random(0.0));
        builder.hook(LogHook("outer", Arc::clone(&log))).hook(LogHook("inner", Arc::clone(&log))).build().unwrap()
    };
    hooks(server.url()).list_reports().await.unwrap();
    let seen = std::mem::take(&mut *log.lock().unwrap());
    assert_eq!(
        seen,
        [
            "outer GET /reports #1",
            "inner GET /reports #1",
            "inner list_reports 503",
            "outer list_reports 503",
            "outer GET /reports #2",
            "inner GET /reports #2",
            "inner list_reports 200",
            "outer list_reports 200",
        ]
    );
    let sent: Vec<_> = server.requests()[0].headers.get_all("x-hooks").iter().cloned().collect();
    assert_eq!(sent, ["outer", "inner"]);

    hooks(NO_SERVER.to_owned()).delete_report("1").await.unwrap_err();
    assert_eq!(log.lock().unwrap()[2..], ["inner no connection: true", "outer no connection: true"]);
}

/// A hook that refuses every request.
struct RefuseHook;

impl Hook for RefuseHook {
    async fn before(&self, _: &HookContext, _: &mut reqwest::Request) -> Result<HookAction, BoxError> {
        Err("not allowed".into())
    }
}

#[tokio::test]
async fn a_hook_can_refuse_a_request() {
    let server = Server::answering(Answer::new(200, "text/plain", "done")).await;
    let client = Client::builder().server(server.url()).hook(RefuseHook).build().unwrap();
    let Error::Request(error) = client.list_reports().await.unwrap_err() else { panic!() };
    assert_eq!(error.kind(), RequestErrorKind::Hook);
    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "not allowed");
    assert!(server.requests().is_empty());
}

/// A layer that adds a value to the header `x-stamps`.
#[derive(Clone)]
struct Stamp(&'static str);

#[derive(Clone)]
struct Stamped<S>(&'static str, S);

impl<S> tower_layer::Layer<S> for Stamp {
    type Service = Stamped<S>;

    fn layer(&self, inner: S) -> Stamped<S> {
        Stamped(self.0, inner)
    }
}

impl<S: tower_service::Service<reqwest::Request>> tower_service::Service<reqwest::Request> for Stamped<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.1.poll_ready(context)
    }

    fn call(&mut self, mut request: reqwest::Request) -> S::Future {
        request.headers_mut().append("x-stamps", self.0.parse().unwrap());
        self.1.call(request)
    }
}

#[tokio::test]
async fn tower_layers_wrap_the_http_client() {
    let server = Server::answering(Answer::new(200, "text/plain", "done")).await;
    let builder = Client::builder().server(server.url()).layer(Stamp("inner")).layer(Stamp("outer"));
    assert_eq!(*builder.build().unwrap().list_reports().await.unwrap(), "done");
    let stamps: Vec<_> = server.requests()[0].headers.get_all("x-stamps").iter().cloned().collect();
    assert_eq!(stamps, ["outer", "inner"]);
}

/// A service that answers every request with its URL, without a network.
#[derive(Clone)]
pub(crate) struct UrlEcho;

impl tower_service::Service<reqwest::Request> for UrlEcho {
    type Response = reqwest::Response;
    type Error = Infallible;
    type Future = Ready<Result<reqwest::Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: reqwest::Request) -> Self::Future {
        let response = statusful::http::Response::builder().header("content-type", "text/plain");
        ready(Ok(response.body(request.url().to_string()).unwrap().into()))
    }
}

#[tokio::test]
async fn a_service_can_replace_the_http_client() {
    let client = Client::builder().service(UrlEcho).build().unwrap();
    assert_eq!(*client.list_reports().await.unwrap(), "https://eu.service.example/v1/reports");
}

#[tokio::test]
async fn the_callers_http_client_can_have_layers() {
    fn is_service<S: tower_service::Service<reqwest::Request, Response = reqwest::Response>>(_: &S) {}
    let own = reqwest::Client::new();
    is_service(&own);
    is_service(&HttpService::from(own.clone()));
    let server = Server::answering(Answer::new(200, "text/plain", "done")).await;
    let builder = Client::builder().server(server.url()).http_client(own).layer(Stamp("own"));
    builder.build().unwrap().list_reports().await.unwrap();
    assert_eq!(server.requests()[0].header("x-stamps"), "own");
}

/// A hook that never ends: before a request or after it.
struct Stuck {
    before: bool,
}

impl Hook for Stuck {
    async fn before(&self, _: &HookContext, _: &mut reqwest::Request) -> Result<HookAction, BoxError> {
        if self.before { pending().await } else { Ok(HookAction::Send) }
    }

    async fn after(&self, _: &HookContext, _: &mut RawResponse) {
        pending::<()>().await;
    }

    async fn failed(&self, _: &HookContext, _: &Error<Never>) {
        pending::<()>().await;
    }
}

#[tokio::test]
async fn hooks_end_with_the_time_limit_of_the_call_or_the_attempt() {
    let server = Server::answering(Answer::new(200, "text/plain", "done")).await;
    let (short, long) = (Duration::from_millis(200), Duration::from_secs(600));
    for (call, attempt) in [(short, long), (long, short)] {
        let client = |url: &str, before| {
            let builder = Client::builder().server(url).hook(Stuck { before }).retry(RetryPolicy::never());
            builder.timeout(call).attempt_timeout(attempt).build().unwrap()
        };
        let limit = Duration::from_secs(10);
        let before = timeout(limit, client(&server.url(), true).list_reports().into_future()).await.unwrap();
        let Error::Request(error) = before.unwrap_err() else { panic!() };
        assert_eq!(error.kind(), RequestErrorKind::Hook);
        assert!(Error::<Never>::from(error).is_timeout());
        let after = timeout(limit, client(&server.url(), false).list_reports().into_future()).await.unwrap();
        assert_eq!(*after.unwrap(), "done");
        let failed = timeout(limit, client(NO_SERVER, false).list_reports().into_future()).await.unwrap();
        assert!(failed.unwrap_err().is_connect());
    }
    assert_eq!(server.requests().len(), 2);
}

/// A cache of one response, which is as old as its process, and is stored once.
#[derive(Clone, Default)]
struct Cache(Arc<Mutex<Option<RawResponse>>>);

impl Hook for Cache {
    async fn before(&self, _: &HookContext, _: &mut reqwest::Request) -> Result<HookAction, BoxError> {
        let kept = self.0.lock().unwrap().clone();
        Ok(kept.map_or(HookAction::Send, HookAction::Respond))
    }

    async fn after(&self, _: &HookContext, response: &mut RawResponse) {
        let before = self.0.lock().unwrap().replace(response.clone());
        assert!(before.is_none(), "it does not see its own response");
    }
}

#[tokio::test]
async fn a_hook_can_respond_without_sending() {
    let log = Log::default();
    let server = Server::answering(Answer::new(200, "text/plain", "done").header("x-id", "1")).await;
    let builder = Client::builder().server(server.url()).hook(LogHook("outer", Arc::clone(&log)));
    let client = builder.hook(Cache::default()).hook(LogHook("inner", Arc::clone(&log))).build().unwrap();
    let first = client.list_reports().await.unwrap();
    let first_log = std::mem::take(&mut *log.lock().unwrap());
    assert_eq!(first_log.iter().filter(|line| line.starts_with("inner")).count(), 2);

    let other = format!("{}/other", server.url());
    let second = client.list_reports().server(other.clone()).await.unwrap();
    assert_eq!((second.as_str(), second.headers()["x-id"].to_str().unwrap()), (first.as_str(), "1"));
    assert_eq!(second.raw().to_string(), format!("GET {other}/reports returned 200 OK"));
    assert_eq!(server.requests().len(), 1);
    // Only hooks before the cache run.
    assert_eq!(*log.lock().unwrap(), ["outer GET /reports #1", "outer list_reports 200"]);
}

/// A hook that responds with any status, and counts.
struct Respond(u16, Arc<Mutex<u32>>);

impl Hook for Respond {
    async fn before(&self, _: &HookContext, _: &mut reqwest::Request) -> Result<HookAction, BoxError> {
        *self.1.lock().unwrap() += 1;
        let status = StatusCode::from_u16(self.0)?;
        Ok(HookAction::Respond(RawResponse::builder(status).text("made up").build()?))
    }
}

#[tokio::test]
async fn the_response_of_a_hook_is_retried_and_decoded_like_any_other() {
    let count = Arc::default();
    let builder = Client::builder().server(NO_SERVER).clock(JumpingClock::with_random(0.0));
    let client = builder.hook(Respond(503, Arc::clone(&count))).build().unwrap();
    let policy = RetryPolicy::new().max_retries(2);
    let error = client.list_reports().retry(policy).await.unwrap_err();
    assert!(matches!(&error, Error::Api(response) if response.attempts().len() == 2), "{error:?}");
    assert_eq!(*count.lock().unwrap(), 3);
    let client = Client::builder().server(NO_SERVER).hook(Respond(418, Arc::default())).build().unwrap();
    let error = client.list_reports().await.unwrap_err();
    assert!(matches!(&error, Error::Undocumented(raw) if raw.body() == "made up"), "{error:?}");
}

/// A hook that makes every `404` a `200` with a body, and keeps the headers.
struct Mend;

impl Hook for Mend {
    async fn after(&self, _: &HookContext, response: &mut RawResponse) {
        if response.status() == 404 {
            let mut mended = http::Response::new("mended");
            *mended.headers_mut() = response.headers().clone();
            *response = mended.into();
        }
    }
}

#[tokio::test]
async fn a_hook_can_replace_a_response() {
    let log = Log::default();
    let answers = vec![Answer::status(503), Answer::new(404, "text/plain", "gone").header("x-id", "1")];
    let server = Server::in_turn(answers).await;
    let builder = Client::builder().server(server.url()).clock(JumpingClock::with_random(0.0));
    let client = builder.hook(LogHook("outer", Arc::clone(&log))).hook(Mend).build().unwrap();
    let response = client.list_reports().await.unwrap();
    assert_eq!((response.as_str(), response.headers()["x-id"].to_str().unwrap()), ("mended", "1"));
    // What happened to the call is still known.
    assert_eq!(response.attempts().len(), 1);
    assert!(response.elapsed() > Duration::ZERO);
    assert_eq!(response.raw().to_string(), format!("GET {}/reports returned 200 OK", server.url()));
    assert_eq!(log.lock().unwrap().last().unwrap(), "outer list_reports 200");
}

/// A hook that sends every request to another URL.
struct Reroute(String);

impl Hook for Reroute {
    async fn before(&self, _: &HookContext, request: &mut reqwest::Request) -> Result<HookAction, BoxError> {
        let mut other = reqwest::Request::new(request.method().clone(), self.0.parse()?);
        other.headers_mut().clone_from(request.headers());
        *request = other;
        Ok(HookAction::Send)
    }
}

#[tokio::test]
async fn a_hook_can_replace_a_request_and_its_path_is_not_printed() {
    let server = Server::answering(Answer::status(418)).await;
    let url = format!("{}/sk-path/sk-id", server.url());
    let client = keymint::Client::builder().server("http://localhost/a/long/path").hook(Reroute(url));
    let error = client.build().unwrap().get_auth_response_request_id("sk-other").await.unwrap_err();
    assert_eq!(server.only_request().target, "/sk-path/sk-id");
    let printed = format!("{error} {error:?}");
    assert!(printed.contains(&format!("{}/auth-response/{{request_id}}", server.url())), "{printed}");
    assert!(!printed.contains("sk-"), "{printed}");
}

#[tokio::test]
async fn a_hook_cannot_send_credentials_in_cleartext_to_another_host() {
    let client = keymint::Client::builder().bearer_auth("sk-token").hook(Reroute("http://api.example/".to_owned()));
    let error = client.build().unwrap().get_auth_response_request_id("r").await.unwrap_err();
    let keymint::Error::Request(error) = error else { panic!("{error:?}") };
    assert_eq!(error.kind(), RequestErrorKind::Credential);
}
