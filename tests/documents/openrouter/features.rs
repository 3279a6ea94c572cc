//! What the SDK of the vendor does, with the client that is generated from its document. Compiled by the test beside it.

use std::time::Duration;

use openrouter::byok::ListByokKeysError;
use openrouter::statusful::{BuildError, Credential, DebugLog, RetryPolicy};
use openrouter::{CallError, Client, Error, Globals, types};

fn client(http: reqwest::Client) -> Result<Client, BuildError> {
    let globals = Globals::new().app_title("My App").http_referer("https://myapp.example");
    let builder = Client::builder().bearer_auth("key").globals(globals).retry(RetryPolicy::new().max_retries(3));
    builder.http_client(http).debug_log(DebugLog::new(|entry| eprintln!("{entry}"))).build()
}

async fn features(client: Client, request: types::ChatRequest) -> Result<(), CallError> {
    // Groups and names.
    let page = client.byok().list().await?;
    println!("{}", page.data.len());
    // Pagination.
    let mut keys = client.byok().list().limit(50).items();
    while let Some(key) = keys.next().await {
        println!("{}", key?.id);
    }
    // A policy, headers, a server, a time limit and a credential of one call.
    client.models().list().retry(RetryPolicy::never()).timeout(Duration::from_secs(5)).await?;
    client.models().list_for_user().credential("bearer", Credential::Bearer("management key".into())).await?;
    client.models().list().app_title("Another app").await?;
    // JSON or server-sent events, as the request says.
    let result = client.chat().send(&request).await?.into_json()?;
    println!("{}", result.id);
    let mut events = client.chat().send(&request).await?.into_events()?.into_inner();
    while let Some(chunk) = events.next().await {
        println!("{:?}", chunk?.data.choices);
    }
    // Errors by status.
    match client.byok().list().await {
        Err(Error::Api(failure)) => match failure.into_inner() {
            ListByokKeysError::Unauthorized(body) => println!("{}", body.error.message),
            other => println!("{other:?}"),
        },
        other => drop(other?),
    }
    Ok(())
}

fn main() {
    let _ = (client, features);
}
