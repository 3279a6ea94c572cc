//! The record of an attempt before the last one of its call.

use std::time::Duration;

use http::StatusCode;

use crate::error::{Error, Never};
use crate::raw::RawResponse;

/// An attempt that was followed by another one: a retry, or an attempt with new credentials after a `401`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attempt {
    /// How it ended.
    pub outcome: AttemptOutcome,
    /// How long it took, including credentials and hooks.
    pub elapsed: Duration,
    /// How long the call waited after it.
    pub wait: Duration,
}

/// How an attempt ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum AttemptOutcome {
    /// A response with this status.
    Status(StatusCode),
    /// The client could not connect.
    NotConnected,
    /// A time limit was reached before the response, or while its body was read.
    TimedOut,
    /// The connection failed before the response, or while its body was read.
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
