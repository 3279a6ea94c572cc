//! The HTTP clients underneath, one for each way to treat a redirect.

use std::time::Duration;

use http::Method;
use reqwest::redirect::{Action, Attempt, Policy};
use reqwest::{RequestBuilder, Url};
use tower_layer::Layer;
use tower_service::Service;

use super::HttpService;
use crate::Redirects;
use crate::auth::BoxError;

/// How many redirects are followed before the call fails.
const MAX_REDIRECTS: usize = 10;

/// What sends requests. HTTP clients differ in their redirect policy alone, which reqwest knows per client only.
#[derive(Debug, Clone)]
pub(crate) struct Transport {
    anywhere: HttpService,
    within_origin: HttpService,
    nowhere: HttpService,
    /// Requests are built by it, whatever sends them.
    builder: reqwest::Client,
}

impl Transport {
    pub(crate) fn build(connect_timeout: Duration) -> Result<Self, reqwest::Error> {
        let client = |policy| {
            reqwest::Client::builder()
                .connect_timeout(connect_timeout)
                // The page that led here is nobody's business; its query may hold an API key.
                .referer(false)
                .redirect(policy)
                .build()
        };
        let anywhere = client(Policy::limited(MAX_REDIRECTS))?;
        Ok(Self {
            builder: anywhere.clone(),
            anywhere: anywhere.into(),
            within_origin: client(Policy::custom(within_origin))?.into(),
            nowhere: client(Policy::none())?.into(),
        })
    }

    /// One service for everything.
    pub(crate) fn of(service: HttpService, builder: reqwest::Client) -> Self {
        Self { anywhere: service.clone(), within_origin: service.clone(), nowhere: service, builder }
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
        let wrap = |service| HttpService::new(layer.layer(service));
        Self {
            anywhere: wrap(self.anywhere),
            within_origin: wrap(self.within_origin),
            nowhere: wrap(self.nowhere),
            builder: self.builder,
        }
    }

    /// What sends a request. A `confined` one has an API key in a header of its own, which reqwest would take along to
    /// another origin, unlike `Authorization` and `Cookie`.
    pub(crate) fn pick(&self, redirects: Redirects, confined: bool) -> &HttpService {
        match redirects {
            Redirects::Returned => &self.nowhere,
            Redirects::Followed if confined => &self.within_origin,
            Redirects::Followed => &self.anywhere,
        }
    }

    /// What builds requests.
    pub(crate) fn into_builder(self) -> reqwest::Client {
        self.builder
    }

    /// A request in the making.
    pub(crate) fn request(&self, method: Method, url: Url) -> RequestBuilder {
        self.builder.request(method, url)
    }
}

/// Follows as long as the origin stays the same. A redirect beyond it is returned as the response that it is.
fn within_origin(attempt: Attempt<'_>) -> Action {
    let stays = attempt.previous().last().is_some_and(|previous| previous.origin() == attempt.url().origin());
    if stays { Policy::limited(MAX_REDIRECTS).redirect(attempt) } else { attempt.stop() }
}
