//! The meaning of each status, and how often to poll.

use std::time::Duration;

use crate::Statuses;

/// How an operation is polled, as defined by `x-polling` in the document. Constructors are `const`.
///
/// | setting | default |
/// | --- | --- |
/// | [`interval`](Self::interval) | 2 s |
/// | [`max_interval`](Self::max_interval) | 15 s |
/// | [`exponent`](Self::exponent) | 1.5 |
/// | [`deadline`](Self::deadline) | 15 min |
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PollPolicy {
    pub(super) pending: Statuses,
    pub(super) failed: Statuses,
    pub(super) interval: Duration,
    pub(super) max_interval: Duration,
    pub(super) exponent: f32,
    pub(super) deadline: Duration,
}

impl PollPolicy {
    /// Creates a policy with the defaults, for an operation whose result is not ready while it returns one of these
    /// statuses.
    pub const fn new(pending: Statuses) -> Self {
        Self {
            pending,
            failed: Statuses::NONE,
            interval: Duration::from_secs(2),
            max_interval: Duration::from_secs(15),
            exponent: 1.5,
            deadline: Duration::from_secs(15 * 60),
        }
    }

    /// Sets the statuses that end polling although they are usually transient, such as a `500` that is final. Any other
    /// documented failure ends polling anyway.
    #[must_use]
    pub const fn failed(self, statuses: Statuses) -> Self {
        Self { failed: statuses, ..self }
    }

    /// Sets the wait after the first poll. It is the minimum time between two polls; up to half of it is added at
    /// random, so that clients that started together do not poll together. The minimum is 100 ms.
    #[must_use]
    pub const fn interval(self, interval: Duration) -> Self {
        Self { interval, ..self }
    }

    /// Sets the maximum interval.
    #[must_use]
    pub const fn max_interval(self, interval: Duration) -> Self {
        Self { max_interval: interval, ..self }
    }

    /// Sets the factor by which the interval grows with each poll. The minimum is 1, which also replaces NaN.
    #[must_use]
    pub const fn exponent(self, exponent: f32) -> Self {
        Self { exponent, ..self }
    }

    /// Sets the total time limit.
    #[must_use]
    pub const fn deadline(self, deadline: Duration) -> Self {
        Self { deadline, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_setting_changes_itself_alone() {
        let (defaults, second) = (PollPolicy::new(Statuses::of(&[202])), Duration::from_secs(1));
        let failed = Statuses::of(&[500]);
        for (set, expected) in [
            (defaults.failed(failed), PollPolicy { failed, ..defaults }),
            (defaults.interval(second), PollPolicy { interval: second, ..defaults }),
            (defaults.max_interval(second), PollPolicy { max_interval: second, ..defaults }),
            (defaults.exponent(3.0), PollPolicy { exponent: 3.0, ..defaults }),
            (defaults.deadline(second), PollPolicy { deadline: second, ..defaults }),
        ] {
            assert_eq!(set, expected);
            assert_eq!(set.pending, Statuses::of(&[202]));
        }
    }
}
