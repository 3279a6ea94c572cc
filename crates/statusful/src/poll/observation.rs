//! What a poll finds.

use std::fmt;
use std::time::Duration;

use crate::{Error, Operation, PollPolicy, Response};

/// An operation whose result may not be ready yet, as `x-polling` of the document defines.
pub trait Polled: Operation {
    /// The type of the result: the body of the response that is ready, or the enum of successes if there are several.
    type Ready;
    /// Which status means what, and how often to poll.
    const POLLING: PollPolicy;

    /// Returns the result, or the value unchanged if it is another success.
    fn ready(success: Self::Success) -> Result<Self::Ready, Self::Success>;
}

/// What one poll found, and when the next one follows.
#[non_exhaustive]
pub struct Observation<O: Polled> {
    /// The number of the poll, starting at 1.
    pub poll: u32,
    /// What the poll found.
    pub outcome: PollOutcome<O>,
    /// The wait until the next poll; `None` if none follows, because the result is ready or the deadline has been reached.
    pub wait: Option<Duration>,
}

/// What one poll found.
#[non_exhaustive]
pub enum PollOutcome<O: Polled> {
    /// The result is not ready: a documented success that `x-polling` lists as pending.
    Pending(Response<O::Success>),
    /// The result is not ready: a documented failure that `x-polling` lists as pending.
    PendingFailure(Response<O::Failure>),
    /// An error that often passes by itself: no connection, or a status such as `503`.
    Interrupted(Error<O::Failure>),
    /// The result. It is the last observation.
    Ready(Response<O::Ready>),
}

impl<O: Polled<Success: fmt::Debug, Failure: fmt::Debug, Ready: fmt::Debug>> fmt::Debug for Observation<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Observation")
            .field("poll", &self.poll)
            .field("outcome", &self.outcome)
            .field("wait", &self.wait)
            .finish()
    }
}

impl<O: Polled<Success: fmt::Debug, Failure: fmt::Debug, Ready: fmt::Debug>> fmt::Debug for PollOutcome<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pending(response) => f.debug_tuple("Pending").field(response).finish(),
            Self::PendingFailure(response) => f.debug_tuple("PendingFailure").field(response).finish(),
            Self::Interrupted(error) => f.debug_tuple("Interrupted").field(error).finish(),
            Self::Ready(response) => f.debug_tuple("Ready").field(response).finish(),
        }
    }
}
