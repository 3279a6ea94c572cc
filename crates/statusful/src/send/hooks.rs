//! Runs the hooks of a client before and after an attempt.

use std::sync::Arc;

use tokio::time::Instant;

use crate::deadline;
use crate::error::{Error, Never, RequestError, RequestErrorKind};
use crate::hook::{AnyHook, HookAction, HookContext};
use crate::raw::RawResponse;

/// The response of a hook, with the hooks before it.
pub(super) struct Answered<'h> {
    pub(super) response: RawResponse,
    pub(super) outer: &'h [Arc<dyn AnyHook>],
}

/// Runs hooks before a request, until one of them responds.
pub(super) async fn before<'h>(
    hooks: &'h [Arc<dyn AnyHook>],
    context: &HookContext,
    request: &mut reqwest::Request,
    deadline: Instant,
) -> Result<Option<Answered<'h>>, RequestError> {
    for (index, hook) in hooks.iter().enumerate() {
        match deadline::before(deadline, hook.before(context, request)).await {
            Ok(Ok(HookAction::Send)) => {}
            Ok(Ok(HookAction::Respond(response))) => return Ok(Some(Answered { response, outer: &hooks[..index] })),
            Ok(Err(source)) => return Err(failed("a hook rejected it").because(source)),
            Err(_) => return Err(failed("a hook took too long").timed_out()),
        }
    }
    Ok(None)
}

/// Runs hooks after an attempt. Hooks that take too long are dropped, and the outcome is kept.
pub(super) async fn after(
    hooks: &[Arc<dyn AnyHook>],
    context: &HookContext,
    outcome: &mut Result<RawResponse, Error<Never>>,
    deadline: Instant,
) {
    for hook in hooks.iter().rev() {
        match outcome {
            Ok(response) => {
                let received = response.clone();
                let _ = deadline::before(deadline, hook.after(context, response)).await;
                if !response.is_same(&received) {
                    *response = response.in_place_of(&received);
                }
            }
            Err(error) => drop(deadline::before(deadline, hook.failed(context, error)).await),
        }
    }
}

fn failed(message: &str) -> RequestError {
    RequestError::new(RequestErrorKind::Hook, message)
}
