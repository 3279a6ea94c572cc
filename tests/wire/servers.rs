//! Which server a request is sent to.

use statusful::BuildError;
use statusful_tests::{Answer, Server};
use test_service::servers::{Production, ProductionRegion, Staging, Tenants};
use test_service::{Client, Error};

use crate::hooks::UrlEcho;

#[tokio::test]
async fn documented_servers_are_types() {
    let url = |server: Production| String::from(server);
    assert_eq!(url(Production::new()), "https://eu.service.example/v1");
    assert_eq!(url(Production::new().region(ProductionRegion::Us).version("v2")), "https://us.service.example/v2");
    assert_eq!(String::from(Staging), "https://staging.service.example");
    // Clients and calls accept these types.
    let client = Client::builder().server(Staging).build().unwrap();
    let call = client.list_reports().server(Production::new().region(ProductionRegion::Us));
    drop(call);
}

#[tokio::test]
async fn the_most_specific_server_is_the_default() {
    let client = Client::builder().service(UrlEcho).build().unwrap();
    assert_eq!(*client.at_the_paths_server().await.unwrap(), "https://path.example/base/levels");
    assert_eq!(*client.at_its_own_server().await.unwrap(), "https://own.example/levels");
    let client = Client::builder().service(UrlEcho).server("https://mine.example/api/").build().unwrap();
    assert_eq!(*client.at_its_own_server().await.unwrap(), "https://mine.example/api/levels");
    let call = client.at_its_own_server().server("https://call.example");
    assert_eq!(*call.await.unwrap(), "https://call.example/levels");
}

/// Every value would lead the token to another server, or to another path of the server.
#[tokio::test]
async fn a_value_of_a_server_variable_chooses_no_other_server() {
    let server = Server::answering(Answer::new(200, "text/plain", "ok")).await;
    let elsewhere = server.url().trim_start_matches("http://").trim_end_matches('/').to_owned();
    let tenants = |value: &str| Tenants::new().tenant(value);
    let mut urls = vec![Tenants::new().port(format!("@{elsewhere}/")), Tenants::new().version("../v2")];
    for end in ["/", "/{port}", "#", "?", "\\", ""] {
        urls.push(tenants(&format!("{elsewhere}{end}")));
        urls.push(tenants(&format!("me@{elsewhere}{end}")));
    }
    for url in urls {
        let built = Client::builder().bearer_auth("sk-token").server(url.clone()).build();
        let error = built.unwrap_err();
        assert!(matches!(error, BuildError::ServerVariable(_)), "{url:?}: {error:?}");
        assert!(error.to_string().starts_with("the server variable `"), "{error}");
        let client = Client::builder().bearer_auth("sk-token").build().unwrap();
        let error = client.who_am_i().server(url.clone()).await.unwrap_err();
        let Error::Request(error) = error else { panic!("{url:?}: {error}") };
        assert!(error.to_string().contains("has no valid value"), "{error}");
    }
    assert!(server.requests().is_empty(), "{:?}", server.requests());
}
