//! Which outcomes are retried, and after which wait.

use std::time::Duration;

use http::Method;

use super::Statuses;
use crate::error::{BodyErrorKind, Error, Never};
use crate::raw::RawResponse;

/// When a request is retried, and after which wait.
///
/// Waits grow exponentially from [`initial_interval`](Self::initial_interval) by [`exponent`](Self::exponent) up to
/// [`max_interval`](Self::max_interval). Each wait is a random part of that ("full jitter"), so that clients that
/// failed together do not retry together. A server can request a longer wait with `Retry-After` (RFC 9110, section
/// 10.2.3: seconds, or a date) or `retry-after-ms`, but not a shorter one.
///
/// A request is retried only if its method is idempotent (RFC 9110, section 9.2.2), if it has an idempotency key, or if
/// it certainly did not reach a server. [`non_idempotent`](Self::non_idempotent) overrides this. A request is not
/// retried if the time limit of the call would be exceeded, if its body is a stream, or if the client's
/// [`RetryBudget`](crate::RetryBudget) is used up. The caller then gets the last response or error.
/// | setting | default |
/// | --- | --- |
/// | [`initial_interval`](Self::initial_interval) | 500 ms |
/// | [`max_interval`](Self::max_interval) | 60 s |
/// | [`exponent`](Self::exponent) | 1.5 |
/// | [`max_elapsed_time`](Self::max_elapsed_time) | 1 h |
/// | [`max_retries`](Self::max_retries) | unlimited |
/// | [`max_retry_after`](Self::max_retry_after) | 60 s |
/// | [`statuses`](Self::statuses) | `408`, `425`, `429`, `500`, `502`, `503`, `504` |
/// | [`connection_errors`](Self::connection_errors) | `true` |
/// | [`non_idempotent`](Self::non_idempotent) | `false` |
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RetryPolicy {
    pub(super) initial_interval: Duration,
    pub(super) max_interval: Duration,
    pub(super) exponent: f32,
    pub(super) max_elapsed_time: Duration,
    pub(super) max_retries: u32,
    pub(super) max_retry_after: Duration,
    pub(super) statuses: Statuses,
    pub(super) connection_errors: bool,
    pub(super) non_idempotent: bool,
}

impl RetryPolicy {
    /// Creates a policy with the defaults.
    pub const fn new() -> Self {
        Self {
            initial_interval: Duration::from_millis(500),
            max_interval: Duration::from_secs(60),
            exponent: 1.5,
            max_elapsed_time: Duration::from_secs(3600),
            max_retries: u32::MAX,
            max_retry_after: Duration::from_secs(60),
            statuses: Statuses::TRANSIENT,
            connection_errors: true,
            non_idempotent: false,
        }
    }

    /// Creates a policy without retries.
    pub const fn never() -> Self {
        Self { max_retries: 0, ..Self::new() }
    }

    /// Sets the maximum wait before the first retry.
    #[must_use]
    pub const fn initial_interval(self, interval: Duration) -> Self {
        Self { initial_interval: interval, ..self }
    }

    /// Sets the maximum wait before any retry, unless the server requests a longer one.
    #[must_use]
    pub const fn max_interval(self, interval: Duration) -> Self {
        Self { max_interval: interval, ..self }
    }

    /// Sets the factor by which the maximum wait grows with each retry. The minimum is 1, which also replaces NaN.
    #[must_use]
    pub const fn exponent(self, exponent: f32) -> Self {
        Self { exponent, ..self }
    }

    /// Sets the maximum time from the start of the first attempt to the start of the last one.
    #[must_use]
    pub const fn max_elapsed_time(self, time: Duration) -> Self {
        Self { max_elapsed_time: time, ..self }
    }

    /// Sets the maximum number of retries.
    #[must_use]
    pub const fn max_retries(self, retries: u32) -> Self {
        Self { max_retries: retries, ..self }
    }

    /// Sets the maximum wait that a server can request. Longer waits are shortened to it.
    #[must_use]
    pub const fn max_retry_after(self, wait: Duration) -> Self {
        Self { max_retry_after: wait, ..self }
    }

    /// Sets the statuses that are retried.
    #[must_use]
    pub const fn statuses(self, statuses: Statuses) -> Self {
        Self { statuses, ..self }
    }

    /// Sets whether to retry if there is no response, or an incomplete one.
    #[must_use]
    pub const fn connection_errors(self, retry: bool) -> Self {
        Self { connection_errors: retry, ..self }
    }

    /// Sets whether to retry requests that are not idempotent, which the server may then process twice.
    #[must_use]
    pub const fn non_idempotent(self, retry: bool) -> Self {
        Self { non_idempotent: retry, ..self }
    }

    /// Returns `true` if an outcome is retried.
    pub(crate) fn wants(&self, outcome: &Result<RawResponse, Error<Never>>, replay: Replay) -> bool {
        let may_repeat = replay == Replay::Harmless || self.non_idempotent;
        match outcome {
            Ok(response) => may_repeat && self.statuses.contains(response.status().as_u16()),
            Err(Error::Transport(error)) if error.is_connect() => self.connection_errors,
            Err(Error::Transport(error)) => may_repeat && self.connection_errors && !error.is_redirect(),
            Err(Error::Body(error)) => {
                let is_whole = matches!(error.kind(), BodyErrorKind::TooLarge { .. });
                may_repeat && self.connection_errors && !is_whole
            }
            Err(_) => false,
        }
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::new()
    }
}

/// The effect of sending a request twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Replay {
    /// The same as of sending it once.
    Harmless,
    /// The server may process it twice.
    Harmful,
}

impl Replay {
    pub(crate) fn of(method: &Method, has_idempotency_key: bool) -> Self {
        if method.is_idempotent() || has_idempotency_key { Self::Harmless } else { Self::Harmful }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_setting_changes_itself_alone() {
        let (defaults, second, statuses) = (RetryPolicy::new(), Duration::from_secs(1), Statuses::of(&[418]));
        for (set, expected) in [
            (defaults.initial_interval(second), RetryPolicy { initial_interval: second, ..defaults }),
            (defaults.max_interval(second), RetryPolicy { max_interval: second, ..defaults }),
            (defaults.exponent(3.0), RetryPolicy { exponent: 3.0, ..defaults }),
            (defaults.max_elapsed_time(second), RetryPolicy { max_elapsed_time: second, ..defaults }),
            (defaults.max_retries(3), RetryPolicy { max_retries: 3, ..defaults }),
            (defaults.max_retry_after(second), RetryPolicy { max_retry_after: second, ..defaults }),
            (defaults.statuses(statuses), RetryPolicy { statuses, ..defaults }),
            (defaults.connection_errors(false), RetryPolicy { connection_errors: false, ..defaults }),
            (defaults.non_idempotent(true), RetryPolicy { non_idempotent: true, ..defaults }),
            (RetryPolicy::never(), RetryPolicy { max_retries: 0, ..defaults }),
            (RetryPolicy::default(), defaults),
        ] {
            assert_eq!(set, expected);
        }
    }
}
