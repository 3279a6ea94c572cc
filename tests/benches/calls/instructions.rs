//! Counts instructions by running the calls under `valgrind`.

use std::process::{Command, Stdio};

use crate::by_hand::ByHand;
use crate::caller::{Caller, Work};
use crate::generated::Generated;
use crate::harness::{self, Failure, runtime};

/// The argument of a process that makes calls to be counted. Which, how often and where follows.
pub(crate) const CHILD: &str = "--calls";

const BY_HAND: &str = "by-hand";
const GENERATED: &str = "generated";

/// Prints the instructions per call.
pub(crate) fn print(url: &str) -> Result<(), Failure> {
    if !Command::new("valgrind").arg("--version").stdout(Stdio::null()).status().is_ok_and(|status| status.success()) {
        println!("valgrind is not installed, so no instructions are counted");
        return Ok(());
    }
    for work in Work::ALL {
        harness::print("instructions", work, per_call(BY_HAND, work, url)?, per_call(GENERATED, work, url)?);
    }
    Ok(())
}

/// The difference between a process with so many calls and one with twice as many.
fn per_call(client: &str, work: Work, url: &str) -> Result<f64, Failure> {
    let count = work.count();
    let (once, twice) = (counted(client, work, count, url)?, counted(client, work, 2 * count, url)?);
    Ok((twice - once) / f64::from(count))
}

fn counted(client: &str, work: Work, count: u32, url: &str) -> Result<f64, Failure> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(std::env::current_exe()?)
        .args([CHILD, client, work.name(), &count.to_string(), url])
        .output()?;
    let printed = String::from_utf8_lossy(&output.stderr);
    let collected = printed.lines().find_map(|line| line.split_once("Collected :")).filter(|_| output.status.success());
    let (_, instructions) = collected.ok_or_else(|| format!("valgrind failed: {printed}"))?;
    Ok(instructions.trim().parse()?)
}

/// Makes the calls that the arguments say.
pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    let [client, work, count, url] = arguments else {
        return Err("expected a client, work, a number and a URL".into());
    };
    let work = Work::ALL.into_iter().find(|known| known.name() == work).ok_or("the work is unknown")?;
    let count = count.parse()?;
    match client.as_str() {
        BY_HAND => repeat(&ByHand::new(url)?, work, url, count),
        _ => repeat(&Generated::new(url)?, work, url, count),
    }
}

fn repeat(caller: &impl Caller, work: Work, url: &str, count: u32) -> Result<(), Failure> {
    runtime()?.block_on(work.repeat(caller, url, count))
}
