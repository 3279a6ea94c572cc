//! What both programs of this bench share.

use std::error::Error;

use tokio::runtime::{Builder, Runtime};

use crate::caller::Work;

pub(crate) type Failure = Box<dyn Error + Send + Sync>;

/// A runtime that runs everything on the current thread.
pub(crate) fn runtime() -> Result<Runtime, Failure> {
    Ok(Builder::new_current_thread().enable_all().build()?)
}

/// Prints how much a call by hand takes, and a generated one.
pub(crate) fn print(what: &str, work: Work, by_hand: f64, generated: f64) {
    let (name, ratio) = (format!("{what}, {}", work.name()), generated / by_hand);
    if is_json() {
        return print_json(&name, by_hand, generated);
    }
    println!("{name:<28} {by_hand:>10.1} by hand {generated:>10.1} generated {ratio:>7.3}");
}

/// Returns `true` for the argument `--json`, which prints lines that `cargo xtask bench` reads.
pub(crate) fn is_json() -> bool {
    std::env::args().any(|argument| argument == "--json")
}

/// Prints a measurement as a line of JSON.
pub(crate) fn print_json(name: &str, by_hand: f64, generated: f64) {
    println!("{}", serde_json::json!({ "name": name, "by_hand": by_hand, "generated": generated }));
}
