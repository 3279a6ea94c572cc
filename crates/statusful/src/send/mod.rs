//! From a request to a received response, the same for all operations.

mod exchange;
mod prepare;

use crate::error::{Error, Never};
use crate::operation::{OperationInfo, Reading};
use crate::options::CallOptions;
use crate::raw::RawResponse;
use crate::request::Request;
use crate::retry::{Replay, Retries};
use exchange::{Limits, exchange};
use prepare::prepare;

/// Sends a request until its outcome is final.
pub(crate) async fn send(
    request: Request,
    options: CallOptions,
    info: OperationInfo,
    reading: fn(&RawResponse) -> Reading,
) -> Result<RawResponse, Error<Never>> {
    let client = request.client().clone();
    let config = client.config();
    let timeout = options.timeout.unwrap_or(config.timeout());
    let replay = request.is_replayable().then(|| Replay::of(&info.method, has_idempotency_key(&request, &options)));
    let policy = options.retry.or(config.options.retry).or(info.retry).unwrap_or(crate::RetryPolicy::never());
    let mut retries = Retries::new(policy, replay, timeout, &config.retry_budget, &*config.clock);
    loop {
        let prepared = prepare(config, request.clone(), &options, &info);
        let prepared = prepared.map_err(|error| error.in_operation(info.id))?;
        let started = config.clock.now();
        let limits = Limits {
            time: options
                .attempt_timeout
                .or(config.options.attempt_timeout)
                .unwrap_or(timeout)
                .min(retries.time_left()),
            body_bytes: options.max_body_bytes.unwrap_or(config.max_body_bytes()),
        };
        let outcome = exchange(prepared, reading, limits).await;
        match retries.wait_after(&outcome, config.clock.now().saturating_duration_since(started)) {
            Some(wait) => config.clock.sleep(wait).await,
            None => return with_attempts(outcome, retries),
        }
    }
}

/// Whether the server can tell that two requests are one.
fn has_idempotency_key(request: &Request, options: &CallOptions) -> bool {
    let key = crate::options::IDEMPOTENCY_KEY;
    options.headers.contains_key(key) || request.has_header(key)
}

/// The outcome, and the attempts before it.
fn with_attempts(
    mut outcome: Result<RawResponse, Error<Never>>,
    retries: Retries<'_>,
) -> Result<RawResponse, Error<Never>> {
    let attempts = retries.into_attempts();
    match &mut outcome {
        Ok(response) => response.set_attempts(attempts),
        Err(Error::Body(error)) => error.response_mut().set_attempts(attempts),
        Err(Error::Transport(error)) => error.set_attempts(attempts),
        Err(_) => {}
    }
    outcome
}
