//! The outcomes of a call that is not sent.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use reqwest::Url;

use crate::error::{Error, Never, TransportError, TransportErrorKind};
use crate::operation::OperationInfo;
use crate::sent::Sent;
use crate::{Attempt, Clock, RawResponse, Sleep};

/// The outcomes of attempts, for tests. The last one is repeated.
pub(crate) struct Outcomes(Mutex<VecDeque<Result<RawResponse, Error<Never>>>>);

impl Outcomes {
    pub(crate) fn new(outcomes: impl IntoIterator<Item = Result<RawResponse, Error<Never>>>) -> Self {
        Self(Mutex::new(outcomes.into_iter().collect()))
    }

    /// Returns the outcome of the next attempt, after `attempts`.
    pub(crate) fn next(
        &self,
        info: &OperationInfo,
        server: Option<Url>,
        attempts: Arc<[Attempt]>,
    ) -> Result<RawResponse, Error<Never>> {
        let mut outcomes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let next = if outcomes.len() > 1 { outcomes.pop_front() } else { outcomes.front().cloned() };
        let sent = Sent::of_operation(info, server, attempts);
        match next.unwrap_or_else(|| Err(TransportError::new(TransportErrorKind::Other).into())) {
            Ok(response) => Ok(response.in_reply_to(sent)),
            Err(Error::Body(error)) => Err(error.in_reply_to(sent).into()),
            Err(Error::Transport(error)) => Err(error.in_reply_to(sent).into()),
            Err(Error::Request(error)) if error.operation().is_empty() => Err(error.in_operation(info.id).into()),
            Err(other) => Err(other),
        }
    }
}

/// A clock whose waits end immediately and advance it.
pub(crate) struct SkippingClock {
    started: (Instant, SystemTime),
    skipped: Arc<Mutex<Duration>>,
}

impl SkippingClock {
    pub(crate) fn new() -> Self {
        Self { started: (Instant::now(), SystemTime::now()), skipped: Arc::default() }
    }

    fn elapsed(&self) -> Duration {
        let skipped = *self.skipped.lock().unwrap_or_else(PoisonError::into_inner);
        self.started.0.elapsed().saturating_add(skipped)
    }
}

/// Times beyond the range of the system are not advanced.
impl Clock for SkippingClock {
    fn now(&self) -> Instant {
        self.started.0.checked_add(self.elapsed()).unwrap_or(self.started.0)
    }

    fn system_time(&self) -> SystemTime {
        self.started.1.checked_add(self.elapsed()).unwrap_or(self.started.1)
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        let skipped = Arc::clone(&self.skipped);
        Box::pin(async move {
            {
                let mut skipped = skipped.lock().unwrap_or_else(PoisonError::into_inner);
                *skipped = skipped.saturating_add(duration);
            }
            // Yields, so that polling that never ends does not block the test.
            tokio::task::yield_now().await;
        })
    }
}

#[cfg(test)]
mod tests {
    use http::StatusCode;

    use super::*;
    use crate::error::{BodyError, BodyErrorKind, RequestError, RequestErrorKind};
    use crate::{
        Call, Case, Method, Operation, PollPolicy, Polled, RawResponseBuilder, ResponseHead, RetryPolicy, Statuses,
    };

    /// An operation for which `200` is ready, and `202` is pending.
    #[derive(Debug)]
    struct Get;

    impl Operation for Get {
        type Success = String;
        type Failure = Never;
        const ID: &'static str = "get";
        const METHOD: Method = Method::GET;
        const PATH: &'static str = "/keys/{id}";
        const SERVER: &'static str = "https://host/api";

        fn case(head: &ResponseHead) -> Case<Self> {
            match head.status().as_u16() {
                200 | 202 => Case::Success(RawResponse::text),
                _ => Case::Undocumented,
            }
        }
    }

    impl Polled for Get {
        type Ready = String;
        const POLLING: PollPolicy = PollPolicy::new(Statuses::of(&[202])).deadline(Duration::from_secs(900));

        fn ready(success: String) -> Result<String, String> {
            Ok(success)
        }
    }

    fn raw(status: u16) -> RawResponseBuilder {
        RawResponse::builder(StatusCode::from_u16(status).unwrap()).text("body")
    }

    #[expect(clippy::unnecessary_wraps, reason = "it is an item of a list with errors")]
    fn outcome(status: u16) -> Result<RawResponse, Error<Never>> {
        Ok(raw(status).build().unwrap())
    }

