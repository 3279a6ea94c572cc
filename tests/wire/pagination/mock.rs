//! Lists of the mock server end, in whichever way the document describes them.

use futures_core::Stream;
use statusful_mock::Mock;
use test_service::Client;
use test_service::types::{Note, Search};

use super::read;

#[tokio::test]
async fn a_list_of_the_mock_has_three_pages() {
    let document = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi/service.yaml");
    let server = Mock::open(document).unwrap().start().await.unwrap();
    let client = Client::builder().server(server.url()).bearer_auth("t").api_key("queryKey", "k").build().unwrap();
    for (name, ids) in [
        ("offset", whole(client.list_by_offset().items()).await),
        ("cursor", whole(client.list_by_cursor().items()).await),
        ("body", whole(client.search_notes(&Search::new("x")).items()).await),
        ("last item", whole(client.list_by_last_item().items()).await),
        ("url", whole(client.list_by_url().tag("a").items()).await),
        ("link", whole(client.list_by_link().items()).await),
    ] {
        assert_eq!((ids.len() % 3, ids.is_empty()), (0, false), "{name}: {ids:?}");
    }
    let mut pages = client.list_by_page(0).pages();
    let mut count = 0;
    while let Some(page) = pages.next().await {
        page.unwrap();
        count += 1;
    }
    assert_eq!(count, 3);
    assert_eq!(server.received_by("list_by_cursor").len(), 3);
    assert_eq!(server.received_by("list_by_url").len(), 3);
    assert!(server.received().iter().all(|request| request.faults().is_empty()));
}

#[tokio::test]
async fn a_list_that_another_vendors_key_describes_has_three_pages() {
    let document = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi/service.yaml");
    let server = Mock::open(document).unwrap().start().await.unwrap();
    let client = Client::builder().server(server.url()).build().unwrap();
    let mut pages = client.orders().list().pages();
    let mut count = 0;
    while let Some(page) = pages.next().await {
        page.unwrap();
        count += 1;
    }
    assert_eq!((count, server.received_by("list_orders").len()), (4, 4), "the last page is empty");
}

/// Returns the ids of a list that ends without an error.
async fn whole<S, E: std::fmt::Debug>(items: S) -> Vec<i64>
where
    S: Stream<Item = Result<Note, E>> + Unpin,
{
    let (ids, error) = read(items).await;
    assert!(error.is_none(), "{error:?}");
    ids
}
