//! Creates a key without a login.

use clap::Args;
use keymint::Error;
use keymint::api_keys::CreateApiKeyForUserApiKeysPostError;
use keymint::types::{ApiKeyCreateRequest, HttpValidationError, ValidationErrorLocItem};

use crate::client;
use crate::console::Console;
use crate::failure::{self, Failure, Kind};
use crate::key::Key;
use crate::text::{foreign, quoted};

/// The server in the document, which is this machine.
const SERVER: &str = "http://localhost:8000";

/// Options of the new key.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The name of the key.
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// The URL of the API, up to `/api-keys`.
    #[arg(long, value_name = "URL", default_value = SERVER)]
    pub(crate) server: String,
}

/// Creates a key.
pub(crate) async fn create(options: &Options, console: &Console) -> Result<Key, Failure> {
    let client = client::build(client::builder(Some(&options.server))?)?;
    console.status("Requesting a key.");
    let call = client.create_api_key_for_user_api_keys_post(&ApiKeyCreateRequest::new(&options.name));
    let response = call.await.map_err(|error| explain(&error))?;
    console.answer(response.raw());
    let key = response.into_inner();
    Ok(Key::new("api-keys", key.api_key)?
        .with("id", key.id.to_string())
        .with("name", key.key_name)
        .with("prefix", key.key_prefix)
        .with("created_at", key.created_at.to_rfc3339())
        .with("user_id", key.user_id.to_string()))
}

fn explain(error: &Error<CreateApiKeyForUserApiKeysPostError>) -> Failure {
    let Error::Api(response) = error else { return failure::undocumented(error) };
    let CreateApiKeyForUserApiKeysPostError::UnprocessableEntity(body) = &**response;
    Failure::new(Kind::Refused, format!("The service rejected the request: {}.", errors(body)))
        .help(
            "Choose another name for the key. If the error is not about the name, look for a newer version of keymint.",
        )
        .status(response.status().as_u16())
}

/// The maximum number of validation errors that are shown.
const MOST: usize = 3;

/// Returns the validation errors, such as `body.keyName “Field required”`.
fn errors(body: &HttpValidationError) -> String {
    let told: Vec<_> = body
        .detail
        .iter()
        .take(MOST)
        .map(|error| {
            let place: Vec<_> = error
                .loc
                .iter()
                .map(|part| match part {
                    ValidationErrorLocItem::String(name) => name.clone(),
                    ValidationErrorLocItem::Integer(index) => index.to_string(),
                })
                .collect();
            format!("{} {}", foreign(&place.join(".")), quoted(&error.msg))
        })
        .collect();
    let more = body.detail.len().saturating_sub(MOST);
    match (told.is_empty(), more) {
        (true, _) => "no reason given".to_owned(),
        (false, 0) => told.join(", "),
        (false, more) => format!("{}, and {more} more", told.join(", ")),
    }
}
