//! Pages and items as streams: limits, cursors, errors, retries and cancellation.

use std::time::Duration;

use statusful::{CallError, Error, PageCursor, StatusCode};
use statusful_tests::{Answer, Server};

use super::{client, page, page_before, read, targets};
use crate::clock::JumpingClock;

fn three_pages() -> Vec<Answer> {
    vec![page_before(&[1, 2], "\"a\""), page_before(&[3, 4], "\"b\""), page_before(&[5], "null")]
}

#[tokio::test]
async fn pages_are_whole_responses() {
    let server = Server::in_turn(three_pages()).await;
    let mut pages = client(&server).list_by_cursor().pages();
    let mut lengths = Vec::new();
    while let Some(page) = pages.next().await {
        let page = page.unwrap();
        lengths.push((page.status().as_u16(), page.data.len()));
    }
    assert_eq!(lengths, [(200, 2), (200, 2), (200, 1)]);
}

#[tokio::test]
async fn limits_save_requests() {
    for (limit, ids, requests) in [(0, 0, 0), (1, 1, 1), (2, 2, 1), (3, 3, 2), (9, 5, 3)] {
        let server = Server::in_turn(three_pages()).await;
        let (read, error) = read(client(&server).list_by_cursor().items().max_items(limit)).await;
        assert_eq!((read.len(), error.is_none(), server.requests().len()), (ids, true, requests), "{limit}");
    }
    for (limit, ids) in [(0, 0), (1, 2), (2, 4), (9, 5)] {
        let server = Server::in_turn(three_pages()).await;
        let (read, error) = read(client(&server).list_by_cursor().items().max_pages(limit)).await;
        assert_eq!((read.len(), error.is_none(), server.requests().len()), (ids, true, limit.min(3)), "{limit}");
    }
}

#[tokio::test]
async fn a_stream_is_resumed_where_another_ended() {
    let server = Server::in_turn(three_pages()).await;
    let mut pages = client(&server).list_by_cursor().pages().max_pages(1);
    assert_eq!(pages.next_cursor(), None);
    assert!(pages.next().await.is_some() && pages.next().await.is_none());
    let stored = serde_json::to_string(pages.next_cursor().unwrap()).unwrap();
    assert_eq!(stored, "\"a\"");

    let cursor: PageCursor = serde_json::from_str(&stored).unwrap();
    let mut items = client(&server).list_by_cursor().items().resume(cursor);
    assert_eq!(items.next().await.unwrap().unwrap().id, 3);
    // The page has another item, so it is the one to resume.
    assert_eq!(items.page_cursor().map(PageCursor::as_str), Some("a"));
    assert_eq!(items.next().await.unwrap().unwrap().id, 4);
    assert_eq!(items.page_cursor().map(PageCursor::as_str), Some("b"));
    assert_eq!(read(&mut items).await.0, [5]);
    assert_eq!(items.page_cursor(), None);
    assert_eq!(targets(&server)[1..], ["/by-cursor?after=a", "/by-cursor?after=b"]);
}

#[tokio::test]
async fn each_kind_of_cursor_resumes() {
    let server = Server::answering(page(&[], "")).await;
    let client = client(&server);
    let cursor = PageCursor::new;
    read(client.list_by_offset().items().resume(cursor("40"))).await;
    read(client.list_by_cursor().items().resume(cursor("x"))).await;
    read(client.list_by_url().items().resume(cursor("/by-url?page=3"))).await;
    read(client.list_by_link().items().resume(cursor("//elsewhere.example/by-link?page=3"))).await;
    assert_eq!(
        targets(&server),
        [
            "/by-offset?offset=40",
            "/by-cursor?after=x",
            "/by-url?page=3&key=sk-query",
            "//elsewhere.example/by-link?page=3",
        ]
    );
    for wrong in ["https://elsewhere.example/sk-x", "sk-x", ""] {
        let (_, error) = read(client.list_by_link().items().resume(cursor(wrong))).await;
        let error = error.unwrap().to_string();
        assert!(error.contains("the page cursor is not the path of a URL") && !error.contains("sk-"), "{error}");
    }
    let (_, error) = read(client.list_by_offset().items().resume(cursor("sk-x"))).await;
    let error = error.unwrap().to_string();
    assert!(error.contains("the page cursor is not a number") && !error.contains("sk-"), "{error}");
}

