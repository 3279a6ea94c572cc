//! Failures of commands, and their exit codes.

use std::process::ExitCode;

/// A failure of a command.
#[derive(Debug)]
pub enum Failure {
    /// The command found errors in a document or breaking changes, and has reported them.
    Found,
    /// The command found something, and this message is not reported yet.
    Wrong(String),
    /// Something cannot be read, which is already reported.
    Unreadable,
    /// The command cannot run, for this reason.
    Impossible(String),
}

impl Failure {
    /// Returns 1 if something was found, and 2 if the command could not run.
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Found | Self::Wrong(_) => 1,
            Self::Unreadable | Self::Impossible(_) => 2,
        })
    }

    /// Returns the more severe of two failures: a file that cannot be read outweighs findings.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        if matches!(self, Self::Found | Self::Wrong(_)) { other } else { self }
    }
}

impl From<String> for Failure {
    fn from(message: String) -> Self {
        Self::Impossible(message)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Impossible(error.to_string())
    }
}
