//! One attempt, with the hooks around it.

use std::sync::Arc;

use super::exchange::{Limits, exchange};
use super::outgoing::Outgoing;
use super::prepare::prepare;
use super::provide::Provided;
use crate::error::{Error, Never, RequestError, RequestErrorKind};
use crate::hook::HookContext;
use crate::raw::RawResponse;
use crate::retry::Retries;
use crate::trace::AttemptSpan;

/// Sends a request once, and runs the hooks before and after it.
pub(super) async fn attempt(
    outgoing: &Outgoing<'_>,
    provided: &Provided,
    retries: &Retries<'_>,
) -> Result<RawResponse, Error<Never>> {
    let Outgoing { config, info, .. } = *outgoing;
    let context = HookContext { operation: info.id, path: info.path, attempt: retries.count().saturating_add(1) };
    let mut prepared = prepare(outgoing, &provided.credentials).map_err(|error| error.in_operation(info.id))?;
    for hook in &config.hooks {
        hook.before(&context, &mut prepared.request).await.map_err(|source| {
            RequestError::new(RequestErrorKind::Hook, "a hook rejected it").because(source).in_operation(info.id)
        })?;
    }
    let limits =
        Limits { time: outgoing.attempt_timeout().min(retries.time_left()), body_bytes: outgoing.max_body_bytes() };
    let span = AttemptSpan::new(info, &prepared.request, retries.count());
    let outcome = span.run(exchange(prepared, outgoing, limits, Arc::clone(retries.attempts()))).await;
    span.end(&outcome);
    for hook in config.hooks.iter().rev() {
        match &outcome {
            Ok(response) => hook.after(&context, response).await,
            Err(error) => hook.failed(&context, error).await,
        }
    }
    outcome
}
