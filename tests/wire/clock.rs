//! A clock that nobody has to wait for.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use statusful::{Clock, Sleep};

/// Begins at a fixed moment, stands still, and jumps ahead when it is slept by. A clone is the same clock.
#[derive(Clone)]
pub(crate) struct Jumping {
    start: Instant,
    waits: Arc<Mutex<Vec<Duration>>>,
    random: f64,
}

impl Jumping {
    /// A clock whose randomness is always `random`.
    pub(crate) fn with_random(random: f64) -> Self {
        Self { start: Instant::now(), waits: Arc::default(), random }
    }

    /// How long it was slept, each time, in milliseconds.
    pub(crate) fn waits(&self) -> Vec<u128> {
        self.waits.lock().unwrap_or_else(PoisonError::into_inner).iter().map(Duration::as_millis).collect()
    }

    fn passed(&self) -> Duration {
        self.waits.lock().unwrap_or_else(PoisonError::into_inner).iter().sum()
    }
}

impl Clock for Jumping {
    fn now(&self) -> Instant {
        self.start + self.passed()
    }

    /// Sun, 06 Nov 1994 08:49:37 GMT, and what passed since.
    fn system_time(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777) + self.passed()
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        let waits = Arc::clone(&self.waits);
        Box::pin(async move { waits.lock().unwrap_or_else(PoisonError::into_inner).push(duration) })
    }

    fn random(&self) -> f64 {
        self.random
    }
}
