//! Which server a request is sent to.

use test_service::Client;
use test_service::servers::{Production, ProductionRegion, Staging};

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
