//! What a poll finds.

use std::fmt;

use crate::{Error, Operation, PollPolicy, Response};

/// An operation whose answer may not be ready yet, by the document's `x-polling`.
pub trait Polled: Operation {
    /// What is waited for: the body of the response that is ready, or the enum of successes where several are.
    type Ready;
    /// Which status means what, and how often to ask.
    const POLLING: PollPolicy;

    /// What is waited for, or the value unchanged if it is another success.
    fn ready(success: Self::Success) -> Result<Self::Ready, Self::Success>;
}

/// What one poll found.
#[non_exhaustive]
pub enum Observation<O: Polled> {
    /// Not ready yet, says a documented success.
    Pending(Response<O::Success>),
    /// Not ready yet, says a documented failure that `x-polling` takes for that.
    PendingFailure(Response<O::Failure>),
    /// Nothing, for a reason that often passes by itself: no connection, or a status such as `503`.
    Interrupted(Error<O::Failure>),
    /// Ready. Nothing comes after it.
    Ready(Response<O::Ready>),
}

impl<O: Polled<Success: fmt::Debug, Failure: fmt::Debug, Ready: fmt::Debug>> fmt::Debug for Observation<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pending(response) => f.debug_tuple("Pending").field(response).finish(),
            Self::PendingFailure(response) => f.debug_tuple("PendingFailure").field(response).finish(),
            Self::Interrupted(error) => f.debug_tuple("Interrupted").field(error).finish(),
            Self::Ready(response) => f.debug_tuple("Ready").field(response).finish(),
        }
    }
}
