//! Measures processes.
//!
//! The system adds up the time of all child processes that have ended, and keeps the largest peak of their memory. So each
//! measured process is the only child of a process of its own, which runs this program with a hidden command.

use std::ffi::OsString;
use std::process::{Command, Stdio};
use std::time::Instant;

use clap::Args;
use serde::{Deserialize, Serialize};
use statusful_cli::Failure;

/// The command that runs a process in a process of its own.
const COMMAND: &str = "bench-process";

/// What a process and its children used.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) struct Usage {
    /// The processor time in seconds, of the program and of the system for it.
    pub(super) cpu: f64,
    /// The time that passed, in seconds.
    pub(super) wall: f64,
    /// The largest peak of the memory of one process, in megabytes.
    pub(super) peak: f64,
    is_ok: bool,
}

/// Arguments of the hidden command.
#[derive(Debug, Args)]
pub(crate) struct ChildArguments {
    #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true)]
    command: Vec<OsString>,
}

/// Runs a command, and returns what it used and what it wrote to stderr. A command that fails is an error, with its stderr.
pub(super) fn measured(command: &Command) -> Result<(Usage, String), String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut child = Command::new(program);
    child.args([COMMAND, "--"]).arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => child.env(name, value),
            None => child.env_remove(name),
        };
    }
    if let Some(folder) = command.get_current_dir() {
        child.current_dir(folder);
    }
    let output = child.stdin(Stdio::null()).output().map_err(|error| error.to_string())?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    match serde_json::from_slice::<Usage>(&output.stdout) {
        Ok(usage) if usage.is_ok => Ok((usage, said)),
        _ => Err(said),
    }
}

/// Runs a command that is not measured. A command that fails is an error, with its stderr.
pub(super) fn run(command: &mut Command) -> Result<String, String> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| error.to_string())?;
    let [printed, said] = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    if output.status.success() { Ok(printed) } else { Err(said) }
}

/// Runs the hidden command: prints the usage of a process to stdout. The process prints nothing there.
pub(crate) fn child(arguments: &ChildArguments) -> Result<(), Failure> {
    let [program, more @ ..] = arguments.command.as_slice() else { return Ok(()) };
    let begun = Instant::now();
    let status = Command::new(program).args(more).stdout(Stdio::null()).status()?;
    let wall = begun.elapsed().as_secs_f64();
    let (cpu, peak) = used_by_children()?;
    let usage = Usage { cpu, wall, peak, is_ok: status.success() };
    println!("{}", serde_json::to_string(&usage).map_err(|error| error.to_string())?);
    Ok(())
}

/// Returns the processor time of all children in seconds, and the largest peak in megabytes.
#[cfg(unix)]
fn used_by_children() -> Result<(f64, f64), Failure> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike as _;

    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).map_err(std::io::Error::from)?;
    let microseconds = (usage.user_time() + usage.system_time()).num_microseconds();
    // The peak is in KiB, except on macOS.
    let bytes = if cfg!(target_os = "macos") { 1.0 } else { 1024.0 };
    Ok((number(microseconds) / 1e6, number(usage.max_rss()) * bytes / 1e6))
}

#[cfg(not(unix))]
fn used_by_children() -> Result<(f64, f64), Failure> {
    Err("this system does not report what processes use".to_owned().into())
}

#[cfg(unix)]
#[expect(clippy::cast_precision_loss, reason = "measurements are not exact to 15 digits")]
fn number(number: i64) -> f64 {
    number as f64
}
