//! One attempt, with the hooks before and after it.

use std::pin::pin;
use std::sync::Arc;

use reqwest::Request;
use tokio::time::Instant;

use super::cleartext;
use super::exchange::{Limits, exchange};
use super::hooks::{self, Answered};
use super::log::LoggedAttempt;
use super::outgoing::Outgoing;
use super::prepare::prepare;
use super::provide::Provided;
use crate::client::ResponseSource;
use crate::deadline;
use crate::error::{Error, Never, RequestError};
use crate::hook::{AnyHook, HookContext};
use crate::raw::RawResponse;
use crate::retry::Retries;
use crate::sent::Sent;
use crate::show::Route;
use crate::trace::{self, AttemptSpan};

/// Sends a request once, and runs the hooks before and after it. Everything ends at the time limit. Hooks that run
/// after the response are then dropped, and the outcome is kept.
pub(super) async fn attempt(
    outgoing: &Outgoing<'_>,
    provided: &Provided<'_>,
    retries: &Retries<'_>,
) -> Result<RawResponse, Error<Never>> {
    let Outgoing { config, options, info, .. } = *outgoing;
    if let ResponseSource::Outcomes(outcomes) = &config.source {
        if let Some(error) = outgoing.request.error().or(options.error.as_ref()) {
            return Err(error.clone().in_operation(info.id).into());
        }
        return outcomes.next(info, outgoing.server_url().ok(), Arc::clone(retries.attempts()));
    }
    let context = HookContext { operation: info.id, path: info.path, attempt: retries.count().saturating_add(1) };
    let deadline = deadline::after(outgoing.attempt_timeout().min(retries.time_left()));
    let hooked = pin!(hooked(outgoing, provided, &context, deadline)).await;
    let Hooked { mut request, route, hooks, response } = hooked.map_err(|error| error.in_operation(info.id))?;
    let sent = Sent::new(&request, route, Arc::clone(retries.attempts()));
    let mut outcome = if let Some(response) = response {
        Ok(response.in_reply_to(sent))
    } else {
        let limits = Limits { deadline, body_bytes: outgoing.max_body_bytes() };
        let span = AttemptSpan::new(info, &request, retries.count());
        if let Some(inject) = &config.trace_context {
            span.scope(|| trace::propagate(inject, request.headers_mut()));
        }
        let logged = LoggedAttempt::begin(outgoing, provided, &request, route, context.attempt);
        let outcome = span.run(pin!(exchange(request, outgoing, provided, limits, sent))).await;
        span.end(&outcome);
        if let Some(logged) = logged {
            logged.end(&outcome);
        }
        outcome
    };
    hooks::after(hooks, &context, &mut outcome, deadline).await;
    outcome
}

/// A request after the hooks before it have run.
struct Hooked<'a> {
    request: Request,
    route: Route,
    /// The hooks that run after the response.
    hooks: &'a [Arc<dyn AnyHook>],
    /// The response of a hook, which replaces sending the request.
    response: Option<RawResponse>,
}

/// Builds a request, and runs the hooks before it.
async fn hooked<'a>(
    outgoing: &Outgoing<'a>,
    provided: &Provided<'_>,
    context: &HookContext,
    deadline: Instant,
) -> Result<Hooked<'a>, RequestError> {
    let Outgoing { config, info, .. } = *outgoing;
    let mut request = prepare(outgoing, &provided.credentials, outgoing.request.payload())?;
    let route = outgoing.request.route(request.url(), info.path);
    let hooks = config.hooks.as_slice();
    if hooks.is_empty() {
        return Ok(Hooked { request, route, hooks, response: None });
    }
    let path = request.url().path().to_owned();
    let answered = hooks::before(hooks, context, &mut request, deadline).await?;
    if !config.allows_cleartext_credentials {
        cleartext::check(&request, !provided.credentials.is_empty())?;
    }
    // A path that a hook wrote may be secret.
    let route = if request.url().path() == path { route } else { Route::of_page(info.path) };
    Ok(match answered {
        Some(Answered { response, outer }) => Hooked { request, route, hooks: outer, response: Some(response) },
        None => Hooked { request, route, hooks, response: None },
    })
}