    #[tokio::test]
    async fn it_is_the_response_to_a_request_of_the_operation() {
        let call = || Call::<Get>::from_response(raw(200).header("x-a", "1").build().unwrap());
        let response = call().await.unwrap();
        assert_eq!((response.as_str(), response.raw().header("x-a")), ("body", Some("1")));
        assert_eq!(response.raw().to_string(), "GET https://host/api/keys/{id} returned 200 OK");
        let response = call().server("http://other:1").await.unwrap();
        assert_eq!(response.raw().to_string(), "GET http://other:1/keys/{id} returned 200 OK");
        let undocumented = Call::<Get>::from_response(raw(418).build().unwrap()).await.unwrap_err();
        assert!(matches!(undocumented, Error::Undocumented(raw) if raw.status() == 418));
    }

    #[tokio::test]
    async fn an_error_is_that_of_the_operation() {
        let timeout = TransportError::new(TransportErrorKind::Timeout);
        let error = Call::<Get>::from_error(timeout).await.unwrap_err();
        assert!(error.is_timeout() && !error.is_connect());
        assert_eq!(error.to_string(), "GET https://host/api/keys/{id} got no response: it timed out");

        let cut_off = BodyError::new(&raw(200).build().unwrap(), BodyErrorKind::Interrupted);
        assert!(!cut_off.response().is_complete());
        let error = Call::<Get>::from_error(cut_off).await.unwrap_err();
        assert!(matches!(&error, Error::Body(error) if !error.response().is_complete()));
        let message = "GET https://host/api/keys/{id} returned 200 OK, but its body was interrupted after 4 bytes";
        assert_eq!(error.to_string(), message);

        let request = RequestError::new(RequestErrorKind::Credential, "there is no token");
        let error = Call::<Get>::from_error(request).await.unwrap_err();
        assert_eq!(error.to_string(), "get was not sent: there is no token");
        let error = Call::<Get>::from_response(raw(200).build().unwrap()).header("a b", "c").await.unwrap_err();
        assert!(matches!(error, Error::Request(error) if error.operation() == "get"));
        assert!(matches!(Call::<Get>::from_outcomes([]).await, Err(Error::Transport(_))));
    }

    #[tokio::test(start_paused = true)]
    async fn retries_take_the_next_outcome_and_no_time() {
        let started = tokio::time::Instant::now();
        let policy = RetryPolicy::new().max_retries(3).statuses(Statuses::of(&[503]));
        let refused = Err(TransportError::new(TransportErrorKind::Connect).into());
        let call = Call::<Get>::from_outcomes([outcome(503), refused, outcome(200)]).retry(policy);
        assert_eq!(call.await.unwrap().attempts().len(), 2);
        let busy = Call::<Get>::from_response(raw(503).header("retry-after", "9").build().unwrap()).retry(policy);
        let error = busy.timeout(Duration::from_secs(60)).await.unwrap_err();
        assert_eq!(error.attempts().iter().map(|attempt| attempt.wait.as_secs()).collect::<Vec<_>>(), [9, 9, 9]);
        assert_eq!(started.elapsed(), Duration::ZERO);
    }

    #[tokio::test(start_paused = true)]
    async fn polling_takes_the_next_outcome_and_no_time() {
        let started = tokio::time::Instant::now();
        let polling = Call::<Get>::from_outcomes([outcome(202), outcome(503), outcome(200)]).poll();
        assert_eq!(*polling.await.unwrap(), "body");
        let never = Call::<Get>::from_response(raw(202).build().unwrap()).poll().await.unwrap_err();
        assert!(matches!(&never, Error::Deadline(error) if error.polls() > 10), "{never}");
        assert_eq!(started.elapsed(), Duration::ZERO);
    }

    #[tokio::test]
    async fn endless_polling_lets_other_tasks_run() {
        let endless = Call::<Get>::from_response(raw(202).build().unwrap()).poll().deadline(Duration::MAX);
        assert!(tokio::time::timeout(Duration::from_millis(10), endless).await.is_err());
    }

    #[tokio::test]
    async fn no_credential_is_obtained() {
        use crate::{CallOptions, Credential, SecurityScheme};
        struct Secured;
        impl Operation for Secured {
            type Success = String;
            type Failure = Never;
            const ID: &'static str = "secured";
            const METHOD: Method = Method::GET;
            const PATH: &'static str = "/";
            const SECURITY: &'static [&'static [SecurityScheme]] = &[&[SecurityScheme::bearer("token")]];

            fn case(_: &ResponseHead) -> Case<Self> {
                Case::Success(RawResponse::text)
            }
        }
        let provider = |_| async { Err::<Credential, _>("it was asked".into()) };
        let options = CallOptions::new().bearer_auth_provider(provider);
        assert!(Call::<Secured>::from_response(raw(200).build().unwrap()).options(options).await.is_ok());
    }

    #[cfg(feature = "blocking")]
    #[tokio::test]
    async fn blocking_calls_have_the_same_outcomes() {
        let call = Call::<Get>::from_outcomes([outcome(202), outcome(200)]);
        assert_eq!(call.clone().send_blocking().unwrap().status(), 202);
        assert_eq!(call.poll().send_blocking().unwrap().status(), 200);
    }
}
