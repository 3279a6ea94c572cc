//! Decides when to poll next, and when polling ends.

use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::PollPolicy;
use crate::RawResponse;
use crate::clock::{Clock, random_part};
use crate::error::{DeadlineError, Never};
use crate::operation::OperationInfo;
use crate::retry::{Backoff, retry_after};

/// The minimum time that is reserved for the last poll before the deadline.
const LAST_POLL: Duration = Duration::from_millis(250);

/// The minimum interval, so that a mistake does not flood the server.
const SHORTEST: Duration = Duration::from_millis(100);

/// The maximum number of consecutive polls that fail to connect to a server that was never reached.
const UNREACHED_POLLS: u32 = 5;

/// The progress of polling.
pub(super) struct Progress {
    clock: Arc<dyn Clock>,
    backoff: Backoff,
    started: Instant,
    limit: Duration,
    slowest: Duration,
    is_last: bool,
    polls: u32,
    last: Option<RawResponse>,
    /// The error of the last poll, if there was no complete response.
    error: Option<Arc<dyn Error + Send + Sync>>,
    is_reached: bool,
}

impl Progress {
    pub(super) fn start(policy: &PollPolicy, clock: Arc<dyn Clock>) -> Self {
        let started = clock.now();
        let (first, longest) = (policy.interval.max(SHORTEST), policy.max_interval.max(SHORTEST));
        Self {
            clock,
            backoff: Backoff::new(first, longest, policy.exponent),
            started,
            limit: policy.deadline,
            slowest: Duration::ZERO,
            is_last: false,
            polls: 0,
            last: None,
            error: None,
            is_reached: false,
        }
    }

    pub(super) fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// Returns the time until the deadline.
    pub(super) fn time_left(&self) -> Duration {
        self.limit.saturating_sub(self.elapsed())
    }

    fn elapsed(&self) -> Duration {
        self.clock.now().saturating_duration_since(self.started)
    }

    /// Counts a poll, and keeps its response or its error.
    pub(super) fn count(&mut self, took: Duration, received: &Result<RawResponse, crate::Error<Never>>) {
        self.polls = self.polls.saturating_add(1);
        self.slowest = self.slowest.max(took);
        if let Some(response) = received.as_ref().ok().or(received.as_ref().err().and_then(crate::Error::raw)) {
            self.last = Some(response.clone());
        }
        self.is_reached |= !received.as_ref().is_err_and(crate::Error::is_connect);
        self.error = match received {
            Err(crate::Error::Transport(error)) => Some(Arc::new(error.clone())),
            Err(crate::Error::Body(error)) => Some(Arc::new(error.clone())),
            _ => None,
        };
    }

    /// Returns the number of polls.
    pub(super) fn polls(&self) -> u32 {
        self.polls
    }

    /// Returns `true` if further polls are useless, because the server was never reached and its address is probably
    /// wrong.
    pub(super) fn is_hopeless(&self) -> bool {
        !self.is_reached && self.polls >= UNREACHED_POLLS
    }

    /// Returns the wait before the next poll: at least the interval, and at least what the server requests. If that
    /// would exceed the deadline, a last poll is scheduled so that its response can still arrive.
    pub(super) fn next_wait(
        &mut self,
        response: Option<&RawResponse>,
        info: &OperationInfo,
    ) -> Result<Duration, DeadlineError> {
        let interval = self.backoff.next_wait();
        let asked = response.and_then(|response| retry_after(response, self.clock.system_time())).unwrap_or_default();
        let wait = interval.max(asked).saturating_add(random_part(&*self.clock, interval / 2));
        let left = self.time_left();
        let kept = LAST_POLL.max(self.slowest.saturating_mul(2));
        match left.checked_sub(kept) {
            Some(most) if wait <= most => Ok(wait),
            Some(most) if !self.is_last => {
                self.is_last = true;
                Ok(most)
            }
            _ => {
                let error = DeadlineError::new(info.id, self.elapsed(), self.polls, self.last.take());
                Err(error.because(self.error.take()))
            }
        }
    }
}
