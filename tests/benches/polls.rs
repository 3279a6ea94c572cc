//! Runs ten thousand polls at once on one client. Prints how much memory they take and when they end, and fails if a poll
//! takes more memory than it may.
//!
//! ```text
//! cargo bench -p statusful-tests --bench polls
//! ```
//!
//! The server is a separate process on loopback, so that only the client's memory is measured. Each poll gets `201` for two
//! seconds and then `200`. If the system allows fewer than ten thousand open files, some connections fail at first; polls
//! continue after such failures, and the bench prints how many there were.

use std::collections::HashMap;
use std::error::Error;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use std::{fs, pin::Pin};

use futures_core::Stream;
use statusful::PollOutcome;
use statusful_tests::{Answer, Server};

const POLLS: usize = 10_000;
/// The memory that a poll may take on average, in KiB: its connection, timers and task.
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

/// Ends the server's process with the bench.
struct ServerProcess(Child);

impl Drop for ServerProcess {
    fn drop(&mut self) {
        // The process may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

async fn poll_all() -> Result<(), Failure> {
    let mut server =
        ServerProcess(Command::new(std::env::current_exe()?).arg("--serve").stdout(Stdio::piped()).spawn()?);
    let mut url = String::new();
    BufReader::new(server.0.stdout.take().ok_or("the server has no output")?).read_line(&mut url)?;
    let client = keymint::Client::builder().server(url.trim()).bearer_auth("t").build()?;
    // The first call allocates what all calls share.
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
    println!("memory of each poll: {each} KiB, at most {BOUND} KiB allowed");
    println!("ended after: first {:.2} s, median {:.2} s, 95 % {:.2} s, last {:.2} s", at(0), at(50), at(95), at(100));
    println!("retries after failed requests: {}", interrupted.load(Ordering::Relaxed));
    if each > BOUND { Err("polls take more memory than allowed".into()) } else { Ok(()) }
}

/// Polls until the key is ready. Returns the time since the start.
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
        match next.await.ok_or("polling ended without a result")??.outcome {
            PollOutcome::Ready(_) => return Ok(start.elapsed()),
            PollOutcome::Interrupted(_) => drop(interrupted.fetch_add(1, Ordering::Relaxed)),
            _ => {}
        }
    }
}

/// Returns the peak memory of this process so far, in KiB.
fn memory() -> Result<u64, Failure> {
    let status = fs::read_to_string("/proc/self/status")?;
    let peak =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("this system does not report peak memory")?;
    Ok(peak.trim().trim_end_matches("kB").trim().parse()?)
}

/// Serves until the process ends.
async fn serve() -> Result<(), Failure> {
    let first_polls: Mutex<HashMap<String, Instant>> = Mutex::default();
    let server = Server::start(move |request| {
        let mut first_polls = first_polls.lock().unwrap_or_else(PoisonError::into_inner);
        let first = *first_polls.entry(request.target.clone()).or_insert_with(Instant::now);
        if first.elapsed() >= PENDING {
            Answer::json(200, r#"{"api_key":"k","name":"n"}"#)
        } else {
            Answer::json(201, r#"{"message":"not yet"}"#)
        }
    })
    .await;
    println!("{}", server.url());
    std::future::pending().await
}
