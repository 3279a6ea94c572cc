//! What sends requests: a seat for the HTTP client, for middleware around it, and for stand-ins in tests.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use reqwest::{Request, Response};
use tower_service::Service;

use crate::auth::BoxError;

type ResponseFuture = Pin<Box<dyn Future<Output = Result<Response, BoxError>> + Send>>;

/// What sends requests, as a [`Service`] of `tower`: what [`ClientBuilder::layer`](crate::ClientBuilder::layer) wraps.
#[derive(Clone)]
pub struct HttpService(Arc<dyn Fn(Request) -> ResponseFuture + Send + Sync>);

impl HttpService {
    /// Any service that turns requests into responses.
    pub(crate) fn new<S>(service: S) -> Self
    where
        S: Service<Request, Response = Response, Error: Into<BoxError>, Future: Send> + Clone + Send + Sync + 'static,
    {
        Self(Arc::new(move |request| {
            let mut service = service.clone();
            Box::pin(async move {
                poll_fn(|context| service.poll_ready(context)).await.map_err(Into::into)?;
                service.call(request).await.map_err(Into::into)
            })
        }))
    }

    /// Sends a request, and gives the response with its body still to be read.
    pub(crate) fn execute(&self, request: Request) -> ResponseFuture {
        (self.0)(request)
    }
}

impl From<reqwest::Client> for HttpService {
    fn from(client: reqwest::Client) -> Self {
        Self::new(client)
    }
}

impl Service<Request> for HttpService {
    type Response = Response;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Response, BoxError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        // Whether the service behind it is ready is asked of the clone that takes the request.
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        self.execute(request)
    }
}

impl fmt::Debug for HttpService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HttpService")
    }
}