#[tokio::test]
async fn an_error_ends_the_stream_and_keeps_the_place() {
    let failed = Answer::status(401);
    let server = Server::in_turn(vec![page_before(&[1], "\"a\""), failed]).await;
    let mut items = client(&server).list_by_cursor().items();
    assert!(items.next().await.unwrap().is_ok());
    assert!(matches!(items.next().await, Some(Err(Error::Api(_)))));
    assert!(items.next().await.is_none());
    assert_eq!(items.page_cursor().map(PageCursor::as_str), Some("a"));
}

#[tokio::test]
async fn a_page_that_does_not_decode_has_its_path() {
    for (body, path) in [
        (r#"{"data":[{"id":1},{"id":"sk-x"}]}"#, ".data[1].id"),
        (r#"{"data":{}}"#, ".data"),
        (r#"{"other":[]}"#, "."),
        (r#"{"data":[{"id":1}],"#, ".?"),
    ] {
        let server = Server::answering(Answer::json(200, body)).await;
        let (ids, error) = read(client(&server).list_by_cursor().items()).await;
        let Some(Error::Decode(error)) = error else { panic!("{body}: {error:?}") };
        assert_eq!((ids.len(), error.path()), (0, Some(path)), "{body}");
        assert!(!error.to_string().contains("sk-"));
    }
}

/// Retries and the time limit of a call are those of each page.
#[tokio::test]
async fn each_page_has_the_retries_and_the_time_limit_of_a_call() {
    let clock = JumpingClock::with_random(0.5);
    let pages = three_pages().into_iter().flat_map(|page| [Answer::status(503), page]).collect();
    let server = Server::in_turn(pages).await;
    let client = test_service::Client::builder().server(server.url()).bearer_auth("t").clock(clock.clone());
    let client = client.build().unwrap();
    // The limit is that of a page: all waits together are longer.
    let items = client.list_by_cursor().timeout(Duration::from_millis(1200)).items();
    assert_eq!(read(items).await.0, [1, 2, 3, 4, 5]);
    assert_eq!((server.requests().len(), clock.waits()), (6, vec![500; 3]));
}

#[tokio::test]
async fn failures_of_all_pages_are_handled_in_one_place() {
    async fn ids(client: &test_service::Client) -> Result<Vec<i64>, CallError> {
        let mut ids = Vec::new();
        let mut items = client.list_by_cursor().retry(statusful::RetryPolicy::never()).items();
        while let Some(note) = items.next().await {
            ids.push(note?.id);
        }
        Ok(ids)
    }
    for status in [401, 429] {
        let server = Server::in_turn(vec![page_before(&[1], "\"a\""), Answer::status(status)]).await;
        let error = ids(&client(&server)).await.unwrap_err();
        assert_eq!(error.status(), StatusCode::from_u16(status).ok());
    }
}

#[tokio::test]
async fn dropping_a_stream_cancels_its_request() {
    let server = Server::in_turn(vec![page_before(&[1], "\"a\""), Answer::json(200, "{").hang()]).await;
    let mut items = client(&server).list_by_cursor().items();
    assert!(items.next().await.is_some());
    assert!(tokio::time::timeout(Duration::from_millis(200), items.next()).await.is_err());
    drop(items);
    assert_eq!(server.requests().len(), 2);
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn nothing_is_requested_before_it_is_wanted() {
    let server = Server::in_turn(three_pages()).await;
    let mut items = client(&server).list_by_cursor().items();
    assert_eq!(server.requests().len(), 0);
    for _ in 0..2 {
        items.next().await.unwrap().unwrap();
    }
    assert_eq!(server.requests().len(), 1);
    assert!(!format!("{items:?} {:?}", PageCursor::new("sk-x")).contains("sk-"));
}
