//! The clock of calls, which tests can replace to avoid waiting.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::{Duration, Instant, SystemTime};

/// The future of a wait.
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

/// The source of time and randomness for waits between attempts and polls.
///
/// Clients use [`SystemClock`]. Tests can set another one with [`ClientBuilder::clock`](crate::ClientBuilder::clock) to
/// avoid waiting. Time limits do not use this clock; they always use real time.
pub trait Clock: Send + Sync + 'static {
    /// Returns the current time, for measuring durations.
    fn now(&self) -> Instant;

    /// Returns the current system time, for comparison with dates from servers.
    fn system_time(&self) -> SystemTime;

    /// Returns a future that completes after a duration.
    fn sleep(&self, duration: Duration) -> Sleep;

    /// Returns a random number from 0 (inclusive) to 1 (exclusive), which varies the waits.
    fn random(&self) -> f64 {
        fastrand::f64()
    }
}

/// The system clock, with Tokio's timer.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn system_time(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// Returns a random part of a duration. Handles numbers from the clock that are out of range.
pub(crate) fn random_part(clock: &dyn Clock, whole: Duration) -> Duration {
    let share = clock.random();
    if share.is_nan() { Duration::ZERO } else { whole.mul_f64(share.clamp(0.0, 1.0)) }
}

impl fmt::Debug for dyn Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Odd(f64);

    impl Clock for Odd {
        fn now(&self) -> Instant {
            Instant::now()
        }

        fn system_time(&self) -> SystemTime {
            SystemTime::now()
        }

        fn sleep(&self, _: Duration) -> Sleep {
            Box::pin(std::future::ready(()))
        }

        fn random(&self) -> f64 {
            self.0
        }
    }

    #[test]
    fn an_odd_random_number_does_no_harm() {
        for (random, part) in [(f64::NAN, 0), (-1.0, 0), (f64::INFINITY, 8), (2.0, 8), (0.5, 4)] {
            assert_eq!(random_part(&Odd(random), Duration::from_secs(8)), Duration::from_secs(part), "{random}");
        }
    }
}
