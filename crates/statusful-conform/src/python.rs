//! Programs in Python.

use std::process::Command;

use crate::Failure;

/// Runs a command of Python, and returns what it prints to the standard error if it fails.
pub(crate) fn python(command: &mut Command) -> Result<(), Failure> {
    let output = command.output().map_err(|error| format!("python3 cannot be run: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("python3 failed: {}", String::from_utf8_lossy(&output.stderr).trim()))
}
