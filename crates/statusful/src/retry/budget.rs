//! A bound on how much retries add to an outage.

use std::sync::atomic::{AtomicU32, Ordering};

/// What a retry costs, in the smallest unit: a tenth of a retry, which is what a success earns.
const RETRY: u32 = 10;
const SUCCESS: u32 = 1;

/// How many retries the calls of a client may make together.
///
/// A client starts with a number of retries in hand, 100 unless told otherwise. Each retry takes one; each call that
/// ends in a response not worth retrying gives a tenth back, up to what it started with. So a few failures among many
/// successes are always retried, while a server that is down for everybody is asked hardly more often than without
/// retries. All clones of a client share it.
#[derive(Debug)]
pub struct RetryBudget {
    capacity: u32,
    left: AtomicU32,
}

impl RetryBudget {
    /// This many retries in hand.
    pub fn new(retries: u32) -> Self {
        let capacity = retries.saturating_mul(RETRY);
        Self { capacity, left: AtomicU32::new(capacity) }
    }

    /// How many retries are in hand.
    pub fn remaining(&self) -> u32 {
        self.left.load(Ordering::Relaxed) / RETRY
    }

    /// Takes one retry, if there is one.
    pub(crate) fn withdraw(&self) -> bool {
        self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(RETRY)).is_ok()
    }

    /// Counts a success.
    pub(crate) fn deposit(&self) {
        self.add(SUCCESS);
    }

    /// Returns a retry that was taken: it was none.
    pub(crate) fn give_back(&self) {
        self.add(RETRY);
    }

    fn add(&self, amount: u32) {
        let earn = |left: u32| (left < self.capacity).then(|| left.saturating_add(amount).min(self.capacity));
        // Nothing to do when it is full.
        let _ = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, earn);
    }
}

impl Default for RetryBudget {
    fn default() -> Self {
        Self::new(100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_successes_earn_a_retry() {
        let budget = RetryBudget::new(2);
        assert!(budget.withdraw() && budget.withdraw());
        assert!(!budget.withdraw());
        (0..9).for_each(|_| budget.deposit());
        assert!(!budget.withdraw());
        budget.deposit();
        assert!(budget.withdraw());
    }

    #[test]
    fn it_never_holds_more_than_at_first() {
        let budget = RetryBudget::new(1);
        (0..100).for_each(|_| budget.deposit());
        assert_eq!(budget.remaining(), 1);
    }
}
