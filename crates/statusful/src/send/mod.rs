//! Sends a request and receives its response, with retries. All operations share this code.

mod attempt;
mod cleartext;
mod exchange;
mod follow;
mod outgoing;
mod prepare;
mod provide;

use http::StatusCode;

use crate::RetryPolicy;
use crate::error::{Error, Never};
use crate::head::ResponseHead;
use crate::operation::{OperationInfo, Reading};
use crate::options::CallOptions;
use crate::raw::RawResponse;
use crate::request::Request;
use crate::retry::{Replay, Retries};
use crate::trace::CallSpan;
use attempt::attempt;
pub(crate) use follow::TooManyRedirects;
use outgoing::Outgoing;
use provide::provide;

/// Sends a request, and retries it until the outcome is final.
pub(crate) async fn send(
    request: Request,
    options: CallOptions,
    info: OperationInfo,
    reading: fn(&ResponseHead) -> Reading,
) -> Result<RawResponse, Error<Never>> {
    let client = request.client().clone();
    let outgoing = Outgoing { config: client.config(), request: &request, options: &options, info: &info, reading };
    let mut retries = retries(&outgoing);
    let span = CallSpan::new(&info);
    let outcome = span.run(repeat(&outgoing, &mut retries)).await;
    span.end(&outcome, retries.count());
    outcome
}

/// Repeats attempts until one is final.
async fn repeat(outgoing: &Outgoing<'_>, retries: &mut Retries<'_>) -> Result<RawResponse, Error<Never>> {
    let mut rejected = None;
    loop {
        let started = outgoing.config.clock.now();
        let provided = provide(outgoing, rejected.as_ref(), retries.time_left()).await?;
        let outcome = attempt(outgoing, &provided, retries).await;
        let elapsed = outgoing.config.clock.now().saturating_duration_since(started);
        // After the first `401`, the provider is asked for other credentials.
        if is_unauthorized(&outcome) && provided.is_renewable && rejected.is_none() && outgoing.request.is_replayable()
        {
            retries.add_immediate(&outcome, elapsed);
            rejected = Some(provided);
            continue;
        }
        match retries.wait_after(&outcome, elapsed) {
            Some(wait) => outgoing.config.clock.sleep(wait).await,
            None => return outcome,
        }
    }
}

/// The retry policy of the call, else of the client, else of the document.
fn retries<'a>(outgoing: &Outgoing<'a>) -> Retries<'a> {
    let Outgoing { config, request, options, info, .. } = *outgoing;
    let key = crate::options::IDEMPOTENCY_KEY;
    let has_key = options.headers.contains_key(key) || request.has_header(key);
    let replay = request.is_replayable().then(|| Replay::of(&info.method, has_key));
    let policy = options.retry.or(config.options.retry).or(info.retry).unwrap_or(RetryPolicy::never());
    Retries::new(policy, replay, outgoing.timeout(), &config.retry_budget, &*config.clock)
}

fn is_unauthorized(outcome: &Result<RawResponse, Error<Never>>) -> bool {
    outcome.as_ref().is_ok_and(|response| response.status() == StatusCode::UNAUTHORIZED)
}
