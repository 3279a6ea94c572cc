//! Pages that are requested by a cursor.

use statusful::{Error, PaginationErrorKind};
use statusful_tests::{Answer, Server};
use test_service::types::{Search, SearchPage};

use super::{client, page, page_before, read, targets};

#[tokio::test]
async fn a_cursor_is_sent_as_it_was_returned() {
    for last in ["null", "\"\"", "false"] {
        let server = Server::in_turn(vec![
            page_before(&[1], r#""a/b ?&=\u00e9""#),
            page_before(&[], "12345678901234567890123"),
            page_before(&[2], last),
        ])
        .await;
        assert_eq!(read(client(&server).list_by_cursor().tag("x").items()).await.0, [1, 2]);
        assert_eq!(
            targets(&server),
            [
                "/by-cursor?tag=x",
                "/by-cursor?tag=x&after=a%2Fb%20%3F%26%3D%C3%A9",
                "/by-cursor?tag=x&after=12345678901234567890123"
            ]
        );
        assert!(server.requests().iter().all(|request| request.header("authorization") == "Bearer t"));
    }
}

#[tokio::test]
async fn the_last_page_may_have_a_cursor() {
    let last = page(&[1], r#","paging":{"next":"a","more":false}"#);
    let server = Server::answering(last).await;
    assert_eq!(read(client(&server).list_by_cursor().items()).await.0, [1]);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_cursor_that_is_promised_and_missing_is_an_error() {
    let server = Server::answering(page(&[1], r#","paging":{"more":true}"#)).await;
    let (ids, error) = read(client(&server).list_by_cursor().items()).await;
    assert_eq!((ids, kind(error)), (vec![1], Some(PaginationErrorKind::MissingCursor)));
}

#[tokio::test]
async fn a_cursor_that_is_no_text_or_number_is_an_error() {
    for next in ["{}", "[1]", "true"] {
        let server =
            Server::answering(Answer::json(200, format!("{{\"data\":[],\"paging\":{{\"next\":{next}}}}}"))).await;
        let mut pages = client(&server).list_by_cursor().pages();
        // The page does not have its documented type, so it is an error of its own.
        assert!(matches!(pages.next().await, Some(Err(Error::Decode(_)))), "{next}");
        assert!(pages.next().await.is_none());
        let (ids, error) = read(client(&server).list_by_cursor().items()).await;
        assert_eq!((ids, kind(error)), (vec![], Some(PaginationErrorKind::InvalidCursor)), "{next}");
    }
}

#[tokio::test]
async fn a_cursor_in_the_body_leaves_the_rest_of_the_body_as_it_is() {
    let first = page(&[1], "").header("x-next", "c1");
    let server = Server::in_turn(vec![first, page(&[2], "").header("x-next", "c2"), page(&[3], "")]).await;
    let search = Search::new("x").with_page(SearchPage::new().with_size(2));
    let items = client(&server).search_notes(&search).idempotency_key("k").items();
    assert_eq!(read(items).await.0, [1, 2, 3]);
    let requests = server.requests();
    let bodies: Vec<serde_json::Value> =
        requests.iter().map(|request| serde_json::from_slice(&request.body).unwrap()).collect();
    assert_eq!(bodies[0], serde_json::json!({"text": "x", "page": {"size": 2}}));
    assert_eq!(bodies[2], serde_json::json!({"text": "x", "page": {"size": 2, "after": "c2"}}));
    // A server takes a request with the key of another for a repetition.
    let keys: Vec<_> = requests.iter().map(|request| request.header("idempotency-key")).collect();
    assert_eq!(keys, ["k", "k-2", "k-3"]);
    assert!(requests.iter().all(|request| request.header("content-type") == "application/json"));
}

#[tokio::test]
async fn the_last_item_may_have_the_cursor() {
    let server = Server::in_turn(vec![page(&[1, 5], ""), page(&[9], ""), page(&[], "")]).await;
    assert_eq!(read(client(&server).list_by_last_item().items()).await.0, [1, 5, 9]);
    let after: Vec<_> = server.requests().iter().map(|request| request.header("x-after").to_owned()).collect();
    assert_eq!(after, ["", "5", "9"]);
}

fn kind<E>(error: Option<Error<E>>) -> Option<PaginationErrorKind> {
    match error? {
        Error::Pagination(error) => Some(error.kind()),
        _ => None,
    }
}
