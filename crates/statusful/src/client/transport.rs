//! The HTTP client that the runtime uses.

use std::time::Duration;

use http::Method;
use reqwest::redirect::Policy;
use reqwest::{RequestBuilder, Url};
use tower_layer::Layer;
use tower_service::Service;

use super::{HttpService, Outcomes};
use crate::auth::BoxError;
use crate::error::{RequestError, RequestErrorKind};

/// The source of a client's responses.
pub(crate) enum ResponseSource {
    Transport(Transport),
    /// Made-up outcomes; nothing is sent.
    Outcomes(Outcomes),
}

impl ResponseSource {
    /// Returns the transport, which sends requests.
    pub(crate) fn transport(&self) -> Result<&Transport, RequestError> {
        match self {
            Self::Transport(transport) => Ok(transport),
            Self::Outcomes(_) => Err(RequestError::new(RequestErrorKind::Url, "this client sends no requests")),
        }
    }
}

/// Builds and sends requests. Does not follow redirects, unless the caller provided the HTTP client.
#[derive(Debug, Clone)]
pub(crate) struct Transport {
    pub(crate) http: HttpService,
    /// Builds requests, even if a service sends them.
    builder: reqwest::Client,
}

impl Transport {
    pub(crate) fn build(connect_timeout: Duration) -> Result<Self, reqwest::Error> {
        let client = reqwest::Client::builder().connect_timeout(connect_timeout).redirect(Policy::none()).build()?;
        Ok(Self::of(client.clone().into(), client))
    }

    /// Creates a transport that sends requests with a service and builds them with a client.
    pub(crate) fn of(http: HttpService, builder: reqwest::Client) -> Self {
        Self { http, builder }
    }

    /// Returns the transport wrapped in a middleware layer.
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

    /// Returns the client that builds requests.
    pub(crate) fn into_builder(self) -> reqwest::Client {
        self.builder
    }

    /// Returns a builder that continues to build a request.
    pub(crate) fn builder(&self, request: reqwest::Request) -> RequestBuilder {
        RequestBuilder::from_parts(self.builder.clone(), request)
    }

    /// Returns a builder for a request.
    pub(crate) fn request(&self, method: Method, url: Url) -> RequestBuilder {
        self.builder.request(method, url)
    }
}
