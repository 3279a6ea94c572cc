//! Runs the generator for one document in a process of its own.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::Measurement;
use crate::Failure;

/// The time limit for one document: a hundred times what the largest one needs.
const LIMIT: Duration = Duration::from_secs(180);

/// Runs a command that prints a [`Measurement`] as JSON.
pub(super) fn measured(mut command: Command) -> Result<Measurement, Failure> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| format!("the generator cannot be started: {error}"))?;
    let printed = child.stdout.take().map(|stdout| std::thread::spawn(|| std::io::read_to_string(stdout)));
    let said = child.stderr.take().map(|stderr| std::thread::spawn(|| std::io::read_to_string(stderr)));
    let in_time = wait(&mut child);
    let text = |reader: Option<std::thread::JoinHandle<std::io::Result<String>>>| {
        reader.and_then(|reader| reader.join().ok()?.ok()).unwrap_or_default()
    };
    let (printed, said) = (text(printed), text(said));
    if !in_time {
        return Err(format!("it was not done after {} s", LIMIT.as_secs()));
    }
    serde_json::from_str(&printed).map_err(|_| format!("the generator broke down: {}", said.trim()))
}

/// Waits for the process, and returns `true` if it ends within the time limit. Otherwise it is killed.
fn wait(child: &mut Child) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < LIMIT {
        match child.try_wait() {
            Ok(None) => std::thread::sleep(Duration::from_millis(5)),
            Ok(Some(_)) => return true,
            Err(_) => break,
        }
    }
    // Both fail if the process has just ended, which does not matter.
    let _ = child.kill();
    let _ = child.wait();
    false
}
