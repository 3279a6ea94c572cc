//! Pages and items of programs without a runtime.

use statusful::{Error, PageCursor, RequestErrorKind};
use statusful_tests::Server;

use super::{client, page, page_before};

#[test]
fn pages_and_items_are_iterators() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let answers = vec![page_before(&[1, 2], "\"a\""), page_before(&[3], "null")];
    let server = runtime.block_on(Server::in_turn(answers.clone()));
    let ids: Result<Vec<_>, _> =
        client(&server).list_by_cursor().items().into_iter_blocking().map(|note| note.map(|note| note.id)).collect();
    assert_eq!(ids.unwrap(), [1, 2, 3]);

    let server = runtime.block_on(Server::in_turn(answers));
    let mut pages = client(&server).list_by_cursor().pages().into_iter_blocking();
    assert_eq!(pages.next().unwrap().unwrap().data.len(), 2);
    assert_eq!(pages.get_ref().and_then(|pages| pages.next_cursor()).map(PageCursor::as_str), Some("a"));
    assert_eq!(pages.count(), 1);
}

#[tokio::test]
async fn a_client_with_connections_of_its_own_is_refused_within_a_runtime() {
    let server = Server::answering(page(&[1], "")).await;
    let client = test_service::Client::builder().server(server.url()).bearer_auth("t");
    let client = client.http_client(statusful::reqwest::Client::new()).build().unwrap();
    let mut items = client.list_by_cursor().items().into_iter_blocking();
    let Some(Err(Error::Request(error))) = items.next() else { panic!("it was sent") };
    assert_eq!(error.kind(), RequestErrorKind::Runtime);
    assert!(items.next().is_none());
}
