//! A call of an operation, and the future that sends it.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

#[cfg(feature = "blocking")]
use crate::auth::BoxError;
#[cfg(feature = "blocking")]
use crate::blocking;
#[cfg(feature = "blocking")]
use crate::error::RequestError;
use crate::operation::OperationInfo;
use crate::send::send;
use crate::{
    CallOptions, Case, Client, DecodeError, Error, Items, Never, Operation, Pages, Paginated, Polled, Polling,
    RawResponse, Request, Response,
};

/// A call of an operation: a request with its options. Awaiting it sends the request.
///
/// Requires a Tokio runtime with I/O and time enabled.
#[must_use = "a call does nothing until it is awaited"]
pub struct Call<O> {
    request: Request,
    options: CallOptions,
    operation: PhantomData<fn() -> O>,
}

impl<O> Call<O> {
    crate::__call_options! {}

    /// Sets several options at once, including those without their own setter.
    ///
    /// They take precedence over options that were set before.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options.or(self.options);
        self
    }

    /// Polls: repeats the call until the result is ready, as defined by `x-polling` in the document.
    pub fn poll(self) -> Polling<O>
    where
        O: Polled,
    {
        Polling::new(self.request, self.options)
    }

    /// Returns the pages of the operation's list as a stream, as defined by `x-pagination` in the document.
    pub fn pages(self) -> Pages<O>
    where
        O: Paginated,
    {
        Pages::new(self.request, self.options)
    }

    /// Returns the items of the operation's list as a stream, as defined by `x-pagination` in the document.
    ///
    /// Pages are requested one after the other as items are needed.
    pub fn items(self) -> Items<O>
    where
        O: Paginated,
    {
        Items::new(self.request, self.options)
    }

    /// Sends the call and blocks the current thread until it is complete, for programs without an async runtime.
    ///
    /// Blocking calls have their own connections.
    ///
    /// # Errors
    ///
    /// In addition to the errors of an awaited call, fails with [`Error::Request`] if the runtime for blocking calls
    /// cannot be started, or if it is called within a runtime by a client with an
    /// [`http_client`](crate::ClientBuilder::http_client) or a [`service`](crate::ClientBuilder::service).
    #[cfg(feature = "blocking")]
    pub fn send_blocking(self) -> Result<Response<O::Success>, Error<O::Failure>>
    where
        O: Operation<Success: Send, Failure: Send>,
    {
        let no_runtime = |error: BoxError| RequestError::no_runtime(O::ID, error);
        let client = self.request.client().blocking().map_err(no_runtime)?;
        let call = Self { request: self.request.by(client), ..self };
        blocking::wait(call.into_future()).map_err(|error| no_runtime(error.into()))?
    }

    /// Creates a call that is not sent and decodes this response, for tests.
    ///
    /// The response is decoded as if a server had sent it. Options, retries and polling work as for a call that is
    /// sent, but without waiting.
    ///
    /// ```
    /// use statusful::{Call, RawResponse, StatusCode};
    /// # use statusful::{Case, Error, Method, Never, Operation, ResponseHead};
    /// # struct GetName;
    /// # impl Operation for GetName {
    /// #     type Success = String;
    /// #     type Failure = Never;
    /// #     const ID: &'static str = "getName";
    /// #     const METHOD: Method = Method::GET;
    /// #     const PATH: &'static str = "/names/{id}";
    /// #     fn case(_: &ResponseHead) -> Case<Self> {
    /// #         Case::Success(RawResponse::json)
    /// #     }
    /// # }
    ///
    /// # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
    /// let raw = RawResponse::builder(StatusCode::OK).json("Ada").build()?;
    /// let response = Call::<GetName>::from_response(raw).await?;
    /// assert_eq!(*response, "Ada");
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// # }).unwrap();
    /// ```
    pub fn from_response(response: impl Into<RawResponse>) -> Self {
        Self::from_outcomes([Ok(response.into())])
    }

    /// Creates a call that is not sent and returns this error, for tests: a [`TransportError`](crate::TransportError),
    /// a [`BodyError`](crate::BodyError) or a [`RequestError`](crate::RequestError).
    pub fn from_error(error: impl Into<Error<Never>>) -> Self {
        Self::from_outcomes([Err(error.into())])
    }

    /// Creates a call that is not sent, for tests, with an outcome for each attempt or poll. The last outcome is
    /// repeated.
    pub fn from_outcomes(outcomes: impl IntoIterator<Item = Result<RawResponse, Error<Never>>>) -> Self {
        Request::new(&Client::of_outcomes(outcomes)).into()
    }

    /// Returns the request, for generated setters of optional parameters.
    pub fn request_mut(&mut self) -> &mut Request {
        &mut self.request
    }
}

impl<O> From<Request> for Call<O> {
    fn from(request: Request) -> Self {
        Self { request, options: CallOptions::default(), operation: PhantomData }
    }
}

impl<O> Clone for Call<O> {
    fn clone(&self) -> Self {
        Self { request: self.request.clone(), options: self.options.clone(), operation: PhantomData }
    }
}

impl<O: Operation> fmt::Debug for Call<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("operation", &O::ID).field("request", &self.request).finish_non_exhaustive()
    }
}

impl<O: Operation> IntoFuture for Call<O> {
    type Output = Result<Response<O::Success>, Error<O::Failure>>;
    type IntoFuture = Sending<O>;

    fn into_future(self) -> Sending<O> {
        let received = send(self.request, self.options, OperationInfo::of::<O>());
        Sending { received: Box::pin(received), operation: PhantomData }
    }
}

/// The future of a [`Call`].
///
/// All operations share the code up to the received response. Only decoding is compiled for each operation.
#[must_use = "futures do nothing unless polled"]
pub struct Sending<O> {
    received: Pin<Box<dyn Future<Output = Result<RawResponse, Error<Never>>> + Send>>,
    operation: PhantomData<fn() -> O>,
}

impl<O: Operation> Future for Sending<O> {
    type Output = Result<Response<O::Success>, Error<O::Failure>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let received = ready!(self.received.as_mut().poll(context));
        Poll::Ready(received.map_err(|error| error.map(|never| match never {})).and_then(decode::<O>))
    }
}

impl<O: Operation> fmt::Debug for Sending<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sending").field("operation", &O::ID).finish_non_exhaustive()
    }
}

/// Decodes a response as documented for its operation.
pub(crate) fn decode<O: Operation>(raw: RawResponse) -> Result<Response<O::Success>, Error<O::Failure>> {
    let case = O::case(raw.head());
    if !matches!(case, Case::Undocumented)
        && let Some(encoding) = raw.unread_encoding()
    {
        return Err(DecodeError::encoded(raw.clone(), encoding).into());
    }
    match case {
        Case::Undocumented => Err(Error::Undocumented(raw)),
        Case::Success(decode) => Ok(Response::new(decode(&raw)?, raw)),
        Case::Failure(decode) => Err(Error::Api(Response::new(decode(&raw)?, raw))),
        Case::SuccessStream(decode) => Ok(Response::new(decode(&raw), raw)),
        Case::FailureStream(decode) => Err(Error::Api(Response::new(decode(&raw), raw))),
    }
}
