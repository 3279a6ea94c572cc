//! Why a command ends without success.

use std::process::ExitCode;

/// Why a command ends without success.
#[derive(Debug)]
pub enum Failure {
    /// Something was found, and told already: faults of a document, changes that break.
    Found,
    /// The same, and this sentence is still to be told.
    Wrong(String),
    /// Something cannot be read, and that was told already.
    Unreadable,
    /// It cannot be done, for this reason, in a sentence.
    Impossible(String),
}

impl Failure {
    /// 1 where something was found, and 2 where nothing could be.
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Found | Self::Wrong(_) => 1,
            Self::Unreadable | Self::Impossible(_) => 2,
        })
    }

    /// Of two the one that says more: what cannot be read may hold anything.
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
