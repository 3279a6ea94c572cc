//! Code that runs around every attempt of a client's calls.

use std::fmt;
use std::future::{Future, ready};
use std::pin::Pin;

use crate::auth::BoxError;
use crate::{Error, Never, RawResponse};

/// What a hook does, still to be done.
pub type HookFuture<'a, T = ()> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Code that runs around every attempt of a client's calls: [`ClientBuilder::hook`](crate::ClientBuilder::hook).
///
/// Hooks run in the order they were added, before a request; in the reverse order after it. What they do counts towards
/// the call's time.
pub trait Hook: Send + Sync + 'static {
    /// Runs before a request is sent, with credentials and all, and may change it. An error keeps it from being sent:
    /// the call ends with [`Error::Request`].
    fn before<'a>(
        &'a self,
        attempt: &'a HookContext,
        request: &'a mut reqwest::Request,
    ) -> HookFuture<'a, Result<(), BoxError>> {
        let _ = (attempt, request);
        Box::pin(ready(Ok(())))
    }

    /// Runs after a response was received, documented or not; of a stream, after its head.
    fn after<'a>(&'a self, attempt: &'a HookContext, response: &'a RawResponse) -> HookFuture<'a> {
        let _ = (attempt, response);
        Box::pin(ready(()))
    }

    /// Runs when an attempt ended without a whole response.
    fn failed<'a>(&'a self, attempt: &'a HookContext, error: &'a Error<Never>) -> HookFuture<'a> {
        let _ = (attempt, error);
        Box::pin(ready(()))
    }
}

/// Which attempt a hook runs for.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct HookContext {
    /// The `operationId`.
    pub operation: &'static str,
    /// The path template, such as `/keys/{id}`.
    pub path: &'static str,
    /// Which attempt it is, from 1.
    pub attempt: u32,
}

impl fmt::Debug for dyn Hook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hook")
    }
}
