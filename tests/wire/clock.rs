//! A clock that tests do not wait for.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use statusful::{Clock, Sleep};

/// A clock that advances only by its sleeps, which return at once. Clones share the time.
#[derive(Clone)]
pub(crate) struct JumpingClock {
    start: Instant,
    waits: Arc<Mutex<Vec<Duration>>>,
    random: f64,
}

impl JumpingClock {
    /// Creates a clock whose random number is always `random`.
    pub(crate) fn with_random(random: f64) -> Self {
        Self { start: Instant::now(), waits: Arc::default(), random }
    }

    /// Returns the duration of each sleep so far, in milliseconds.
    pub(crate) fn waits(&self) -> Vec<u128> {
        self.waits.lock().unwrap_or_else(PoisonError::into_inner).iter().map(Duration::as_millis).collect()
    }

    fn elapsed(&self) -> Duration {
        self.waits.lock().unwrap_or_else(PoisonError::into_inner).iter().sum()
    }
}

impl Clock for JumpingClock {
    fn now(&self) -> Instant {
        self.start + self.elapsed()
    }

    /// Returns Sun, 06 Nov 1994 08:49:37 GMT plus the sleeps so far.
    fn system_time(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777) + self.elapsed()
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        let waits = Arc::clone(&self.waits);
        Box::pin(async move { waits.lock().unwrap_or_else(PoisonError::into_inner).push(duration) })
    }

    fn random(&self) -> f64 {
        self.random
    }
}
