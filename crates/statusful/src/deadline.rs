//! The end of a call's time.

use std::time::Duration;

use tokio::time::{Instant, Timeout, timeout_at};

/// The end of a time that is beyond the range of `Instant`: thirty years from now, as in Tokio.
const NEVER: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);

/// Returns when a time from now is over.
pub(crate) fn after(timeout: Duration) -> Instant {
    let now = Instant::now();
    now.checked_add(timeout).unwrap_or_else(|| now + NEVER)
}

/// Runs a future until then. Not an `async fn`, which would take twice the size of the future.
pub(crate) fn before<F: Future>(deadline: Instant, future: F) -> Timeout<F> {
    timeout_at(deadline, future)
}
