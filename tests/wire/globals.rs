//! Parameters that are set for all calls of a client, and parameters with one value.

use keymint::types::AuthCodeExchange;
use statusful::{Error, RequestErrorKind};
use statusful_tests::{Answer, Server};
use test_service::types::Tier;
use test_service::{Client, Globals};

async fn server() -> Server {
    Server::answering(Answer::new(200, "text/plain", "x")).await
}

fn client(server: &Server, globals: Globals) -> Client {
    Client::builder().server(server.url()).globals(globals).build().unwrap()
}

#[tokio::test]
async fn a_client_identifies_its_app_in_every_request() {
    let answer = Answer::json(200, r#"{"key":"sk-1","user_id":null}"#);
    let server = Server::answering(answer).await;
    let globals = keymint::Globals::new().http_referer("https://myapp.example").x_open_router_title("My App");
    let client = keymint::Client::builder().server(server.url()).globals(globals).build().unwrap();
    let body = AuthCodeExchange::new("code");
    client.exchange_auth_code_for_api_key(&body).await.unwrap();
    client.exchange_auth_code_for_api_key(&body).x_open_router_title("Other").await.unwrap();
    let sent: Vec<_> = server.requests().iter().map(|it| it.header("x-openrouter-title").to_owned()).collect();
    assert_eq!(sent, ["My App", "Other"]);
    assert!(server.requests().iter().all(|it| it.header("http-referer") == "https://myapp.example"));
    // An operation without the parameter does not send it.
    let _ = client.get_auth_response_request_id("r").await;
    assert_eq!(server.requests()[2].header("http-referer"), "");
}

#[tokio::test]
async fn values_of_the_client_are_typed_and_those_of_the_call_come_first() {
    let server = server().await;
    let client = client(&server, Globals::new().account("a/b").tier(Tier::Paid).x_tenant(7));
    client.list_account_items().await.unwrap();
    client.list_account_items().account("c").tier("free").x_tenant(8).await.unwrap();
    client.get_tier().await.unwrap();
    let requests = server.requests();
    let sent: Vec<_> = requests.iter().map(|it| (it.target.as_str(), it.header("x-tenant"))).collect();
    assert_eq!(
        sent,
        [
            ("/v7/accounts/a%2Fb/items?api-version=2024-01-01&tier=paid", "7"),
            ("/v7/accounts/c/items?api-version=2024-01-01&tier=free", "8"),
            ("/tier?tier=paid", ""),
        ]
    );
    assert!(requests[..2].iter().all(|it| it.header("x-strict") == "true"));
}

#[tokio::test]
async fn a_required_parameter_that_nobody_sets_is_an_error() {
    let server = server().await;
    for (globals, kind, message) in [
        (Globals::new().x_tenant(1), RequestErrorKind::Path, "the path parameter `account` is set neither"),
        (Globals::new().account("a"), RequestErrorKind::Header, "the header `X-Tenant` is set neither"),
    ] {
        let error = client(&server, globals).list_account_items().await.unwrap_err();
        let Error::Request(error) = error else { panic!("{error}") };
        assert_eq!(error.kind(), kind);
        assert!(error.to_string().contains(message), "{error}");
    }
    let error = client(&server, Globals::new()).get_tier().await.unwrap_err();
    assert!(error.to_string().contains("the query parameter `tier` is set neither on the call nor on the client"));
    assert_eq!(server.requests().len(), 0);
}

#[tokio::test]
async fn a_value_that_cannot_be_sent_is_an_error_of_the_calls_that_have_it() {
    let server = server().await;
    let client = client(&server, Globals::new().account("sk-.").tier("paid").account("..").x_tenant(1));
    let error = client.list_account_items().await.unwrap_err();
    assert!(matches!(&error, Error::Request(error) if error.kind() == RequestErrorKind::Path), "{error}");
    assert!(client.get_tier().await.is_ok());
    let none = self::client(&server, Globals::new());
    let error = none.list_account_items().account("").x_tenant(1).await.unwrap_err().to_string();
    assert!(error.contains("`account` is empty"), "{error}");
    assert!(!format!("{:?}", Globals::new().account("sk-secret")).contains("sk-"));
}
