//! The HTTP client underneath.

use std::time::Duration;

use http::Method;
use reqwest::redirect::Policy;
use reqwest::{RequestBuilder, Url};
use tower_layer::Layer;
use tower_service::Service;

use super::{HttpService, Outcomes};
use crate::auth::BoxError;
use crate::error::{RequestError, RequestErrorKind};

/// Where the responses of a client come from.
pub(crate) enum ResponseSource {
    Transport(Transport),
    /// Nothing is sent.
    Outcomes(Outcomes),
}

impl ResponseSource {
    /// Returns what sends requests.
    pub(crate) fn transport(&self) -> Result<&Transport, RequestError> {
        match self {
            Self::Transport(transport) => Ok(transport),
            Self::Outcomes(_) => Err(RequestError::new(RequestErrorKind::Url, "this client sends no requests")),
        }
    }
}

/// What sends requests. It follows no redirects, unless it is the caller's.
#[derive(Debug, Clone)]
pub(crate) struct Transport {
    pub(crate) http: HttpService,
    /// Requests are built by it, whatever sends them.
    builder: reqwest::Client,
}

impl Transport {
    pub(crate) fn build(connect_timeout: Duration) -> Result<Self, reqwest::Error> {
        let client = reqwest::Client::builder().connect_timeout(connect_timeout).redirect(Policy::none()).build()?;
        Ok(Self::of(client.clone().into(), client))
    }

    /// Sends requests by a service, and builds them by a client.
    pub(crate) fn of(http: HttpService, builder: reqwest::Client) -> Self {
        Self { http, builder }
    }

    /// The same within a layer of middleware.
    pub(crate) fn layered<L>(self, layer: &L) -> Self
    where
        L: Layer<HttpService>,
        L::Service: Service<reqwest::Request, Response = reqwest::Response, Error: Into<BoxError>, Future: Send>
            + Clone
            + Send
            + Sync
            + 'static,
    {
        Self { http: HttpService::new(layer.layer(self.http)), builder: self.builder }
    }

    /// What builds requests.
    pub(crate) fn into_builder(self) -> reqwest::Client {
        self.builder
    }

    /// Continues to build a request.
    pub(crate) fn builder(&self, request: reqwest::Request) -> RequestBuilder {
        RequestBuilder::from_parts(self.builder.clone(), request)
    }

    /// A request in the making.
    pub(crate) fn request(&self, method: Method, url: Url) -> RequestBuilder {
        self.builder.request(method, url)
    }
}
