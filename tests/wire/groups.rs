//! Operations with a name in their group, which are methods of the group's handle.

use statusful_tests::{Answer, Server};
use test_service::orders::{self, ListOrders};
use test_service::types::{Order, OrderStCd};
use test_service::{Call, Client};

fn client(server: &Server) -> Client {
    Client::builder().server(server.url()).build().unwrap()
}

fn page(ids: &[&str]) -> Answer {
    let data: Vec<_> = ids.iter().map(|id| serde_json::json!({ "id": id, "ST_CD": "10" })).collect();
    Answer::json(200, serde_json::json!({ "data": data }).to_string())
}

#[tokio::test]
async fn a_handle_calls_the_operations_of_its_group() {
    let server = Server::in_turn(vec![page(&["a"]); 2]).await;
    let client = client(&server);
    let orders = client.orders();
    let of_handle: Call<ListOrders> = orders.list().view("short");
    assert_eq!(of_handle.await.unwrap().data[0].state, Some(OrderStCd::Open));
    // The function of the module is the same call.
    orders::list(&client).await.unwrap();
    let requests = server.requests();
    let lines: Vec<_> = requests.iter().map(|request| (request.target.as_str(), request.header("x-view"))).collect();
    assert_eq!(lines, [("/orders", "short"), ("/orders", "")]);
}

#[tokio::test]
async fn the_pagination_of_another_vendor_is_read() {
    let server = Server::in_turn(vec![page(&["a", "b"]), page(&["c"]), page(&[])]).await;
    let mut items = client(&server).orders().list().items();
    let mut ids = Vec::new();
    while let Some(item) = items.next().await {
        ids.push(item.unwrap().id);
    }
    assert_eq!(ids, ["a", "b", "c"]);
    let targets: Vec<_> = server.requests().iter().map(|request| request.target.clone()).collect();
    assert_eq!(targets, ["/orders", "/orders?after=b", "/orders?after=c"]);
}

#[tokio::test]
async fn names_of_the_document_are_those_of_fields_and_variants() {
    let order = Order { state: Some(OrderStCd::Shipped), ..Order::new("a") };
    let json = serde_json::to_value(&order).unwrap();
    assert_eq!(json, serde_json::json!({ "id": "a", "ST_CD": "20" }));
}
