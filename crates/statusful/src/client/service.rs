//! The service that sends requests: the HTTP client, with middleware around it, or a replacement for tests.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use reqwest::{Request, Response};
use tower_service::Service;

use crate::auth::BoxError;

type ResponseFuture = Pin<Box<dyn Future<Output = Result<Response, BoxError>> + Send>>;

/// Sends requests: the `tower` [`Service`] that [`ClientBuilder::layer`](crate::ClientBuilder::layer) wraps.
#[derive(Clone)]
pub struct HttpService(Sender);

#[derive(Clone)]
enum Sender {
    /// Most clients use this variant, whose future does not have to be boxed.
    Client(reqwest::Client),
    Service(Arc<dyn Fn(Request) -> ResponseFuture + Send + Sync>),
}

impl HttpService {
    /// Wraps a service of any type.
    pub(crate) fn new<S>(service: S) -> Self
    where
        S: Service<Request, Response = Response, Error: Into<BoxError>, Future: Send> + Clone + Send + Sync + 'static,
    {
        Self(Sender::Service(Arc::new(move |request| {
            let mut service = service.clone();
            Box::pin(async move {
                poll_fn(|context| service.poll_ready(context)).await.map_err(Into::into)?;
                service.call(request).await.map_err(Into::into)
            })
        })))
    }

    /// Sends a request. Does not read the response body.
    pub(crate) async fn execute(&self, request: Request) -> Result<Response, BoxError> {
        match &self.0 {
            Sender::Client(client) => client.execute(request).await.map_err(Into::into),
            Sender::Service(send) => send(request).await,
        }
    }
}

impl From<reqwest::Client> for HttpService {
    fn from(client: reqwest::Client) -> Self {
        Self(Sender::Client(client))
    }
}

impl Service<Request> for HttpService {
    type Response = Response;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Response, BoxError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        // Each request polls its own clone of the inner service until it is ready.
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let service = self.clone();
        Box::pin(async move { service.execute(request).await })
    }
}

impl fmt::Debug for HttpService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HttpService")
    }
}
