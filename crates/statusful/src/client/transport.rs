//! The HTTP clients underneath, one for each way to treat a redirect.

use std::time::Duration;

use reqwest::redirect::{Action, Attempt, Policy};

use crate::Redirects;

/// How many redirects are followed before the call fails.
const MAX_REDIRECTS: usize = 10;

/// HTTP clients that differ in their redirect policy alone, which reqwest knows per client only.
#[derive(Debug, Clone)]
pub(crate) struct Transport {
    anywhere: reqwest::Client,
    within_origin: reqwest::Client,
    nowhere: reqwest::Client,
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
        Ok(Self {
            anywhere: client(Policy::limited(MAX_REDIRECTS))?,
            within_origin: client(Policy::custom(within_origin))?,
            nowhere: client(Policy::none())?,
        })
    }

    /// The client for a request. A `confined` one has an API key in a header of its own, which reqwest would take along
    /// to another origin, unlike `Authorization` and `Cookie`.
    pub(crate) fn pick(&self, redirects: Redirects, confined: bool) -> &reqwest::Client {
        match redirects {
            Redirects::Returned => &self.nowhere,
            Redirects::Followed if confined => &self.within_origin,
            Redirects::Followed => &self.anywhere,
        }
    }
}

/// One's own client, for everything.
impl From<reqwest::Client> for Transport {
    fn from(client: reqwest::Client) -> Self {
        Self { anywhere: client.clone(), within_origin: client.clone(), nowhere: client }
    }
}

/// Follows as long as the origin stays the same. A redirect beyond it is returned as the response that it is.
fn within_origin(attempt: Attempt<'_>) -> Action {
    let stays = attempt.previous().last().is_some_and(|previous| previous.origin() == attempt.url().origin());
    if stays { Policy::limited(MAX_REDIRECTS).redirect(attempt) } else { attempt.stop() }
}
