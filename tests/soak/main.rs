//! Many calls of all kinds at once, of which a fifth of the requests fail in different ways: nothing piles up, and every
//! attempt is accounted for once.
//!
//! `SOAK_CALLS` sets the number of calls. It prints what it counted, with `--nocapture`. It is a program of its own, because it
//! counts what the whole process has open.

#![allow(clippy::unwrap_used, reason = "this is how a test fails")]

#[allow(dead_code, reason = "other tests look at the waits")]
#[path = "../wire/clock.rs"]
mod clock;
#[allow(dead_code, reason = "the tests of the runtime call the other operations")]
#[path = "../wire/runtime/operations.rs"]
mod operations;

use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{Request, Response};
use futures_core::Stream;
use statusful::{
    BoxError, Client, ClientCredentials, Error, Hook, HookAction, HookContext, Never, RawResponse, RetryBudget,
    RetryPolicy, reqwest,
};
use tokio::runtime::{Handle, Runtime};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use clock::JumpingClock;
use operations::{Bytes as Download, OneScope, Plain, Post, call};

/// How many calls run at once.
const AT_ONCE: usize = 32;

/// What the server received.
#[derive(Default)]
struct Received {
    requests: AtomicUsize,
    redirected: AtomicUsize,
    tokens: AtomicUsize,
}

/// Starts a server on a runtime of its own, so that the tasks of this one are those of the client.
fn serve(received: Arc<Received>) -> (Runtime, String) {
    let runtime = Runtime::new().unwrap();
    let (started, address) = mpsc::channel();
    runtime.spawn(async move {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        started.send(format!("http://{}", listener.local_addr().unwrap())).unwrap();
        let app = Router::new().fallback(move |request: Request<Body>| answer(request, Arc::clone(&received)));
        axum::serve(listener, app).await.unwrap();
    });
    (runtime, address.recv().unwrap())
}

async fn answer(request: Request<Body>, received: Arc<Received>) -> Response<Body> {
    let counter = match request.uri().path() {
        "/token" => &received.tokens,
        "/again" => &received.redirected,
        _ => &received.requests,
    };
    counter.fetch_add(1, Ordering::Relaxed);
    let response = Response::builder();
    let built = match (request.uri().path(), fastrand::u8(..100)) {
        ("/token", _) => response.body(r#"{"access_token":"t","expires_in":1}"#.into()),
        (_, 0..=3) => response.status(503).header("retry-after", "0").body("later".into()),
        (_, 4..=7) => response.header("content-length", 100).body(Body::from_stream(Cut(2))),
        (_, 8..=11) => response.body(Body::from_stream(Cut(2))),
        (_, 12..=13) => {
            tokio::time::sleep(Duration::from_secs(5)).await;
            response.body("late".into())
        }
        ("/again", _) => response.body("again".into()),
        (_, 14..=16) => response.status(302).header("location", "/again").body(Body::empty()),
        (_, 17) => response.status(401).body("who?".into()),
        (_, 18..=19) => response.header("content-encoding", "odd").body("?".into()),
        _ => response.body("x".repeat(fastrand::usize(..20_000)).into()),
    };
    built.unwrap()
}

/// A body that is cut off after some chunks.
struct Cut(u8);

impl Stream for Cut {
    type Item = io::Result<Bytes>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        let chunk = self.0.checked_sub(1).map(|left| {
            self.0 = left;
            Bytes::from("part")
        });
        std::task::Poll::Ready(Some(chunk.ok_or_else(|| io::Error::other("the test cuts the connection"))))
    }
}

/// Counts attempts, and how they ended.
#[derive(Default)]
struct Counts {
    begun: AtomicUsize,
    ended: AtomicUsize,
}

struct Counting(Arc<Counts>);

impl Hook for Counting {
    async fn before(&self, _: &HookContext, _: &mut reqwest::Request) -> Result<HookAction, BoxError> {
        self.0.begun.fetch_add(1, Ordering::Relaxed);
        Ok(HookAction::Send)
    }

    async fn after(&self, _: &HookContext, _: &mut RawResponse) {
        self.0.ended.fetch_add(1, Ordering::Relaxed);
    }

    async fn failed(&self, _: &HookContext, _: &Error<Never>) {
        self.0.ended.fetch_add(1, Ordering::Relaxed);
    }
}

