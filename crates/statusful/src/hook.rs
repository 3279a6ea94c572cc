//! Hooks: code that runs before and after every attempt of a client's calls.

use std::fmt;
use std::future::{Future, ready};
use std::pin::Pin;

use crate::auth::BoxError;
use crate::{Error, Never, RawResponse};

/// The future of a hook.
pub type HookFuture<'a, T = ()> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Code that runs before and after every attempt of a client's calls; see
/// [`ClientBuilder::hook`](crate::ClientBuilder::hook).
///
/// Before a request, hooks run in the order in which they were added; after it, in the reverse order. The time they
/// take counts towards the time limits of the call and the attempt. A hook that has not ended by then is dropped: before a
/// request, the call fails with [`Error::Request`]; after it, the call returns the response or the error all the same.
/// When a time limit has ended an attempt, [`failed`](Self::failed) runs until it would have to wait.
pub trait Hook: Send + Sync + 'static {
    /// Runs before a request is sent, and may change it. The request already contains the credentials. If this returns
    /// an error, the request is not sent, and the call fails with [`Error::Request`].
    fn before<'a>(
        &'a self,
        attempt: &'a HookContext,
        request: &'a mut reqwest::Request,
    ) -> HookFuture<'a, Result<(), BoxError>> {
        let _ = (attempt, request);
        Box::pin(ready(Ok(())))
    }

    /// Runs after a response was received, documented or not. If its body is a stream, runs when its head has arrived.
    ///
    /// The caller gets the same response if this attempt is the last. A hook may keep a clone.
    fn after<'a>(&'a self, attempt: &'a HookContext, response: &'a RawResponse) -> HookFuture<'a> {
        let _ = (attempt, response);
        Box::pin(ready(()))
    }

    /// Runs after an attempt without a response, or with a response whose body could not be read to its end.
    fn failed<'a>(&'a self, attempt: &'a HookContext, error: &'a Error<Never>) -> HookFuture<'a> {
        let _ = (attempt, error);
        Box::pin(ready(()))
    }
}

/// The attempt that a hook runs for.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct HookContext {
    /// The `operationId`.
    pub operation: &'static str,
    /// The path template, such as `/keys/{id}`.
    pub path: &'static str,
    /// The number of the attempt, starting at 1.
    pub attempt: u32,
}

impl fmt::Debug for dyn Hook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hook")
    }
}
