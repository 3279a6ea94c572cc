//! Queries and fragments in path templates.

use statusful_tests::{Answer, Server};
use test_edges::{Client, mock};

use super::client;

/// Returns the target of the request that a call sends.
async fn target(server: &str, call: impl AsyncFnOnce(Client)) -> String {
    let recorded = Server::answering(Answer::status(204)).await;
    call(client(&format!("{}{server}", recorded.url()))).await;
    recorded.only_request().target
}

#[tokio::test]
async fn a_query_in_the_path_precedes_the_parameters() {
    let list = async |client: Client| drop(client.list_stock().limit(5).await.unwrap());
    assert_eq!(target("", list).await, "/stock?view=all&limit=5");
    assert_eq!(target("/v1?key=k", list).await, "/v1/stock?key=k&view=all&limit=5");
    let view = async |client: Client| drop(client.view_stock("a&b=c d").await.unwrap());
    assert_eq!(target("", view).await, "/stock?view=one&of=a%26b%3Dc%20d");
}

#[tokio::test]
async fn a_fragment_is_not_sent() {
    let pack = async |client: Client| drop(client.pack().await.unwrap());
    assert_eq!(target("", pack).await, "/commands");
}

#[tokio::test]
async fn the_mock_routes_such_paths() {
    let server = mock::start().await.unwrap();
    let client = client(&server.url());
    client.list_stock().await.unwrap();
    client.view_stock("a&b").await.unwrap();
    client.pack().await.unwrap();
    let received = server.received();
    let operations: Vec<_> = received.iter().map(|received| received.operation().unwrap()).collect();
    assert_eq!(operations, ["listStock", "viewStock", "pack"]);
}
