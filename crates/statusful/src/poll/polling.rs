//! Polling: a call that is repeated until its result is ready.

use std::fmt;
use std::future::{Future, poll_fn};
use std::io;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;

use super::progress::Progress;
use super::{Observation, PollOutcome, PollPolicy, Polled};
use crate::call::decode;
use crate::error::{BodyErrorKind, DeadlineError, Error, Never, TransportError};
use crate::operation::OperationInfo;
use crate::send::send;
use crate::{CallOptions, Operation, RawResponse, Request, Response, RetryPolicy, Statuses};

type Received = Result<RawResponse, Error<Never>>;
type Step = Pin<Box<dyn Future<Output = (Progress, Received)> + Send>>;

/// A call that is repeated until its result is ready; see [`Call::poll`](crate::Call::poll).
///
/// Awaiting it returns the result. It is also a [`Stream`] with an [`Observation`] per poll, which ends with
/// [`PollOutcome::Ready`] or an error, so that a program can show the progress.
///
/// The first poll is sent immediately. Later ones wait for the intervals of `x-polling`, or longer if the server sends
/// `Retry-After`. A failed connection or a transient status ([`Statuses::TRANSIENT`]) does not end polling, unless
/// `x-polling` lists the status as failed. Any other failure ends it, and so do a failed TLS handshake, and the fifth
/// failed connection if the server was never reached. If the next poll would start after the deadline, a last poll is
/// sent just before it, and then polling ends with [`Error::Deadline`]. Dropping it ends polling immediately.
///
/// The options of the call apply to each poll, except for retries: the next poll is the retry.
#[must_use = "polling does nothing until it is awaited"]
pub struct Polling<O: Polled> {
    request: Request,
    options: CallOptions,
    policy: PollPolicy,
    state: PollingState,
    operation: PhantomData<fn() -> O>,
}

enum PollingState {
    NotStarted,
    Asking(Step),
    /// Boxed, because most of the time there is another state.
    Waiting(Box<Progress>, Duration),
    Late(DeadlineError),
    Ended,
}

impl<O: Polled> Polling<O> {
    pub(crate) fn new(request: Request, options: CallOptions) -> Self {
        let options = options.retry(RetryPolicy::never());
        Self { request, options, policy: O::POLLING, state: PollingState::NotStarted, operation: PhantomData }
    }

    /// Sets the total time limit of polling. Defaults to that of `x-polling`; see [`PollPolicy::deadline`].
    pub fn deadline(self, deadline: Duration) -> Self {
        Self { policy: self.policy.deadline(deadline), ..self }
    }

    /// Sets the wait after the first poll. Defaults to that of `x-polling`; see [`PollPolicy::interval`].
    pub fn interval(self, interval: Duration) -> Self {
        Self { policy: self.policy.interval(interval), ..self }
    }

    /// Sets the maximum wait between polls. Defaults to that of `x-polling`; see [`PollPolicy::max_interval`].
    pub fn max_interval(self, interval: Duration) -> Self {
        Self { policy: self.policy.max_interval(interval), ..self }
    }

    /// Sets the factor by which the wait grows with each poll. Defaults to that of `x-polling`; see
    /// [`PollPolicy::exponent`].
    pub fn exponent(self, exponent: f32) -> Self {
        Self { policy: self.policy.exponent(exponent), ..self }
    }

    /// Waits until the next poll is due, polls once, and returns the result of the poll. Returns `None` after the
    /// result or an error.
    ///
    /// This is for programs that show the progress. Awaiting the `Polling` itself returns the result.
    pub async fn next(&mut self) -> Option<Result<Observation<O>, Error<O::Failure>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Polls and blocks the current thread until the result is ready, for programs without an async runtime.
    ///
    /// # Errors
    ///
    /// Returns errors of polling and of [`Call::send_blocking`](crate::Call::send_blocking).
    #[cfg(feature = "blocking")]
    pub fn send_blocking(self) -> Result<Response<O::Ready>, Error<O::Failure>>
    where
        O: Polled<Ready: Send, Success: Send, Failure: Send>,
    {
        let no_runtime = |error: crate::BoxError| crate::error::RequestError::no_runtime(O::ID, error);
        let client = self.request.client().blocking().map_err(no_runtime)?;
        let polling = Self { request: self.request.by(client), ..self };
        crate::blocking::wait(polling).map_err(|error| no_runtime(error.into()))?
    }

    /// Waits, and polls once.
    fn poll_once(&self, mut progress: Progress, wait: Duration) -> Step {
        let (request, mut options) = (self.request.clone(), self.options.clone());
        Box::pin(async move {
            let clock = Arc::clone(progress.clock());
            if !wait.is_zero() {
                clock.sleep(wait).await;
            }
            let usual = options.timeout.unwrap_or(request.client().config().timeout());
            options.timeout = Some(usual.min(progress.time_left()));
            let started = clock.now();
            let received = Box::pin(send(request, options, OperationInfo::of::<O>())).await;
            progress.count(clock.now().saturating_duration_since(started), &received);
            (progress, received)
        })
    }

