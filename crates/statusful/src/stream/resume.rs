//! Repeats the call of a stream whose connection failed.

use std::fmt;
use std::time::Duration;

use http::header::CONTENT_TYPE;
use http::{HeaderName, HeaderValue, StatusCode};

use super::chunks::Chunks;
use crate::clock::{Clock, random_part};
use crate::error::{Error, Never};
use crate::operation::OperationInfo;
use crate::send::send;
use crate::{CallOptions, RawResponse, Request};

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// The wait before the call is repeated, unless the server requests another.
const WAIT: Duration = Duration::from_secs(1);

/// The minimum wait, regardless of the server.
const MIN_WAIT: Duration = Duration::from_millis(100);

/// The maximum wait, regardless of the server.
const MAX_WAIT: Duration = Duration::from_secs(60);

/// The maximum number of repetitions without an event in between.
pub(super) const MAX_ATTEMPTS: u32 = 5;

/// A call that can be repeated. Each repetition is a regular call, with its own credentials, hooks, retries and time
/// limit.
#[derive(Clone)]
pub(crate) struct Resume {
    pub(crate) request: Request,
    pub(crate) options: CallOptions,
    pub(crate) info: &'static OperationInfo,
}

/// The outcome of one attempt.
pub(super) enum Resumed {
    /// The stream continues.
    On(Chunks),
    /// The server has no more events.
    Ended,
    /// There was no response, or one that may be different next time.
    Failed,
    /// A response that will not be different next time.
    Refused,
}

impl Resume {
    /// Repeats the call. The future owns all of its data.
    pub(super) fn attempt(
        &self,
        last_id: &str,
        retry: Option<Duration>,
        attempt: u32,
    ) -> impl Future<Output = Resumed> + Send + 'static {
        let last_id = (!last_id.is_empty()).then(|| HeaderValue::from_bytes(last_id.as_bytes()));
        let Self { request, mut options, info } = self.clone();
        async move {
            match last_id {
                Some(Ok(id)) => drop(options.headers.insert(LAST_EVENT_ID, id)),
                // The id is not a valid header value, and without it, events would be repeated.
                Some(Err(_)) => return Resumed::Refused,
                None => {}
            }
            let client = request.client().clone();
            let config = client.config();
            if !config.retry_budget.withdraw() {
                return Resumed::Refused;
            }
            config.clock.sleep(wait(&*config.clock, retry, attempt)).await;
            let resumed = answered(Box::pin(send(request, options, info)).await);
            if matches!(resumed, Resumed::On(_) | Resumed::Ended) {
                config.retry_budget.give_back();
            }
            resumed
        }
    }
}

fn answered(outcome: Result<RawResponse, Error<Never>>) -> Resumed {
    let response = match outcome {
        Ok(response) => response,
        Err(Error::Transport(_) | Error::Body(_)) => return Resumed::Failed,
        Err(_) => return Resumed::Refused,
    };
    match response.status() {
        StatusCode::OK if response.headers().contains_key(CONTENT_TYPE) && response.is("text/event-stream") => {
            Resumed::On(response.take_live().chunks)
        }
        StatusCode::NO_CONTENT => Resumed::Ended,
        StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS => Resumed::Failed,
        status if status.is_server_error() => Resumed::Failed,
        _ => Resumed::Refused,
    }
}

/// Returns the server's wait or one second, doubled with each attempt, and up to half of that added at random, so that
/// clients that were disconnected together do not reconnect together.
fn wait(clock: &dyn Clock, retry: Option<Duration>, attempt: u32) -> Duration {
    let whole = retry.unwrap_or(WAIT).clamp(MIN_WAIT, MAX_WAIT).saturating_mul(2_u32.saturating_pow(attempt));
    let whole = whole.min(MAX_WAIT);
    whole.saturating_add(random_part(clock, whole / 2))
}

/// Does not print headers of the request, which may contain secrets.
impl fmt::Debug for Resume {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Resume").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SystemClock;

    #[test]
    fn waits_grow_and_are_bounded() {
        for (retry, attempt, shortest) in [
            (None, 0, 1000),
            (None, 3, 8000),
            (Some(0), 0, 100),
            (Some(150), 1, 300),
            (Some(u64::MAX), u32::MAX, 60_000),
        ] {
            let wait = wait(&SystemClock, retry.map(Duration::from_millis), attempt).as_millis();
            assert!((shortest..=shortest * 3 / 2).contains(&wait), "{retry:?} {attempt}: {wait}");
        }
    }
}
