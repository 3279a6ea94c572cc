//! Which status means what, and how often to ask.

use std::time::Duration;

use crate::Statuses;

/// How an operation is polled, as the document's `x-polling` says. Constructors are `const`.
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
    /// The defaults, for an operation whose answer is not ready yet with these statuses.
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

    /// The statuses that end polling even though they often pass by themselves, such as a `500` that is final. Any other
    /// documented failure ends it anyway.
    #[must_use]
    pub const fn failed(self, statuses: Statuses) -> Self {
        Self { failed: statuses, ..self }
    }

    /// How long to wait after the first poll. No poll follows another sooner than the interval; up to half of it is added
    /// at random, so that pollers that started together do not stay together. Less than 100 ms counts as 100 ms.
    #[must_use]
    pub const fn interval(self, interval: Duration) -> Self {
        Self { interval, ..self }
    }

    /// How long the interval may grow.
    #[must_use]
    pub const fn max_interval(self, interval: Duration) -> Self {
        Self { max_interval: interval, ..self }
    }

    /// How much longer each interval is than the one before. Less than 1, or no number, counts as 1.
    #[must_use]
    pub const fn exponent(self, exponent: f32) -> Self {
        Self { exponent, ..self }
    }

    /// How long to go on.
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
