//! The retries of one call: whether to retry, and after which wait.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::{Attempt, AttemptOutcome, Backoff, Replay, RetryBudget, RetryPolicy, retry_after};
use crate::clock::{Clock, random_part};
use crate::error::{Error, Never};
use crate::raw::RawResponse;

/// The attempts of a call so far, and the limits for the next one.
pub(crate) struct Retries<'a> {
    policy: RetryPolicy,
    /// Created for the first wait.
    backoff: Option<Backoff>,
    replay: Option<Replay>,
    budget: &'a RetryBudget,
    clock: &'a dyn Clock,
    started: Instant,
    /// The time limit of the call, or `None` if it is beyond the range of `Instant`.
    deadline: Option<Instant>,
    /// Shared with the responses of later attempts.
    attempts: Arc<[Attempt]>,
}

impl<'a> Retries<'a> {
    /// Creates the retries of a call. Without `replay`, the request cannot be sent twice, so it is not retried.
    pub(crate) fn new(
        policy: RetryPolicy,
        replay: Option<Replay>,
        timeout: Duration,
        budget: &'a RetryBudget,
        clock: &'a dyn Clock,
    ) -> Self {
        let started = clock.now();
        let deadline = started.checked_add(timeout);
        Self { policy, backoff: None, replay, budget, clock, started, deadline, attempts: Arc::default() }
    }

    /// Returns the remaining time of the call.
    pub(crate) fn time_left(&self) -> Duration {
        self.deadline.map_or(Duration::MAX, |deadline| deadline.saturating_duration_since(self.clock.now()))
    }

    /// Returns the wait before the next attempt, or `None` if the outcome is final.
    pub(crate) fn wait_after(
        &mut self,
        outcome: &Result<RawResponse, Error<Never>>,
        elapsed: Duration,
    ) -> Option<Duration> {
        let replay = self.replay?;
        if !self.policy.wants(outcome, replay) {
            if outcome.is_ok() {
                self.budget.deposit();
            }
            return None;
        }
        let wait = self.wait(outcome.as_ref().ok());
        if self.count() >= self.policy.max_retries || !self.has_time_for(wait) || !self.budget.withdraw() {
            return None;
        }
        self.add(outcome, elapsed, wait);
        Some(wait)
    }

    /// Records an attempt that is repeated immediately, independently of the policy.
    pub(crate) fn add_immediate(&mut self, outcome: &Result<RawResponse, Error<Never>>, elapsed: Duration) {
        self.add(outcome, elapsed, Duration::ZERO);
    }

    fn add(&mut self, outcome: &Result<RawResponse, Error<Never>>, elapsed: Duration, wait: Duration) {
        let attempt = Attempt { outcome: AttemptOutcome::of(outcome), elapsed, wait };
        self.attempts = self.attempts.iter().copied().chain([attempt]).collect();
    }

    /// Returns the number of attempts that were followed by another one.
    pub(crate) fn count(&self) -> u32 {
        u32::try_from(self.attempts.len()).unwrap_or(u32::MAX)
    }

    /// Returns the wait that the server requests or a random part of the interval, which grows exponentially, whichever
    /// is longer. That way, no server can make clients retry in a rush.
    fn wait(&mut self, response: Option<&RawResponse>) -> Duration {
        let interval = self.backoff.get_or_insert_with(|| Backoff::of(&self.policy)).next_wait();
        let requested = response.and_then(|response| retry_after(response, self.clock.system_time()));
        requested.unwrap_or_default().min(self.policy.max_retry_after).max(random_part(self.clock, interval))
    }

    fn has_time_for(&self, wait: Duration) -> bool {
        let elapsed = self.clock.now().saturating_duration_since(self.started);
        wait < self.time_left() && elapsed.saturating_add(wait) <= self.policy.max_elapsed_time
    }

    /// Returns the attempts that were followed by another one.
    pub(crate) fn attempts(&self) -> &Arc<[Attempt]> {
        &self.attempts
    }
}
