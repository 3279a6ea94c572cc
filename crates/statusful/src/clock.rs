//! Time as calls see it, so that tests need not wait.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::{Duration, Instant, SystemTime};

/// A wait.
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Where waits between attempts and polls take their time from, and their randomness.
///
/// Clients use [`SystemClock`]; tests bring their own with [`ClientBuilder::clock`](crate::ClientBuilder::clock), and
/// never wait. How long a server may take to answer is not asked here: that is always real time.
pub trait Clock: Send + Sync + 'static {
    /// Now, for measuring how long something took.
    fn now(&self) -> Instant;

    /// Now, for comparing with the dates of servers.
    fn system_time(&self) -> SystemTime;

    /// Waits.
    fn sleep(&self, duration: Duration) -> Sleep;

    /// A number from 0 to 1, without 1, to spread waits by.
    fn random(&self) -> f64 {
        fastrand::f64()
    }
}

/// The clock of the system, with Tokio's timer.
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

/// A random part of a duration, whatever the clock gives for a random number.
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
