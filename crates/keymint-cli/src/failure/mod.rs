//! Why there is no key, in a sentence, and what to do.

mod call;
mod login;

use std::error::Error;
use std::fmt;
use std::process::ExitCode;

use serde_json::{Value, json};

use crate::text::foreign;

pub(crate) use call::undocumented;
pub(crate) use login::login;

/// What kind of failure it is. The numbers are the exit status, which scripts rely on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Kind {
    /// This machine stood in the way.
    Local = 1,
    /// The command line is wrong, or something it needs is missing.
    Usage = 2,
    /// Access was denied.
    Denied = 3,
    /// Nobody granted access in time.
    TimedOut = 4,
    /// The service refused the request.
    Refused = 5,
    /// The service failed, or answered what its document does not describe.
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

/// Why there is no key. Neither text holds a secret.
#[derive(Debug)]
pub(crate) struct Failure {
    kind: Kind,
    message: String,
    help: String,
    status: Option<u16>,
}

impl Failure {
    /// What happened, as a sentence.
    pub(crate) fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), help: String::new(), status: None }
    }

    /// Something of this machine: the beginning of a sentence, and the error that ends it.
    pub(crate) fn local(message: impl fmt::Display, error: &dyn Error) -> Self {
        Self::new(Kind::Local, format!("{message}: {}.", foreign(&root(error).to_string())))
            .help("This is not the service's doing. Mend it on this machine, and run the command again.")
    }

    /// What to do, as a sentence or two.
    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        Self { help: help.into(), ..self }
    }

    /// The status that the service answered with.
    pub(crate) fn status(self, status: impl Into<Option<u16>>) -> Self {
        Self { status: status.into(), ..self }
    }

    /// What kind of failure it is.
    #[cfg(test)]
    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }

    /// The exit status of the command.
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.kind as u8)
    }

    /// All of it, for programs.
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

/// What lies at the bottom of an error, which is mostly what the system said.
fn root(error: &dyn Error) -> &dyn Error {
    let mut root = error;
    while let Some(source) = root.source() {
        root = source;
    }
    root
}
