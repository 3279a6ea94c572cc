//! Why there is no client.

use std::fmt;

use statusful_cli::Failure;

/// Why there is no client.
///
/// A build script that returns it prints its message.
pub struct Error(String);

impl Error {
    pub(crate) fn new(message: String) -> Self {
        Self(message)
    }
}

/// Build scripts print the error that they return by this implementation.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        Self(match failure {
            Failure::Found | Failure::Unreadable => "no client was generated; the errors are above".to_owned(),
            Failure::Wrong(message) | Failure::Impossible(message) => message,
        })
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self(error.to_string())
    }
}
