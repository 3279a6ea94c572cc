//! A login to OpenRouter: the redirect contains a code, which is exchanged for a key.

use std::time::Duration;

use clap::Args;
use keymint::oauth::{ExchangeAuthCodeForApiKey, ExchangeAuthCodeForApiKeyError};
use keymint::statusful::login::{AuthorizationGrant, AuthorizationRequest, Login};
use keymint::types::{AuthCodeExchange, CodeChallengeMethod};
use keymint::{Call, Error};

use crate::console::Console;
use crate::failure::{self, Failure, Kind};
use crate::key::Key;
use crate::text::quoted;
use crate::visit::Visit;
use crate::{client, duration};

/// Options of the login.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The URL of the API, up to `/auth/keys` [default: `https://openrouter.ai/api/v1`].
    #[arg(long, value_name = "URL")]
    pub(crate) server: Option<String>,
    /// The URL of the authorization page.
    #[arg(long, value_name = "URL", default_value = "https://openrouter.ai/auth")]
    pub(crate) page: String,
    /// The time limit for the authorization.
    #[arg(long, value_name = "TIME", default_value = "5m", value_parser = duration::parse)]
    pub(crate) timeout: Duration,
    /// The name of your app in the dashboard.
    #[arg(long, value_name = "NAME")]
    pub(crate) app_name: Option<String>,
    /// The URL of your app, which identifies it in rankings.
    #[arg(long, value_name = "URL")]
    pub(crate) app_url: Option<String>,
    /// The categories of your app in rankings, separated by commas.
    #[arg(long, value_name = "LIST")]
    pub(crate) app_categories: Option<String>,
}

/// Logs in, and exchanges the code for a key.
pub(crate) async fn login(options: &Options, visit: Visit, console: &Console) -> Result<Key, Failure> {
    let client = client::build(client::builder(options.server.as_deref())?)?;
    let request = AuthorizationRequest::without_client(&options.page);
    let request = request.redirect_parameter("callback_url").state_in_redirect();
    let login = Login::start(&request).await.map_err(|error| failure::login(&error))?;
    let page = login.authorization_url().clone();

    let waiting = format!("Waiting for access (at most {}).", duration::show(options.timeout));
    let granted = async { login.wait(options.timeout).await.map_err(|error| failure::login(&error)) };
    let ((), grant) = tokio::try_join!(visit.go(&page, &waiting, console), granted)?;
    console.status("Access was granted. Exchanging the code for a key.");
    exchange(&client, grant, options, console).await
}

async fn exchange(
    client: &keymint::Client,
    grant: AuthorizationGrant,
    options: &Options,
    console: &Console,
) -> Result<Key, Failure> {
    let exchange = AuthCodeExchange::new(grant.code).with_code_verifier(grant.code_verifier);
    let exchange = exchange.with_code_challenge_method(CodeChallengeMethod::S256);
    let call = introduced(client.exchange_auth_code_for_api_key(&exchange), options);
    let response = call.await.map_err(|error| explain(&error))?;
    console.answer(response.raw());
    let key = response.into_inner();
    Ok(Key::new("openrouter", key.key)?.with("user_id", key.user_id))
}

/// Adds the headers that identify the app.
fn introduced(mut call: Call<ExchangeAuthCodeForApiKey>, options: &Options) -> Call<ExchangeAuthCodeForApiKey> {
    if let Some(name) = &options.app_name {
        call = call.x_open_router_title(name);
    }
    if let Some(url) = &options.app_url {
        call = call.http_referer(url);
    }
    if let Some(categories) = &options.app_categories {
        call = call.x_open_router_categories(categories);
    }
    call
}

fn explain(error: &Error<ExchangeAuthCodeForApiKeyError>) -> Failure {
    use ExchangeAuthCodeForApiKeyError::{BadRequest, Forbidden, InternalServerError};
    let Error::Api(response) = error else { return failure::undocumented(error) };
    let failure = match &**response {
        BadRequest(body) => {
            let message = format!("OpenRouter rejected the exchange: {}.", quoted(&body.error.message));
            Failure::new(Kind::Refused, message)
                .help("Log in again. If the error persists, look for a newer version of keymint.")
        }
        Forbidden(body) => {
            let message = format!("OpenRouter rejected the code: {}.", quoted(&body.error.message));
            Failure::new(Kind::Refused, message)
                .help("A code expires soon and can be exchanged once. Log in again, and allow access on the new page.")
        }
        InternalServerError(body) => {
            let message = format!("OpenRouter failed to create a key: {}.", quoted(&body.error.message));
            Failure::new(Kind::Service, message).help("Log in again in a minute; the code of this login was used.")
        }
    };
    failure.status(response.status().as_u16())
}
