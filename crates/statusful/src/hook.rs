//! Hooks, which run before and after every attempt of a client's calls.

use std::future::{Future, ready};
use std::pin::Pin;

use crate::auth::BoxError;
use crate::{Error, Never, RawResponse};

/// Code that runs before and after every attempt of a client's calls; see
/// [`ClientBuilder::hook`](crate::ClientBuilder::hook).
///
/// All methods are optional, and can be written as `async fn`s:
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
/// Hooks run in the order in which they were added before a request, and in reverse order after it. Their time counts
/// towards the time limits of the call and the attempt. A hook that is still running when a limit is reached is
/// dropped: before a request, the call fails with [`Error::Request`]; after it, the call returns the response or the
/// error as usual. If a time limit has ended an attempt, [`failed`](Self::failed) is polled only once.
pub trait Hook: Send + Sync + 'static {
    /// Runs before a request is sent. It can change or replace the request, or return a response without sending it.
    ///
    /// The request already contains the credentials. If this returns an error, the request is not sent, and the call
    /// fails with [`Error::Request`].
    ///
    /// A changed request is sent unchecked, even to another server with its credentials. Only over `http` to another
    /// host, credentials are not sent; see
    /// [`allow_cleartext_credentials`](crate::ClientBuilder::allow_cleartext_credentials).
    fn before(
        &self,
        attempt: &HookContext,
        request: &mut reqwest::Request,
    ) -> impl Future<Output = Result<HookAction, BoxError>> + Send {
        let _ = (attempt, request);
        ready(Ok(HookAction::Send))
    }

    /// Runs after a response was received, documented or not. It can replace the response. If the body is a stream, it
    /// runs when the head has arrived.
    ///
    /// If this attempt is the last one, the caller gets the same response; retries depend on it. A hook can keep a
    /// clone. A replacement response ([`RawResponse::builder`], or converted from a [`http::Response`]) is decoded as
    /// if the server had sent it. It keeps the request, the redirects and the elapsed time of the received one.
    fn after(&self, attempt: &HookContext, response: &mut RawResponse) -> impl Future<Output = ()> + Send {
        let _ = (attempt, response);
        ready(())
    }

    /// Runs after an attempt without a response, or whose response body could not be read completely.
    fn failed(&self, attempt: &HookContext, error: &Error<Never>) -> impl Future<Output = ()> + Send {
        let _ = (attempt, error);
        ready(())
    }
}

/// What happens after [`Hook::before`].
#[derive(Debug, Clone)]
#[must_use = "it decides whether the request is sent"]
pub enum HookAction {
    /// Sends the request, after the remaining hooks have run.
    Send,
    /// Returns this response without sending the request, for example from a cache. It is decoded as if the server had
    /// sent it. [`Hook::after`] runs for the hooks before this one.
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

/// A [`Hook`] of any type, with boxed futures.
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
