//! The results of polls.

use std::fmt;
use std::time::Duration;

use crate::{Error, Operation, PollPolicy, Response};

/// An operation whose result may not be ready, as defined by `x-polling` in the document.
pub trait Polled: Operation {
    /// The type of the result: the body of the response that is ready, or the enum of successes if there are several.
    type Ready;
    /// The meaning of each status, and how often to poll.
    const POLLING: PollPolicy;

    /// Returns the result, or the value unchanged if it is another success.
    fn ready(success: Self::Success) -> Result<Self::Ready, Self::Success>;
}

/// The result of one poll, and the time until the next one.
#[non_exhaustive]
pub struct Observation<O: Polled> {
    /// The number of the poll, starting at 1.
    pub poll: u32,
    /// The result of the poll.
    pub outcome: PollOutcome<O>,
    /// The wait until the next poll, or `None` if there is none because the result is ready or the deadline has been
    /// reached.
    pub wait: Option<Duration>,
}

/// The result of one poll.
#[non_exhaustive]
pub enum PollOutcome<O: Polled> {
    /// The result is not ready: a documented success that `x-polling` lists as pending.
    Pending(Response<O::Success>),
    /// The result is not ready: a documented failure that `x-polling` lists as pending.
    PendingFailure(Response<O::Failure>),
    /// A transient error: no connection, or a status such as `503`.
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
