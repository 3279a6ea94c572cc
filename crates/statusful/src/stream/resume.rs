//! Asking for the rest of a stream whose connection broke.

use std::fmt;
use std::time::Duration;

use http::header::CONTENT_TYPE;
use http::{HeaderName, HeaderValue, StatusCode};
use tokio::time::{sleep, timeout};

use super::chunks::Chunks;
use crate::client::HttpService;
use crate::content_type::ContentType;

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// How long to wait before asking again, unless the server says.
const WAIT: Duration = Duration::from_secs(1);

/// The longest wait, whatever the server says.
const MAX_WAIT: Duration = Duration::from_secs(60);

/// How often to ask again without an event in between.
pub(super) const MAX_ATTEMPTS: u32 = 5;

/// A request that can be repeated.
pub(crate) struct Resume {
    pub(crate) http: HttpService,
    pub(crate) request: reqwest::Request,
    pub(crate) timeout: Duration,
}

/// What came of one attempt.
pub(super) enum Resumed {
    /// The stream goes on.
    On(Chunks),
    /// The server has no more.
    Ended,
    /// No answer, or one that may be better next time.
    Failed,
    /// An answer that will not be better next time.
    Refused,
}

impl Resume {
    /// The request once more, if it can be told apart from the first; a future that owns all it needs.
    pub(super) fn attempt(
        &self,
        last_id: &str,
        retry: Option<Duration>,
        attempt: u32,
    ) -> impl Future<Output = Resumed> + Send + 'static {
        let request = self.request.try_clone().map(|mut request| {
            if let Ok(id) = HeaderValue::from_bytes(last_id.as_bytes()).as_ref()
                && !last_id.is_empty()
            {
                request.headers_mut().insert(LAST_EVENT_ID, id.clone());
            }
            request
        });
        let (http, limit, wait) = (self.http.clone(), self.timeout, wait(retry, attempt));
        async move {
            let Some(request) = request else { return Resumed::Refused };
            sleep(wait).await;
            match timeout(limit, http.execute(request)).await {
                Ok(Ok(response)) => answered(response),
                Ok(Err(_)) | Err(_) => Resumed::Failed,
            }
        }
    }
}

fn answered(response: reqwest::Response) -> Resumed {
    match response.status() {
        StatusCode::OK if response.headers().contains_key(CONTENT_TYPE) && is_events(&response) => {
            Resumed::On(Chunks::of(response))
        }
        StatusCode::NO_CONTENT => Resumed::Ended,
        StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS => Resumed::Failed,
        status if status.is_server_error() => Resumed::Failed,
        _ => Resumed::Refused,
    }
}

fn is_events(response: &reqwest::Response) -> bool {
    ContentType::of(response.headers()).is("text/event-stream")
}

/// The server's wait or a second, doubled with each attempt.
fn wait(retry: Option<Duration>, attempt: u32) -> Duration {
    retry.unwrap_or(WAIT).saturating_mul(2_u32.saturating_pow(attempt)).min(MAX_WAIT)
}

/// Headers of the request are where secrets travel.
impl fmt::Debug for Resume {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Resume").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_are_bounded() {
        let waits: Vec<_> = (0..4).map(|attempt| wait(None, attempt).as_secs()).collect();
        assert_eq!(waits, [1, 2, 4, 8]);
        assert_eq!(wait(Some(Duration::from_millis(10)), 1), Duration::from_millis(20));
        assert_eq!(wait(Some(Duration::MAX), u32::MAX), MAX_WAIT);
    }
}
