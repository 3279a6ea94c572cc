//! When to ask next, and when to give up.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::PollPolicy;
use crate::clock::{Clock, random_part};
use crate::error::DeadlineError;
use crate::retry::{Backoff, retry_after};
use crate::{OperationInfo, RawResponse};

/// The least that is kept for the last poll before the deadline.
const LAST_POLL: Duration = Duration::from_millis(250);

/// How far polling has come.
pub(super) struct Progress {
    clock: Arc<dyn Clock>,
    backoff: Backoff,
    started: Instant,
    limit: Duration,
    slowest: Duration,
    is_last: bool,
    polls: u32,
    last: Option<RawResponse>,
}

impl Progress {
    pub(super) fn start(policy: &PollPolicy, clock: Arc<dyn Clock>) -> Self {
        let started = clock.now();
        let backoff = Backoff::new(policy.interval, policy.max_interval, policy.exponent);
        let limit = policy.deadline;
        Self { clock, backoff, started, limit, slowest: Duration::ZERO, is_last: false, polls: 0, last: None }
    }

    pub(super) fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// How long there is until the deadline.
    pub(super) fn time_left(&self) -> Duration {
        self.limit.saturating_sub(self.elapsed())
    }

    fn elapsed(&self) -> Duration {
        self.clock.now().saturating_duration_since(self.started)
    }

    /// Counts a poll, and keeps its response if it has one.
    pub(super) fn count(&mut self, took: Duration, response: Option<&RawResponse>) {
        self.polls = self.polls.saturating_add(1);
        self.slowest = self.slowest.max(took);
        if let Some(response) = response {
            self.last = Some(response.clone());
        }
    }

    /// How long to wait before the next poll: at least the interval, and what the server asks for. Where that would pass
    /// the deadline, one last poll is timed so that its answer can still arrive.
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
            _ => Err(DeadlineError::new(info.id, self.elapsed(), self.polls, self.last.take())),
        }
    }
}
