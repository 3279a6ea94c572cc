//! The waits between attempts.

use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBackoff, ExponentialBuilder};

use super::RetryPolicy;

/// Exponentially growing waits, before any jitter.
#[derive(Debug)]
pub(crate) struct Backoff(ExponentialBackoff);

impl Backoff {
    /// Creates waits from `first` to `longest`, each `exponent` times the previous one.
    pub(crate) fn new(first: Duration, longest: Duration, exponent: f32) -> Self {
        let exponent = if exponent >= 1.0 { exponent } else { 1.0 };
        let waits = ExponentialBuilder::new()
            .with_min_delay(first.min(longest))
            .with_max_delay(longest)
            .with_factor(exponent)
            .without_max_times();
        Self(waits.build())
    }

    pub(crate) fn of(policy: &RetryPolicy) -> Self {
        Self::new(policy.initial_interval, policy.max_interval, policy.exponent)
    }

    /// Returns the next wait, before any jitter.
    pub(crate) fn next_wait(&mut self) -> Duration {
        self.0.next().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waits(first: u64, longest: u64, exponent: f32) -> Vec<u128> {
        let mut backoff = Backoff::new(Duration::from_millis(first), Duration::from_millis(longest), exponent);
        (0..5).map(|_| backoff.next_wait().as_millis()).collect()
    }

    #[test]
    fn waits_grow_up_to_the_longest() {
        assert_eq!(waits(500, 60_000, 2.0), [500, 1000, 2000, 4000, 8000]);
        assert_eq!(waits(500, 1200, 1.5), [500, 750, 1125, 1200, 1200]);
    }

    #[test]
    fn odd_settings_do_no_harm() {
        assert_eq!(waits(500, 100, 2.0), [100; 5]);
        for exponent in [0.0, -1.0, f32::NAN] {
            assert_eq!(waits(500, 1000, exponent), [500; 5], "{exponent}");
        }
        assert_eq!(waits(500, 1000, f32::INFINITY)[1..], [1000; 4]);
        assert_eq!(waits(0, 0, 2.0), [0; 5]);
        let mut longest = Backoff::new(Duration::MAX, Duration::MAX, f32::MAX);
        assert_eq!([longest.next_wait(), longest.next_wait()], [Duration::MAX; 2]);
    }
}
