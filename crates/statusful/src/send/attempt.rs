//! One attempt, with the hooks around it.

use std::pin::pin;
use std::sync::Arc;

use super::exchange::{Limits, exchange};
use super::outgoing::Outgoing;
use super::prepare::prepare;
use super::provide::Provided;
use crate::client::ResponseSource;
use crate::deadline;
use crate::error::{Error, Never, RequestError, RequestErrorKind};
use crate::hook::HookContext;
use crate::raw::RawResponse;
use crate::retry::Retries;
use crate::sent::Sent;
use crate::trace::AttemptSpan;

/// Sends a request once, and runs the hooks before and after it. All of it ends with the time limit; hooks that run after
/// the response are then cut off, and the outcome is kept.
pub(super) async fn attempt(
    outgoing: &Outgoing<'_>,
    provided: &Provided<'_>,
    retries: &Retries<'_>,
) -> Result<RawResponse, Error<Never>> {
    let Outgoing { config, options, info, .. } = *outgoing;
    if let ResponseSource::Outcomes(outcomes) = &config.source {
        if let Some(error) = outgoing.request.fault().or(options.fault.as_ref()) {
            return Err(error.clone().in_operation(info.id).into());
        }
        return outcomes.next(info, outgoing.server_url().ok(), Arc::clone(retries.attempts()));
    }
    let context = HookContext { operation: info.id, path: info.path, attempt: retries.count().saturating_add(1) };
    let deadline = deadline::after(outgoing.attempt_timeout().min(retries.time_left()));
    let mut request = prepare(outgoing, &provided.credentials, outgoing.request.payload())
        .map_err(|error| error.in_operation(info.id))?;
    let route = outgoing.request.route(request.url(), info.path);
    for hook in &config.hooks {
        match deadline::before(deadline, hook.before(&context, &mut request)).await {
            Ok(Ok(())) => {}
            Ok(Err(source)) => return Err(failed("a hook rejected it").because(source).in_operation(info.id).into()),
            Err(_) => return Err(failed("a hook took too long").timed_out().in_operation(info.id).into()),
        }
    }
    let limits = Limits { deadline, body_bytes: outgoing.max_body_bytes() };
    let span = AttemptSpan::new(info, &request, retries.count());
    let sent = Sent::new(&request, route, Arc::clone(retries.attempts()));
    let outcome = span.run(pin!(exchange(request, outgoing, provided, limits, sent))).await;
    span.end(&outcome);
    for hook in config.hooks.iter().rev() {
        let run = match &outcome {
            Ok(response) => hook.after(&context, response),
            Err(error) => hook.failed(&context, error),
        };
        // What it would have done has no part in the outcome.
        let _ = deadline::before(deadline, run).await;
    }
    outcome
}

fn failed(message: &str) -> RequestError {
    RequestError::new(RequestErrorKind::Hook, message)
}
