//! The setters for what sends the requests of a client.

use std::sync::Arc;

use tower_layer::Layer;
use tower_service::Service;

use super::ClientBuilder;
use crate::auth::BoxError;
use crate::client::{HttpService, Transport};

/// HTTP clients, services and layers.
impl<C> ClientBuilder<C> {
    /// Adds a middleware layer around the service that sends requests: any `tower` layer that does not change the types
    /// of requests and responses.
    ///
    /// It sees each redirect as a response, and the request to its target as another request. Layers that are added
    /// later wrap earlier ones.
    pub fn layer<L>(mut self, layer: L) -> Self
    where
        L: Layer<HttpService> + Send + Sync + 'static,
        L::Service: Service<reqwest::Request, Response = reqwest::Response, Error: Into<BoxError>, Future: Send>
            + Clone
            + Send
            + Sync
            + 'static,
    {
        self.layers.push(Arc::new(move |transport: Transport| transport.layered(&layer)));
        self
    }

    /// Sends requests with this `tower` service instead of an HTTP client, for example one with middleware, or one for
    /// tests without a network.
    pub fn service<S>(mut self, service: S) -> Self
    where
        S: Service<reqwest::Request, Response = reqwest::Response, Error: Into<BoxError>, Future: Send>
            + Clone
            + Send
            + Sync
            + 'static,
    {
        self.service = Some(HttpService::new(service));
        self
    }

    /// Sends requests with this HTTP client, for example to use proxies, certificates or shared connections.
    ///
    /// If its own policy follows redirects, reqwest follows them even for operations that document a `3xx`, and then
    /// sends API keys in headers and bodies to other origins. A client with `redirect::Policy::none()` leaves redirects
    /// to [`redirects`](Self::redirects), which must be set.
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http_client = Some(client);
        self
    }

    /// Returns `true` if requests are sent by an HTTP client or service from the caller.
    pub(crate) fn sends_by_callers_own(&self) -> bool {
        self.http_client.is_some() || self.service.is_some()
    }
}