fn outcome<T>(result: &Result<T, Error<Never>>) -> &'static str {
    match result {
        Ok(_) => "success",
        Err(Error::Undocumented(_)) => "undocumented",
        Err(Error::Decode(_)) => "decode",
        Err(Error::Body(_)) => "body",
        Err(Error::Transport(_)) => "transport",
        Err(Error::Request(_)) => "request",
        Err(_) => "other",
    }
}

async fn run(client: &Client, url: &str, number: usize) -> &'static str {
    match number % 4 {
        0 => outcome(&call::<Plain>(client).server(url).await),
        1 => outcome(&call::<Post>(client).server(url).await),
        2 => outcome(&call::<OneScope>(client).server(url).await),
        _ => match call::<Download>(client).server(url).await {
            Ok(response) => {
                let mut stream = response.into_inner();
                while let Some(Ok(_)) = stream.next().await {}
                "stream"
            }
            Err(error) => outcome::<()>(&Err(error)),
        },
    }
}

/// Open files of this process, or `None` where the system does not list them.
fn open_files() -> Option<usize> {
    Some(std::fs::read_dir("/proc/self/fd").ok()?.count())
}

/// Resident memory of this process, in KiB, or `None` where the system does not tell.
fn memory() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix("kB")?.trim().parse().ok())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_piles_up_and_every_attempt_is_counted_once() {
    let calls: usize = std::env::var("SOAK_CALLS").map_or(1_000, |calls| calls.parse().unwrap());
    let (received, counts) = (Arc::new(Received::default()), Arc::new(Counts::default()));
    let (server, url) = serve(Arc::clone(&received));
    let files = open_files();
    let client = Client::builder()
        .attempt_timeout(Duration::from_millis(500))
        .retry(RetryPolicy::new().max_retries(3))
        .retry_budget(RetryBudget::new(1_000_000))
        .client_credentials(ClientCredentials::new("me", "sk"))
        .clock(JumpingClock::with_random(0.5))
        .hook(Counting(Arc::clone(&counts)))
        .timeout(Duration::MAX)
        .build()
        .unwrap();

    let (at_once, mut tasks) = (Arc::new(Semaphore::new(AT_ONCE)), JoinSet::new());
    let (mut outcomes, mut early) = (BTreeMap::<_, usize>::new(), None);
    for number in 0..calls {
        let place = Arc::clone(&at_once).acquire_owned().await.unwrap();
        let (client, url) = (client.clone(), url.clone());
        tasks.spawn(async move {
            let outcome = run(&client, &url, number).await;
            drop(place);
            outcome
        });
        while let Some(ended) = tasks.try_join_next() {
            *outcomes.entry(ended.unwrap()).or_default() += 1;
        }
        if number == calls / 4 {
            early = memory();
        }
    }
    while let Some(ended) = tasks.join_next().await {
        *outcomes.entry(ended.unwrap()).or_default() += 1;
    }
    let late = memory();
    let begun = counts.begun.load(Ordering::Relaxed);
    println!(
        "{calls} calls: {outcomes:?}; {begun} attempts, {} redirects, {} tokens; {early:?} to {late:?} KiB",
        received.redirected.load(Ordering::Relaxed),
        received.tokens.load(Ordering::Relaxed),
    );

    assert_eq!(outcomes.values().sum::<usize>(), calls);
    assert_eq!(begun, counts.ended.load(Ordering::Relaxed), "each attempt ends once");
    assert_eq!(begun, received.requests.load(Ordering::Relaxed), "each attempt is sent once");
    assert!(received.redirected.load(Ordering::Relaxed) > 0 && outcomes.len() >= 4, "there were faults");
    if let (Some(early), Some(late)) = (early, late) {
        assert!(late < early + 32 * 1024, "memory grew from {early} to {late} KiB");
    }
    drop(client);
    for _ in 0..100 {
        if Handle::current().metrics().num_alive_tasks() == 0 && open_files() <= files.map(|files| files + 4) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(Handle::current().metrics().num_alive_tasks(), 0, "no task is left");
    assert!(open_files() <= files.map(|files| files + 4), "{files:?} files were open, now {:?}", open_files());
    server.shutdown_background();
}
