//! A limit on the additional load that retries cause during an outage.

use std::sync::atomic::{AtomicU32, Ordering};

/// The cost of a retry in tenths of a retry, which is what a success earns.
const RETRY: u32 = 10;
const SUCCESS: u32 = 1;

/// The number of retries that all calls of a client can make together.
///
/// A client starts with a number of retries, 100 by default. Each retry takes one. Each call whose outcome needs no
/// retry adds a tenth of one, up to the initial number. Therefore, a few failures among many successes are always
/// retried, while a server that is down gets hardly more requests than without retries. All clones of a client share
/// the budget.
#[derive(Debug)]
pub struct RetryBudget {
    capacity: u32,
    left: AtomicU32,
}

impl RetryBudget {
    /// Creates a budget with this number of retries.
    pub fn new(retries: u32) -> Self {
        let capacity = retries.saturating_mul(RETRY);
        Self { capacity, left: AtomicU32::new(capacity) }
    }

    /// Returns the number of remaining retries.
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

    /// Returns a retry that was taken but not used.
    pub(crate) fn give_back(&self) {
        self.add(RETRY);
    }

    fn add(&self, amount: u32) {
        let earn = |left: u32| (left < self.capacity).then(|| left.saturating_add(amount).min(self.capacity));
        // A full budget stays as it is.
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
