//! Credentials are sent where the operation requires them, and nowhere else.

use statusful::{Client, ClientBuilder, Credential, Error, Operation, RequestErrorKind};
use statusful_tests::{Answer, NO_SERVER, Recorded, Server};

use super::operations::{Basic, Bearer, KeyInCookie, KeyInHeader, KeyInQuery, Plain, call};

async fn sent<O: Operation<Success = String>>(builder: ClientBuilder) -> Recorded {
    let server = Server::answering(Answer::status(200)).await;
    let client = builder.server(server.url()).build().unwrap();
    call::<O>(&client).await.map_err(|error| error.to_string()).unwrap();
    server.only_request()
}

fn everything() -> ClientBuilder {
    Client::builder().bearer_auth("sk-token").basic_auth("me", "sk-password").api_key("key", "sk-key +/")
}

/// Returns `true` if the request contains a text anywhere.
fn contains(request: &Recorded, text: &str) -> bool {
    format!("{request:?}").contains(text)
}

#[tokio::test]
async fn an_operation_gets_the_credential_of_its_security_scheme() {
    let bearer = sent::<Bearer>(everything()).await;
    assert_eq!(bearer.header("authorization"), "Bearer sk-token");
    assert!(!contains(&bearer, "sk-key"), "{bearer:?}");
    let basic = sent::<Basic>(everything()).await;
    assert_eq!(basic.header("authorization"), "Basic bWU6c2stcGFzc3dvcmQ=");
    assert!(!contains(&basic, "sk-"), "{basic:?}");
    let header = sent::<KeyInHeader>(everything()).await;
    assert_eq!((header.header("x-key"), header.header("authorization")), ("sk-key +/", ""));
    let query = sent::<KeyInQuery>(everything()).await;
    assert_eq!((query.target.as_str(), query.header("authorization")), ("/?key=sk-key%20%2B%2F", ""));
    let cookie = sent::<KeyInCookie>(everything()).await;
    assert_eq!((cookie.header("cookie"), cookie.header("authorization")), ("sid=sk-key%20+/", ""));
}

#[tokio::test]
async fn an_operation_without_security_gets_no_credential() {
    let plain = sent::<Plain>(everything()).await;
    assert!(!contains(&plain, "sk-") && !contains(&plain, "authorization"), "{plain:?}");
}

#[tokio::test]
async fn without_a_credential_the_request_is_sent_anyway() {
    let bare = sent::<Bearer>(Client::builder()).await;
    assert!(!contains(&bare, "authorization"), "{bare:?}");
    let other = sent::<KeyInHeader>(Client::builder().api_key("another", "sk-key").bearer_auth("sk-token")).await;
    assert!(!contains(&other, "sk-"), "{other:?}");
}

#[tokio::test]
async fn credentials_replace_default_headers_and_calls_replace_both() {
    let builder = || everything().default_header("authorization", "default").default_header("x-key", "default");
    let values = |request: Recorded, name: &str| request.headers.get_all(name).iter().cloned().collect::<Vec<_>>();
    let basic = sent::<Basic>(builder()).await;
    assert_eq!(values(basic, "authorization"), ["Basic bWU6c2stcGFzc3dvcmQ="]);
    let key = sent::<KeyInHeader>(builder()).await;
    assert_eq!(values(key, "x-key"), ["sk-key +/"]);
    let server = Server::answering(Answer::status(200)).await;
    let client = builder().server(server.url()).build().unwrap();
    call::<Basic>(&client).header("Authorization", "once").await.unwrap();
    assert_eq!(values(server.only_request(), "authorization"), ["once"]);
}

async fn refused<O: Operation>(builder: ClientBuilder) {
    let client = builder.server(NO_SERVER).build().unwrap();
    let Err(Error::Request(error)) = call::<O>(&client).await else { panic!() };
    assert_eq!(error.kind(), RequestErrorKind::Credential);
    assert!(!format!("{error} {error:?}").contains("sk-"), "{error}");
}

#[tokio::test]
async fn a_credential_of_another_kind_or_with_invalid_characters_is_an_error() {
    refused::<Bearer>(Client::builder().bearer_auth("sk-token\n")).await;
    refused::<KeyInHeader>(Client::builder().api_key("key", "sk-key\r\nx: y")).await;
    refused::<Bearer>(Client::builder().api_key("token", "sk-token")).await;
    refused::<KeyInQuery>(Client::builder().credential("key", Credential::Bearer("sk".into()))).await;
    refused::<Basic>(Client::builder().basic_auth("a:b", "sk-password")).await;
}
