//! Credentials are not sent where others can read them.

use std::time::Duration;

use statusful::{Client, ClientBuilder, ClientCredentials, Error, Never, RequestErrorKind};

use statusful_tests::NO_SERVER;

use super::operations::{Basic, Bearer, KeyInCookie, KeyInHeader, KeyInQuery, OneScope, Plain, call};

/// An address that is reserved for documentation (RFC 5737), so nobody answers.
const ELSEWHERE: &str = "http://192.0.2.1:9";

fn builder() -> ClientBuilder<Client> {
    let timeout = Duration::from_millis(100);
    Client::builder().server(ELSEWHERE).bearer_auth("sk").basic_auth("me", "sk").api_key("key", "sk").timeout(timeout)
}

fn is_refused(error: &Error<Never>) -> bool {
    matches!(error, Error::Request(error) if error.kind() == RequestErrorKind::Credential)
}

#[tokio::test]
async fn no_credential_is_sent_over_http_to_another_host() {
    let client = builder().build().unwrap();
    for error in [
        call::<Bearer>(&client).await.unwrap_err(),
        call::<Basic>(&client).await.unwrap_err(),
        call::<KeyInHeader>(&client).await.unwrap_err(),
        call::<KeyInQuery>(&client).await.unwrap_err(),
        call::<KeyInCookie>(&client).await.unwrap_err(),
        call::<Plain>(&client).header("authorization", "sk").await.unwrap_err(),
        call::<Plain>(&client).header("cookie", "a=sk").await.unwrap_err(),
    ] {
        assert!(is_refused(&error), "{error}");
        assert!(error.to_string().contains("allow_cleartext_credentials"), "{error}");
    }
    let error = call::<Plain>(&client).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
}

#[tokio::test]
async fn no_secret_is_sent_to_a_token_endpoint_over_http() {
    let credentials = ClientCredentials::new("me", "sk").token_url(format!("{ELSEWHERE}/token"));
    let client = Client::builder().server(NO_SERVER).client_credentials(credentials).build().unwrap();
    let error = call::<OneScope>(&client).await.unwrap_err();
    assert!(is_refused(&error), "{error}");
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert!(cause.contains("not sent over http"), "{cause}");
}

#[tokio::test]
async fn a_client_can_allow_it() {
    let client = builder().allow_cleartext_credentials().build().unwrap();
    let error = call::<Bearer>(&client).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
}
