//! A login to ComfyUI Deploy: the user approves a request in the browser while this command polls for the key.

use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use clap::Args;
use futures_core::Stream as _;
use keymint::comfy_ui::{GetAuthResponseRequestId, GetAuthResponseRequestIdError, GetAuthResponseRequestIdResponse};
use keymint::statusful::reqwest::Url;
use keymint::statusful::{PollOutcome, Polling};
use keymint::types::GrantedApiKey;
use keymint::{Error, Response, Secret};
use uuid::Uuid;

use crate::console::{Answer, Console};
use crate::failure::{self, Failure, Kind};
use crate::key::Key;
use crate::text::quoted;
use crate::visit::Visit;
use crate::{client, duration};

/// The default URL of the service.
const HOST: &str = "https://www.comfydeploy.com";
/// The page of the service that belongs to `GET /api/auth-response/{request_id}`.
const PAGE: &str = "/auth-request/{request_id}";
/// The placeholder for the request id in the URL of the page.
const REQUEST_ID: &str = "{request_id}";

/// Options of the login.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The URL of the API, up to `/auth-response` [default: `https://www.comfydeploy.com/api`].
    #[arg(long, value_name = "URL")]
    pub(crate) server: Option<String>,
    /// The URL of the approval page [default: `/auth-request/{request_id}` on the server].
    #[arg(long, value_name = "URL")]
    pub(crate) page: Option<String>,
    /// The time limit for the approval.
    #[arg(long, value_name = "TIME", default_value = "15m", value_parser = duration::parse)]
    pub(crate) timeout: Duration,
    /// The wait after the first poll; later waits are longer [default: 2s].
    #[arg(long, value_name = "TIME", value_parser = duration::parse)]
    pub(crate) interval: Option<Duration>,
}

/// Logs in with a new request.
///
/// The first poll is sent before the page is opened, so that an invalid token is reported first.
pub(crate) async fn login(options: &Options, token: Secret, visit: Visit, console: &Console) -> Result<Key, Failure> {
    let client = client::build(client::builder(options.server.as_deref())?.bearer_auth(token))?;
    // The service's own clients send a UUID as well.
    let request_id = Uuid::new_v4().to_string();
    let page = page(options, &request_id)?;
    let mut polling = client.get_auth_response_request_id(&request_id).poll().deadline(options.timeout);
    if let Some(interval) = options.interval {
        polling = polling.interval(interval);
    }
    let grant = if let Some(grant) = next(&mut polling, console).await? {
        grant
    } else {
        let time = duration::show(options.timeout);
        let waiting = format!("Waiting for approval of the request (at most {time}).");
        tokio::try_join!(visit.go(&page, &waiting, console), rest(&mut polling, console))?.1
    };
    console.answer(grant.raw());
    let grant = grant.into_inner();
    Ok(Key::new("comfydeploy", grant.api_key)?.with("name", grant.name))
}

/// Returns the URL of the approval page.
fn page(options: &Options, request_id: &str) -> Result<Url, Failure> {
    let template = match (&options.page, options.server.as_deref().map(Url::parse)) {
        (Some(page), _) => page.clone(),
        (None, Some(Ok(server))) => format!("{}{PAGE}", server.origin().ascii_serialization()),
        (None, _) => format!("{HOST}{PAGE}"),
    };
    let page = Url::parse(&template.replace(REQUEST_ID, request_id)).ok();
    page.filter(|page| template.contains(REQUEST_ID) && matches!(page.scheme(), "http" | "https")).ok_or_else(|| {
        Failure::new(Kind::Usage, "The URL of --page is not an approval page.")
            .help(format!("Pass an http or https URL with the placeholder {REQUEST_ID} for the request."))
    })
}

async fn rest(
    polling: &mut Polling<GetAuthResponseRequestId>,
    console: &Console,
) -> Result<Response<GrantedApiKey>, Failure> {
    loop {
        if let Some(grant) = next(polling, console).await? {
            return Ok(grant);
        }
    }
}

/// Polls once, and prints the status. Returns `None` while the key is not ready.
async fn next(
    polling: &mut Polling<GetAuthResponseRequestId>,
    console: &Console,
) -> Result<Option<Response<GrantedApiKey>>, Failure> {
    let found = poll_fn(|context| Pin::new(&mut *polling).poll_next(context)).await;
    match found.map(|found| found.map(|observation| observation.outcome)) {
        Some(Ok(PollOutcome::Ready(grant))) => return Ok(Some(grant)),
        Some(Ok(PollOutcome::Pending(response))) => {
            let why = match &*response {
                GetAuthResponseRequestIdResponse::Created(pending) => quoted(&pending.message),
                GetAuthResponseRequestIdResponse::Ok(_) => "a key".to_owned(),
            };
            console.status(format_args!("Not ready: {why} ({}).", Answer(response.raw())));
        }
        Some(Ok(PollOutcome::Interrupted(error))) => console.status(format_args!("Retrying: {error}.")),
        // This operation has no pending failures. Observations that are added later are not final either.
        Some(Ok(_)) => console.status("Not ready."),
        Some(Err(error)) => return Err(explain(&error)),
        None => {
            return Err(Failure::new(Kind::TimedOut, "The request was not approved.").help("Run the command again."));
        }
    }
    Ok(None)
}

fn explain(error: &Error<GetAuthResponseRequestIdError>) -> Failure {
    let Error::Api(response) = error else { return failure::undocumented(error) };
    let failure = match &**response {
        GetAuthResponseRequestIdError::Unauthorized(text) => {
            let message = format!("ComfyUI Deploy rejected the bearer token: {}.", quoted(text));
            Failure::new(Kind::Refused, message)
                .help("Get a new token, and set the variable KEYMINT_BEARER_TOKEN or pass a file with --token-file.")
        }
        GetAuthResponseRequestIdError::InternalServerError(body) => {
            let message = format!("ComfyUI Deploy could not fetch the key: {}.", quoted(&body.error));
            Failure::new(Kind::Service, message).help("Run the command again to create a new request.")
        }
    };
    failure.status(response.status().as_u16())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(server: Option<&str>, page: Option<&str>) -> Option<String> {
        let (server, page) = (server.map(str::to_owned), page.map(str::to_owned));
        let options = Options { server, page, timeout: Duration::ZERO, interval: None };
        super::page(&options, "req_1").ok().map(String::from)
    }

    #[test]
    fn the_page_is_on_the_host_of_the_server() {
        assert_eq!(opened(None, None).unwrap(), "https://www.comfydeploy.com/auth-request/req_1");
        assert_eq!(opened(Some("http://127.0.0.1:3/api"), None).unwrap(), "http://127.0.0.1:3/auth-request/req_1");
        let page = Some("https://app.example/auth/request/{request_id}?a=b");
        assert_eq!(opened(Some("https://a.example"), page).unwrap(), "https://app.example/auth/request/req_1?a=b");
    }

    #[test]
    fn a_page_that_is_none_is_refused() {
        for page in ["https://app.example/", "file:///{request_id}", "/{request_id}", "javascript:{request_id}"] {
            assert_eq!(opened(None, Some(page)), None, "{page}");
        }
    }
}