    /// Classifies a response or an error.
    fn classify(&self, received: Received) -> Result<PollOutcome<O>, Error<O::Failure>> {
        let outcome = received.map_err(|error| error.map(|never| match never {})).and_then(decode::<O>);
        let status = |raw: &RawResponse| raw.status().as_u16();
        match outcome {
            Ok(response) if self.policy.pending.contains(status(response.raw())) => Ok(PollOutcome::Pending(response)),
            Ok(response) => ready_response::<O>(response),
            Err(Error::Api(response)) if self.policy.pending.contains(status(response.raw())) => {
                Ok(PollOutcome::PendingFailure(response))
            }
            Err(error) if self.is_transient(&error) => Ok(PollOutcome::Interrupted(error)),
            Err(error) => Err(error),
        }
    }

    /// Returns `true` if a failure is transient, so that polling continues.
    fn is_transient(&self, error: &Error<O::Failure>) -> bool {
        let is_transient_status = |raw: &RawResponse| {
            let status = raw.status().as_u16();
            Statuses::TRANSIENT.contains(status) && !self.policy.failed.contains(status)
        };
        match error {
            Error::Transport(error) => !error.is_redirect() && !is_tls(error),
            Error::Body(error) => !matches!(error.kind(), BodyErrorKind::TooLarge { .. }),
            Error::Api(response) => is_transient_status(response.raw()),
            Error::Undocumented(raw) => is_transient_status(raw),
            Error::Decode(error) => is_transient_status(error.response()),
            _ => false,
        }
    }
}

/// Returns `true` if the TLS handshake failed, for example because of an invalid certificate. The next one would fail,
/// too.
fn is_tls(error: &TransportError) -> bool {
    // TLS libraries report it as invalid data, which sockets never do.
    let is_invalid = |error: &io::Error| error.kind() == io::ErrorKind::InvalidData;
    let mut sources = std::iter::successors(std::error::Error::source(error), |error| source(*error));
    error.is_connect() && sources.any(|error| error.downcast_ref().is_some_and(is_invalid))
}

/// Returns the next source of an error. `io::Error` itself skips the error that it contains.
fn source<'e>(error: &'e (dyn std::error::Error + 'static)) -> Option<&'e (dyn std::error::Error + 'static)> {
    let within = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    within.map(|error| error as _).or_else(|| error.source())
}

fn ready_response<O: Polled>(response: Response<O::Success>) -> Result<PollOutcome<O>, Error<O::Failure>> {
    match response.select(O::ready) {
        Ok(response) => Ok(PollOutcome::Ready(response)),
        Err(other) => Err(Error::Unexpected(other.into_response().into_parts().1)),
    }
}

impl<O: Polled> Stream for Polling<O> {
    type Item = Result<Observation<O>, Error<O::Failure>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut step = match std::mem::replace(&mut self.state, PollingState::Ended) {
            PollingState::NotStarted => {
                let clock = Arc::clone(&self.request.client().config().clock);
                self.poll_once(Progress::start(&self.policy, clock), Duration::ZERO)
            }
            PollingState::Waiting(progress, wait) => self.poll_once(*progress, wait),
            PollingState::Asking(step) => step,
            PollingState::Late(error) => return Poll::Ready(Some(Err(error.into()))),
            PollingState::Ended => return Poll::Ready(None),
        };
        let Poll::Ready((mut progress, received)) = step.as_mut().poll(context) else {
            self.state = PollingState::Asking(step);
            return Poll::Pending;
        };
        let response = received.as_ref().ok().or(received.as_ref().err().and_then(Error::raw)).cloned();
        let outcome = match self.classify(received) {
            Ok(PollOutcome::Interrupted(error)) if progress.is_hopeless() => Err(error),
            outcome => outcome,
        };
        let poll = progress.polls();
        let outcome = match outcome {
            Ok(outcome @ PollOutcome::Ready(_)) => {
                return Poll::Ready(Some(Ok(Observation { poll, outcome, wait: None })));
            }
            Ok(outcome) => outcome,
            Err(error) => return Poll::Ready(Some(Err(error))),
        };
        let wait = progress.next_wait(response.as_ref(), OperationInfo::of::<O>());
        let observation = Observation { poll, outcome, wait: wait.as_ref().ok().copied() };
        self.state = match wait {
            Ok(wait) => PollingState::Waiting(Box::new(progress), wait),
            Err(error) => PollingState::Late(error),
        };
        Poll::Ready(Some(Ok(observation)))
    }
}

impl<O: Polled> Future for Polling<O> {
    type Output = Result<Response<O::Ready>, Error<O::Failure>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        loop {
            match ready!(self.as_mut().poll_next(context)) {
                Some(Ok(Observation { outcome: PollOutcome::Ready(response), .. })) => {
                    return Poll::Ready(Ok(response));
                }
                Some(Ok(_)) => {}
                Some(Err(error)) => return Poll::Ready(Err(error)),
                // Polled again after completion, which callers must not do. It stays pending.
                None => return Poll::Pending,
            }
        }
    }
}

impl<O: Operation + Polled> fmt::Debug for Polling<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Polling").field("operation", &O::ID).field("policy", &self.policy).finish_non_exhaustive()
    }
}
