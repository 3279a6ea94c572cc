//! Runs a command of `xtask-extra`, which Cargo compiles when it is needed.

use std::ffi::OsString;
use std::process::{Command, ExitCode};

use statusful_cli::Report;
use xtask::paths;

/// Passes all arguments of this process on, and returns the exit code.
pub(crate) fn run(report: &Report) -> ExitCode {
    match cargo().args(std::env::args_os().skip(1)).status() {
        Ok(status) => status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from),
        Err(error) => report.end(Err(format!("cargo cannot be started: {error}").into())),
    }
}

/// Returns `cargo run` for the other command, in the profile of this process. `--package` would compile the dependencies with fewer
/// features than the tests do, and so again.
fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
    command.args(["run", "--bin", "xtask-extra", "--manifest-path"]).arg(paths::root().join("Cargo.toml"));
    if !cfg!(debug_assertions) {
        command.arg("--release");
    }
    command.arg("--");
    command
}
