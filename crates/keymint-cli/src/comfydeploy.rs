//! A login to ComfyUI Deploy: a person approves a request in the browser while this command asks for its key.

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

/// Where the service is, unless another is named.
const HOST: &str = "https://www.comfydeploy.com";
/// The page of the service that belongs to `GET /api/auth-response/{request_id}`.
const PAGE: &str = "/auth-request/{request_id}";
/// What stands for the request in the address of the page.
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
/// It is asked for before anybody opens the page: a token that is refused should bother nobody.
pub(crate) async fn login(options: &Options, token: Secret, visit: Visit, console: &Console) -> Result<Key, Failure> {
    let client = client::build(client::builder(options.server.as_deref())?.bearer_auth(token))?;
    // What the service's own clients send.
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
        let waiting = format!("Waiting for somebody to approve the request ({time} at most).");
        tokio::try_join!(visit.go(&page, &waiting, console), rest(&mut polling, console))?.1
    };
    console.answer(grant.raw());
    let grant = grant.into_inner();
    Ok(Key::new("comfydeploy", grant.api_key)?.with("name", grant.name))
}

/// The page to open.
fn page(options: &Options, request_id: &str) -> Result<Url, Failure> {
    let template = match (&options.page, options.server.as_deref().map(Url::parse)) {
        (Some(page), _) => page.clone(),
        (None, Some(Ok(server))) => format!("{}{PAGE}", server.origin().ascii_serialization()),
        (None, _) => format!("{HOST}{PAGE}"),
    };
    let page = Url::parse(&template.replace(REQUEST_ID, request_id)).ok();
    page.filter(|page| template.contains(REQUEST_ID) && matches!(page.scheme(), "http" | "https")).ok_or_else(|| {
        Failure::new(Kind::Usage, "The address given with --page is not the page of a request.")
            .help(format!("Give an http or https address that holds {REQUEST_ID}, which stands for the request."))
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

/// Asks once more, and says what was found. Nothing while the key is not ready.
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
        Some(Ok(PollOutcome::Interrupted(error))) => console.status(format_args!("Asking again, since {error}.")),
        // This operation takes no failure for an answer that is not ready, and new observations are none either.
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
            let message = format!("ComfyUI Deploy did not accept the bearer token: {}.", quoted(text));
            Failure::new(Kind::Refused, message)
                .help("Get a new token, and put it into the variable KEYMINT_BEARER_TOKEN or the file of --token-file.")
        }
        GetAuthResponseRequestIdError::InternalServerError(body) => {
            let message = format!("ComfyUI Deploy could not fetch the key: {}.", quoted(&body.error));
            Failure::new(Kind::Service, message).help("Run the command again, which makes a new request to approve.")
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
