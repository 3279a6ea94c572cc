//! Measures the time of calls as a ratio, which other programs on the machine change less than the time itself.

use std::time::{Duration, Instant};

use tokio::runtime::Runtime;
use tokio::task::JoinSet;

use crate::by_hand::ByHand;
use crate::caller::{Caller, Work};
use crate::generated::Generated;
use crate::harness::{self, Failure, runtime};

/// Rounds in which both clients take turns; the ratio is the median.
const ROUNDS: usize = 41;

/// Prints the time of calls one after the other, and of many at once.
pub(crate) fn print(url: &str) -> Result<(), Failure> {
    for (work, at_once) in [(Work::Small, 1), (Work::Small, 64), (Work::Large, 1), (Work::Events, 1)] {
        let runtime = runtime()?;
        let (by_hand, generated) = (ByHand::new(url)?, Generated::new(url)?);
        let count = work.count() / if at_once == 1 { 2 } else { 10 };
        let mut ratios = Vec::new();
        for _ in 0..=ROUNDS {
            let by_hand = timed(&runtime, &by_hand, url, work, at_once, count)?;
            let generated = timed(&runtime, &generated, url, work, at_once, count)?;
            ratios.push(generated.as_secs_f64() / by_hand.as_secs_f64());
        }
        // The first round connects.
        ratios.remove(0);
        ratios.sort_by(f64::total_cmp);
        let name = format!("time, {}, {at_once} at once", work.name());
        let (low, median, high) = (ratios[ROUNDS / 4], ratios[ROUNDS / 2], ratios[ROUNDS * 3 / 4]);
        if harness::is_json() {
            harness::print_json(&name, 1.0, median);
            continue;
        }
        println!("{name:<52}{median:>8.3} (half of {ROUNDS} rounds from {low:.3} to {high:.3})");
    }
    Ok(())
}

fn timed<C: Caller>(
    runtime: &Runtime,
    caller: &C,
    url: &str,
    work: Work,
    at_once: u32,
    count: u32,
) -> Result<Duration, Failure> {
    runtime.block_on(async {
        let started = Instant::now();
        let mut tasks = JoinSet::new();
        for _ in 0..at_once {
            let (caller, url) = (caller.clone(), url.to_owned());
            tasks.spawn(async move { work.repeat(&caller, &url, count).await });
        }
        while let Some(done) = tasks.join_next().await {
            done??;
        }
        Ok(started.elapsed())
    })
}
