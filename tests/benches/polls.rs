//! Ten thousand polls at once on one client: how much memory they take, which has a bound, and how their ends are spread.
//!
//! ```text
//! cargo bench -p statusful-tests --bench polls
//! ```
//!
//! The server is a process of its own, on loopback, so that the memory is that of the client alone. Each poll gets `201`
//! for two seconds and then `200`. Where fewer than ten thousand files may be open, connections fail at first; a poll
//! outlives that, and the number of such failures is printed.

use std::collections::HashMap;
use std::error::Error;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use std::{fs, pin::Pin};

use axum::Router;
use axum::http::{StatusCode, Uri, header};
use futures_core::Stream;
use statusful::Observation;

const POLLS: usize = 10_000;
/// What a poll may take on average, in KiB: its connection, its timers and its task.
const BOUND: u64 = 64;
const PENDING: Duration = Duration::from_secs(2);

type Failure = Box<dyn Error + Send + Sync>;

fn main() -> Result<(), Failure> {
    let runtime = tokio::runtime::Runtime::new()?;
    if std::env::args().any(|argument| argument == "--serve") {
        runtime.block_on(serve())
    } else {
        runtime.block_on(poll_all())
    }
}

/// Ends the server with the bench.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

async fn poll_all() -> Result<(), Failure> {
    let mut server = Server(Command::new(std::env::current_exe()?).arg("--serve").stdout(Stdio::piped()).spawn()?);
    let mut url = String::new();
    BufReader::new(server.0.stdout.take().ok_or("the server says nothing")?).read_line(&mut url)?;
    let client = keymint::Client::builder().server(url.trim()).bearer_auth("t").build()?;
    // The first call brings what all calls share.
    let _ = client.get_auth_response_request_id("first").await;

    let before = memory()?;
    let interrupted = Arc::new(AtomicUsize::new(0));
    let start = Instant::now();
    let polls: Vec<_> = (0..POLLS)
        .map(|id| tokio::spawn(poll(client.clone(), format!("r{id}"), start, Arc::clone(&interrupted))))
        .collect();
    let mut ends = Vec::with_capacity(POLLS);
    for poll in polls {
        ends.push(poll.await??);
    }
    let peak = memory()?;
    ends.sort();

    let at = |share: usize| ends[(ends.len() - 1) * share / 100].as_secs_f64();
    println!("{POLLS} polls, each ready after {} s, interval 1 s to 1.5 s", PENDING.as_secs());
    println!("peak memory of the client: {} MiB, {} MiB before", peak / 1024, before / 1024);
    let each = (peak - before) / u64::try_from(POLLS)?;
    println!("that is {each} KiB for each poll, of {BOUND} that it may take");
    println!("ended after: first {:.2} s, median {:.2} s, 95 % {:.2} s, last {:.2} s", at(0), at(50), at(95), at(100));
    println!("polls that failed and were made again: {}", interrupted.load(Ordering::Relaxed));
    if each > BOUND { Err("polls take more memory than they may".into()) } else { Ok(()) }
}

/// Polls until the key is there, and says how long that was after the start.
async fn poll(
    client: keymint::Client,
    id: String,
    start: Instant,
    interrupted: Arc<AtomicUsize>,
) -> Result<Duration, Failure> {
    let second = Duration::from_secs(1);
    let mut polling = client.get_auth_response_request_id(id).poll().interval(second).max_interval(second);
    loop {
        let next = std::future::poll_fn(|context| Pin::new(&mut polling).poll_next(context));
        match next.await.ok_or("polling ended without a word")?? {
            Observation::Ready(_) => return Ok(start.elapsed()),
            Observation::Interrupted(_) => drop(interrupted.fetch_add(1, Ordering::Relaxed)),
            _ => {}
        }
    }
}

/// The most memory this process has had in RAM so far, in KiB.
fn memory() -> Result<u64, Failure> {
    let status = fs::read_to_string("/proc/self/status")?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("this system does not tell")?;
    Ok(peak.trim().trim_end_matches("kB").trim().parse()?)
}

async fn serve() -> Result<(), Failure> {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
    println!("http://{}", listener.local_addr()?);
    let seen: Arc<Mutex<HashMap<String, Instant>>> = Arc::default();
    let app = Router::new().fallback(move |uri: Uri| {
        let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        let first = *seen.entry(uri.path().to_owned()).or_insert_with(Instant::now);
        let (status, body) = if first.elapsed() >= PENDING {
            (StatusCode::OK, r#"{"api_key":"k","name":"n"}"#)
        } else {
            (StatusCode::CREATED, r#"{"message":"not yet"}"#)
        };
        async move { (status, [(header::CONTENT_TYPE, "application/json")], body) }
    });
    Ok(axum::serve(listener, app).await?)
}
