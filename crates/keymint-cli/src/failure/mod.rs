//! Errors with a message, a help text and an exit code.

mod call;
mod login;

use std::error::Error;
use std::fmt;
use std::process::ExitCode;

use serde_json::{Value, json};

use crate::text::foreign;

pub(crate) use call::undocumented;
pub(crate) use login::login;

/// The kind of an error. The numbers are the exit codes, which scripts rely on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Kind {
    /// A local error: a file, a port or a pipe.
    Local = 1,
    /// An argument is invalid, or the bearer token is missing.
    Usage = 2,
    /// Access was denied.
    Denied = 3,
    /// Access was not granted in time.
    TimedOut = 4,
    /// The service rejected the request.
    Refused = 5,
    /// The service failed, or returned an undocumented response.
    Service = 6,
    /// The service could not be reached.
    Unreachable = 7,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Local => "local",
            Self::Usage => "usage",
            Self::Denied => "denied",
            Self::TimedOut => "timed-out",
            Self::Refused => "refused",
            Self::Service => "service",
            Self::Unreachable => "unreachable",
        }
    }
}

/// An error of a command. Neither text contains a secret.
#[derive(Debug)]
pub(crate) struct Failure {
    kind: Kind,
    message: String,
    help: String,
    status: Option<u16>,
}

impl Failure {
    /// Creates an error with a message, which is a sentence.
    pub(crate) fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), help: String::new(), status: None }
    }

    /// Creates a local error. The message is the start of a sentence, which continues with the root cause of `error`.
    pub(crate) fn local(message: impl fmt::Display, error: &dyn Error) -> Self {
        Self::new(Kind::Local, format!("{message}: {}.", foreign(&root(error).to_string())))
            .help("This is a local error. Fix it, and run the command again.")
    }

    /// Sets the help text.
    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        Self { help: help.into(), ..self }
    }

    /// Sets the status of the response.
    pub(crate) fn status(self, status: impl Into<Option<u16>>) -> Self {
        Self { status: status.into(), ..self }
    }

    /// Returns the kind of the error.
    #[cfg(test)]
    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }

    /// Returns the exit code of the command.
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.kind as u8)
    }

    /// Returns the error as JSON.
    pub(crate) fn to_json(&self) -> Value {
        json!({
            "kind": self.kind.name(),
            "exit_status": self.kind as u8,
            "message": self.message,
            "help": self.help,
            "status": self.status,
        })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}\n  help: {}", self.message, self.help)
    }
}

/// Returns the root cause of an error, which is usually that of the operating system.
fn root(error: &dyn Error) -> &dyn Error {
    let mut root = error;
    while let Some(source) = root.source() {
        root = source;
    }
    root
}
