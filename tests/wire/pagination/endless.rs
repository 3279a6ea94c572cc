//! Servers that never come to an end.

use std::sync::atomic::{AtomicU64, Ordering};

use statusful::{CallError, CallErrorKind, Error, PaginationErrorKind};
use statusful_tests::Server;

use super::{client, page_before, read};

#[tokio::test]
async fn a_cursor_that_was_there_before_is_an_error() {
    let server =
        Server::in_turn(vec![page_before(&[1], "\"a\""), page_before(&[2], "\"b\""), page_before(&[3], "\"a\"")]).await;
    let (ids, error) = read(client(&server).list_by_cursor().items()).await;
    let error = CallError::from(error.unwrap());
    assert_eq!((ids, error.kind()), (vec![1, 2, 3], CallErrorKind::Pagination));
    assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
    assert!(error.to_string().ends_with("returned 200 OK, but the next page has already been returned"), "{error}");
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn the_first_page_counts_too() {
    let server = Server::answering(page_before(&[1], "\"a\"")).await;
    let (ids, error) = read(client(&server).list_by_cursor().after("a").items()).await;
    assert_eq!((ids.len(), error.is_some(), server.requests().len()), (1, true, 1));

    let server = Server::answering(page_before(&[1], "\"/by-url?key=sk-query\"")).await;
    let (ids, error) = read(client(&server).list_by_url().items()).await;
    assert_eq!((ids.len(), error.is_some(), server.requests().len()), (1, true, 1));
}

#[tokio::test]
async fn pages_without_items_come_to_an_end() {
    let cursors = AtomicU64::new(0);
    let server = Server::start(move |_| page_before(&[], &cursors.fetch_add(1, Ordering::Relaxed).to_string())).await;
    let (ids, error) = read(client(&server).list_by_cursor().items()).await;
    let Some(Error::Pagination(error)) = error else { panic!("{error:?}") };
    assert_eq!((ids.len(), error.kind(), server.requests().len()), (0, PaginationErrorKind::Endless, 1000));
}
