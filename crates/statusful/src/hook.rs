//! Hooks: code that runs before and after every attempt of a client's calls.

use std::future::{Future, ready};
use std::pin::Pin;

use crate::auth::BoxError;
use crate::{Error, Never, RawResponse};

/// Code that runs before and after every attempt of a client's calls; see
/// [`ClientBuilder::hook`](crate::ClientBuilder::hook).
///
/// Its functions are written as `async fn`s, and all of them are optional:
///
/// ```
/// use statusful::{Hook, HookContext, RawResponse};
///
/// /// Prints the id of each response, for support requests.
/// struct PrintRequestId;
///
/// impl Hook for PrintRequestId {
///     async fn after(&self, attempt: &HookContext, response: &mut RawResponse) {
///         let id = response.header("x-request-id").unwrap_or("unknown");
///         println!("{} {}: request id {id}", attempt.operation, response.status());
///     }
/// }
///
/// # fn run() -> Result<(), statusful::BuildError> {
/// let client = statusful::Client::builder().hook(PrintRequestId).build()?;
/// # Ok(())
/// # }
/// ```
///
/// Before a request, hooks run in the order in which they were added; after it, in the reverse order. The time they
/// take counts towards the time limits of the call and the attempt. A hook that has not ended by then is dropped: before a
/// request, the call fails with [`Error::Request`]; after it, the call returns the response or the error all the same.
/// When a time limit has ended an attempt, [`failed`](Self::failed) runs until it would have to wait.
pub trait Hook: Send + Sync + 'static {
    /// Runs before a request is sent, and may change or replace it, or respond without sending it. The request already
    /// contains the credentials. If this returns an error, the request is not sent, and the call fails with
    /// [`Error::Request`].
    ///
    /// A changed request is sent as it is: also to another server, with its credentials. Only over `http` to another host,
    /// credentials are not sent; see
    /// [`allow_cleartext_credentials`](crate::ClientBuilder::allow_cleartext_credentials).
    fn before(
        &self,
        attempt: &HookContext,
        request: &mut reqwest::Request,
    ) -> impl Future<Output = Result<HookAction, BoxError>> + Send {
        let _ = (attempt, request);
        ready(Ok(HookAction::Send))
    }

    /// Runs after a response was received, documented or not, and may replace it. If its body is a stream, runs when its
    /// head has arrived.
    ///
    /// The caller gets the same response if this attempt is the last, and retries depend on it. A hook may keep a clone. A
    /// response that replaces it ([`RawResponse::builder`], or converted from a [`http::Response`]) is decoded as if the
    /// server had sent it. It keeps the request, the redirects and the elapsed time of the one that was received.
    fn after(&self, attempt: &HookContext, response: &mut RawResponse) -> impl Future<Output = ()> + Send {
        let _ = (attempt, response);
        ready(())
    }

    /// Runs after an attempt without a response, or with a response whose body could not be read to its end.
    fn failed(&self, attempt: &HookContext, error: &Error<Never>) -> impl Future<Output = ()> + Send {
        let _ = (attempt, error);
        ready(())
    }
}

/// What happens after [`Hook::before`].
#[derive(Debug, Clone)]
#[must_use = "it decides whether the request is sent"]
pub enum HookAction {
    /// The request is sent, after the hooks that follow.
    Send,
    /// Nothing is sent, and this is the response, such as one of a cache. It is decoded as if the server had sent it. Of the
    /// hooks, those before this one run [`Hook::after`].
    Respond(RawResponse),
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

type HookFuture<'a, T = ()> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A [`Hook`] of any type: its futures are boxed.
pub(crate) trait AnyHook: Send + Sync {
    fn before<'a>(
        &'a self,
        attempt: &'a HookContext,
        request: &'a mut reqwest::Request,
    ) -> HookFuture<'a, Result<HookAction, BoxError>>;

    fn after<'a>(&'a self, attempt: &'a HookContext, response: &'a mut RawResponse) -> HookFuture<'a>;

    fn failed<'a>(&'a self, attempt: &'a HookContext, error: &'a Error<Never>) -> HookFuture<'a>;
}

impl<H: Hook> AnyHook for H {
    fn before<'a>(
        &'a self,
        attempt: &'a HookContext,
        request: &'a mut reqwest::Request,
    ) -> HookFuture<'a, Result<HookAction, BoxError>> {
        Box::pin(Hook::before(self, attempt, request))
    }

    fn after<'a>(&'a self, attempt: &'a HookContext, response: &'a mut RawResponse) -> HookFuture<'a> {
        Box::pin(Hook::after(self, attempt, response))
    }

    fn failed<'a>(&'a self, attempt: &'a HookContext, error: &'a Error<Never>) -> HookFuture<'a> {
        Box::pin(Hook::failed(self, attempt, error))
    }
}
