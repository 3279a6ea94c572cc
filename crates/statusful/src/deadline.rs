//! Deadlines of calls.

use std::time::Duration;

use tokio::time::{Instant, Timeout, timeout_at};

/// A deadline beyond the range of `Instant` is replaced by one in thirty years, as in Tokio.
const NEVER: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);

/// Returns the deadline after a duration from now.
pub(crate) fn after(timeout: Duration) -> Instant {
    let now = Instant::now();
    now.checked_add(timeout).unwrap_or_else(|| now + NEVER)
}

/// Runs a future until a deadline. This is not an `async fn`, which would double the size of the future.
pub(crate) fn before<F: Future>(deadline: Instant, future: F) -> Timeout<F> {
    timeout_at(deadline, future)
}
