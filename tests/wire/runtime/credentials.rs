//! Credentials go where the document says, and nowhere else.

use statusful::{Client, ClientBuilder, Credential, Error, Operation, RequestErrorKind};

use super::operations::{Basic, Bearer, KeyInCookie, KeyInHeader, KeyInQuery, Plain, call};
use super::server::echo;

async fn sent<O: Operation<Success = String>>(builder: ClientBuilder) -> String {
    let client = builder.server(echo().await).build().unwrap();
    call::<O>(&client).await.map_err(|error| error.to_string()).unwrap().into_inner()
}

fn everything() -> ClientBuilder {
    Client::builder().bearer_auth("sk-token").basic_auth("me", "sk-password").api_key("key", "sk-key +/")
}

#[tokio::test]
async fn an_operation_gets_what_its_security_names() {
    let bearer = sent::<Bearer>(everything()).await;
    assert!(bearer.contains("authorization: Bearer sk-token\n") && !bearer.contains("sk-key"), "{bearer}");
    let basic = sent::<Basic>(everything()).await;
    assert!(basic.contains("authorization: Basic bWU6c2stcGFzc3dvcmQ=\n") && !basic.contains("sk-"), "{basic}");
    let header = sent::<KeyInHeader>(everything()).await;
    assert!(header.contains("x-key: sk-key +/\n") && !header.contains("authorization"), "{header}");
    let query = sent::<KeyInQuery>(everything()).await;
    assert!(query.starts_with("GET /?key=sk-key%20%2B%2F\n") && !query.contains("authorization"), "{query}");
    let cookie = sent::<KeyInCookie>(everything()).await;
    assert!(cookie.contains("cookie: sid=sk-key%20+/\n") && !cookie.contains("authorization"), "{cookie}");
}

#[tokio::test]
async fn an_operation_without_security_gets_nothing() {
    let plain = sent::<Plain>(everything()).await;
    assert!(!plain.contains("sk-") && !plain.contains("authorization"), "{plain}");
}

#[tokio::test]
async fn without_a_credential_the_server_decides() {
    let bare = sent::<Bearer>(Client::builder()).await;
    assert!(!bare.contains("authorization"), "{bare}");
    let other = sent::<KeyInHeader>(Client::builder().api_key("another", "sk-key").bearer_auth("sk-token")).await;
    assert!(!other.contains("sk-"), "{other}");
}

#[tokio::test]
async fn credentials_replace_default_headers_and_calls_replace_both() {
    let builder = || everything().default_header("authorization", "default").default_header("x-key", "default");
    let basic = sent::<Basic>(builder()).await;
    assert_eq!(basic.matches("authorization: ").count(), 1, "{basic}");
    assert!(basic.contains("authorization: Basic"), "{basic}");
    assert!(!sent::<KeyInHeader>(builder()).await.contains("x-key: default"));
    let client = builder().server(echo().await).build().unwrap();
    let once = call::<Basic>(&client).header("Authorization", "once").await.unwrap();
    assert!(once.contains("authorization: once\n") && !once.contains("Basic"), "{}", *once);
}

async fn refused<O: Operation>(builder: ClientBuilder) {
    let client = builder.server("http://127.0.0.1:1").build().unwrap();
    let Err(Error::Request(error)) = call::<O>(&client).await else { panic!() };
    assert_eq!(error.kind(), RequestErrorKind::Credential);
    assert!(!format!("{error} {error:?}").contains("sk-"), "{error}");
}

#[tokio::test]
async fn a_credential_that_does_not_fit_is_a_fault() {
    refused::<Bearer>(Client::builder().bearer_auth("sk-token\n")).await;
    refused::<KeyInHeader>(Client::builder().api_key("key", "sk-key\r\nx: y")).await;
    refused::<Bearer>(Client::builder().api_key("token", "sk-token")).await;
    refused::<KeyInQuery>(Client::builder().credential("key", Credential::Bearer("sk".into()))).await;
    refused::<Basic>(Client::builder().basic_auth("a:b", "sk-password")).await;
}
