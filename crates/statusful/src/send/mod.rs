//! Sends a request and receives its response, with retries. All operations share this code.
//!
//! Large futures are pinned where they are created, because awaiting or wrapping them would copy them.

mod attempt;
mod cleartext;
mod exchange;
mod follow;
mod hooks;
mod log;
mod outgoing;
mod prepare;
mod provide;

use std::pin::pin;

use http::StatusCode;

use crate::RetryPolicy;
use crate::error::{Error, Never, RequestError};
use crate::operation::OperationInfo;
use crate::options::CallOptions;
use crate::raw::RawResponse;
use crate::request::Request;
use crate::retry::{Replay, Retries};
use crate::trace::CallSpan;
use attempt::attempt;
pub(crate) use cleartext::is_readable_by_others;
pub(crate) use follow::TooManyRedirects;
use outgoing::Outgoing;
use provide::provide;

/// Sends a request, and retries it until the outcome is final.
#[expect(clippy::manual_async_fn, reason = "an async fn would store its arguments twice")]
pub(crate) fn send(
    request: Request,
    options: CallOptions,
    info: &'static OperationInfo,
) -> impl Future<Output = Result<RawResponse, Error<Never>>> + Send {
    async move {
        let mut options = options;
        let config = request.client().config();
        let replay = info.idempotency.settle(&info.method, &request, &config.options, &mut options);
        let outgoing = Outgoing { config, request: &request, options: &options, info };
        let mut retries = retries(&outgoing, replay);
        let span = CallSpan::new(info);
        let outcome = span.run(pin!(repeat(&outgoing, &mut retries))).await;
        span.end(&outcome, retries.count());
        outcome
    }
}

/// Repeats attempts until one is final.
async fn repeat(outgoing: &Outgoing<'_>, retries: &mut Retries<'_>) -> Result<RawResponse, Error<Never>> {
    let clock = &outgoing.config.clock;
    let mut rejected = None;
    let mut started = clock.now();
    let mut provided = provide(outgoing, None, retries).await?;
    loop {
        let outcome = pin!(attempt(outgoing, &provided, retries)).await;
        let elapsed = clock.now().saturating_duration_since(started);
        // After the first `401`, the provider is called for other credentials.
        let may_renew = is_unauthorized(&outcome) && provided.is_renewable && rejected.is_none();
        if may_renew && outgoing.request.is_replayable() {
            started = clock.now();
            match provide(outgoing, Some(&provided), retries).await {
                Ok(other) if other != provided => {
                    retries.add_immediate(&outcome, elapsed);
                    rejected = Some(std::mem::replace(&mut provided, other));
                    continue;
                }
                Ok(_) => rejected = Some(std::mem::take(&mut provided)),
                Err(error) => return ended(outcome, error),
            }
        }
        match retries.wait_after(&outcome, elapsed) {
            Some(wait) => clock.sleep(wait).await,
            None => return outcome,
        }
        started = clock.now();
        provided = match provide(outgoing, rejected.as_ref(), retries).await {
            Ok(provided) => provided,
            Err(error) => return ended(outcome, error),
        };
    }
}

/// Returns the outcome of the last attempt if there are no credentials for another one. The missing credentials are not
/// the outcome of the call, so they do not replace it.
fn ended(outcome: Result<RawResponse, Error<Never>>, error: RequestError) -> Result<RawResponse, Error<Never>> {
    if let Ok(response) = &outcome {
        response.end_with(error);
    }
    outcome
}

/// Returns the retry policy of the call, its client or the document, in this order.
fn retries<'a>(outgoing: &Outgoing<'a>, replay: Replay) -> Retries<'a> {
    let Outgoing { config, request, options, info, .. } = *outgoing;
    let replay = request.is_replayable().then_some(replay);
    let policy = options.retry.or(config.options.retry).or(info.retry).unwrap_or(RetryPolicy::never());
    Retries::new(policy, replay, outgoing.timeout(), &config.retry_budget, &*config.clock)
}

fn is_unauthorized(outcome: &Result<RawResponse, Error<Never>>) -> bool {
    outcome.as_ref().is_ok_and(|response| response.status() == StatusCode::UNAUTHORIZED)
}
