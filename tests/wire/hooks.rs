//! Code around requests: hooks, tower layers, and services that replace the HTTP client.

use std::convert::Infallible;
use std::future::{Ready, pending, ready};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use statusful::{
    BoxError, Hook, HookContext, HookFuture, HttpService, Never, RawResponse, RequestErrorKind, RetryPolicy, reqwest,
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
    fn before<'a>(
        &'a self,
        attempt: &'a HookContext,
        request: &'a mut reqwest::Request,
    ) -> HookFuture<'a, Result<(), BoxError>> {
        Box::pin(async move {
            tokio::task::yield_now().await;
            self.note(&format!("{} {} #{}", request.method(), attempt.path, attempt.attempt));
            request.headers_mut().append("x-hooks", self.0.parse()?);
            Ok(())
        })
    }

    fn after<'a>(&'a self, attempt: &'a HookContext, response: &'a RawResponse) -> HookFuture<'a> {
        Box::pin(async move { self.note(&format!("{} {}", attempt.operation, response.status().as_u16())) })
    }

    fn failed<'a>(&'a self, _: &'a HookContext, error: &'a Error<Never>) -> HookFuture<'a> {
        Box::pin(async move { self.note(&format!("no connection: {}", error.is_connect())) })
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
    fn before<'a>(&'a self, _: &'a HookContext, _: &'a mut reqwest::Request) -> HookFuture<'a, Result<(), BoxError>> {
        Box::pin(ready(Err("not allowed".into())))
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
    fn before<'a>(&'a self, _: &'a HookContext, _: &'a mut reqwest::Request) -> HookFuture<'a, Result<(), BoxError>> {
        if self.before { Box::pin(pending()) } else { Box::pin(ready(Ok(()))) }
    }

    fn after<'a>(&'a self, _: &'a HookContext, _: &'a RawResponse) -> HookFuture<'a> {
        Box::pin(pending())
    }

    fn failed<'a>(&'a self, _: &'a HookContext, _: &'a Error<Never>) -> HookFuture<'a> {
        Box::pin(pending())
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
