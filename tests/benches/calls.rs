//! What a call costs beside one that is written by hand with reqwest: allocations, and time as a ratio.
//!
//! ```text
//! cargo bench -p statusful-tests --bench calls
//! ```
//!
//! Both get the same JSON from the same server on loopback, which runs on a thread of its own, and check the status, the media
//! type and the size. Calls alternate in rounds, and the ratio is the median of the rounds.

use std::error::Error;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use serde::Deserialize;
use statusful::reqwest;
use statusful_tests::{Answer, Server};
use tokio::runtime::{Builder, Runtime};

const ROUNDS: usize = 21;
const CALLS: u32 = 200;
const KEY: &str = r#"{"api_key":"cd_secret","name":"a key","extra":[1,2,3]}"#;
const LIMIT: usize = 8 << 20;

type Failure = Box<dyn Error>;

/// The body, as a caller would describe it.
#[derive(Deserialize)]
struct Key {
    api_key: String,
    name: String,
}

fn main() -> Result<(), Failure> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        Runtime::new().map(|runtime| {
            runtime.block_on(async {
                let server = Server::answering(Answer::json(200, KEY)).await;
                sender.send(server.url()).ok();
                std::future::pending::<()>().await;
            });
        })
    });
    let url = receiver.recv()?;
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let by_hand = reqwest::Client::builder().timeout(Duration::from_secs(30)).build()?;
    let generated = keymint::Client::builder().server(&url).bearer_auth("token").build()?;

    let hand = || runtime.block_on(async { many(|| get_by_hand(&by_hand, &url)).await });
    let ours = || runtime.block_on(async { many(|| get(&generated)).await });
    hand()?;
    ours()?;
    let mut ratios = Vec::new();
    for _ in 0..ROUNDS {
        let (by_hand, generated) = (timed(&hand)?, timed(&ours)?);
        ratios.push(generated.as_secs_f64() / by_hand.as_secs_f64());
    }
    ratios.sort_by(f64::total_cmp);
    let (by_hand, generated) = (allocations(&hand)?, allocations(&ours)?);
    println!("allocations per call: {generated:.1} generated, {by_hand:.1} by hand");
    println!(
        "time of a call: {:.2} of one by hand (from {:.2} to {:.2} in {ROUNDS} rounds)",
        ratios[ROUNDS / 2],
        ratios[0],
        ratios[ROUNDS - 1]
    );
    Ok(())
}

async fn many<F: Future<Output = Result<usize, Failure>>>(call: impl Fn() -> F) -> Result<(), Failure> {
    for _ in 0..CALLS {
        if call().await? != "cd_secret".len() + "a key".len() {
            return Err("the key is not the one that was sent".into());
        }
    }
    Ok(())
}

async fn get(client: &keymint::Client) -> Result<usize, Failure> {
    let key = client.get_auth_response_request_id("req_123").await?.into_inner();
    let key = key.into_ok().map_err(|_| "the status is not 200")?;
    Ok(key.api_key.expose_secret().len() + key.name.len())
}

async fn get_by_hand(client: &reqwest::Client, url: &str) -> Result<usize, Failure> {
    let request = client.get(format!("{url}/auth-response/req_123")).bearer_auth("token");
    let mut response = request.header("accept", "application/json, text/plain").send().await?;
    let media_type = response.headers().get("content-type").and_then(|value| value.to_str().ok());
    if response.status() != 200 || media_type != Some("application/json") {
        return Err("the response is not the documented one".into());
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        body.extend_from_slice(&chunk);
        if body.len() > LIMIT {
            return Err("the body is too large".into());
        }
    }
    let key: Key = serde_json::from_slice(&body)?;
    Ok(key.api_key.len() + key.name.len())
}

fn timed(calls: &impl Fn() -> Result<(), Failure>) -> Result<Duration, Failure> {
    let started = Instant::now();
    calls()?;
    Ok(started.elapsed())
}

fn allocations(calls: &impl Fn() -> Result<(), Failure>) -> Result<f64, Failure> {
    let mut outcome = Ok(());
    let counted = allocation_counter::measure(|| outcome = calls());
    outcome?;
    Ok(f64::from(u32::try_from(counted.count_total)?) / f64::from(CALLS))
}
