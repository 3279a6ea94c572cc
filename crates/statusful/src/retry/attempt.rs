//! What came of an attempt that was not the last.

use std::time::Duration;

use http::StatusCode;

use crate::error::{Error, Never};
use crate::raw::RawResponse;

/// An attempt that was followed by another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attempt {
    /// What came of it.
    pub outcome: AttemptOutcome,
    /// How long it took.
    pub elapsed: Duration,
    /// How long the call then waited.
    pub wait: Duration,
}

/// What came of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum AttemptOutcome {
    /// A response with this status.
    Status(StatusCode),
    /// No connection.
    NotConnected,
    /// No response, or none to its end, in the time an attempt may take.
    TimedOut,
    /// A connection that failed before the response, or within it.
    Interrupted,
}

impl AttemptOutcome {
    pub(crate) fn of(outcome: &Result<RawResponse, Error<Never>>) -> Self {
        match outcome {
            Ok(response) => Self::Status(response.status()),
            Err(error) if error.is_connect() => Self::NotConnected,
            Err(error) if error.is_timeout() => Self::TimedOut,
            Err(_) => Self::Interrupted,
        }
    }
}
