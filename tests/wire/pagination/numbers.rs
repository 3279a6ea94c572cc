//! Pages that are requested by a number.

use statusful::{Error, PaginationErrorKind};
use statusful_tests::{Answer, Server};

use super::{client, page, read, targets};

#[tokio::test]
async fn an_offset_is_the_number_of_items_before_the_page() {
    let server = Server::in_turn(vec![page(&[1, 2], ""), page(&[3], ""), page(&[], "")]).await;
    let (ids, error) = read(client(&server).list_by_offset().limit(2).items()).await;
    assert_eq!((ids, error.is_none()), (vec![1, 2, 3], true));
    assert_eq!(targets(&server), ["/by-offset?limit=2", "/by-offset?limit=2&offset=2", "/by-offset?limit=2&offset=3"]);
}

#[tokio::test]
async fn a_total_saves_the_last_request() {
    let server = Server::in_turn(vec![page(&[1, 2], ",\"total\":3"), page(&[3], ",\"total\":3")]).await;
    assert_eq!(read(client(&server).list_by_offset().items()).await.0, [1, 2, 3]);
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_list_may_start_at_an_offset_of_the_caller() {
    let server = Server::in_turn(vec![page(&[7, 8], ""), page(&[], "")]).await;
    assert_eq!(read(client(&server).list_by_offset().offset(6).items()).await.0, [7, 8]);
    assert_eq!(targets(&server), ["/by-offset?offset=6", "/by-offset?offset=8"]);
}

#[tokio::test]
async fn pages_are_numbered_from_the_default_of_their_parameter() {
    let list = |body: &'static str| Answer::json(200, body).header("x-pages", "3");
    let server = Server::in_turn(vec![list("[1,2.0]"), list("[]"), list("[3]")]).await;
    let mut items = client(&server).list_by_page(0).items();
    let mut read = Vec::new();
    while let Some(item) = items.next().await {
        read.push(item.unwrap());
    }
    assert_eq!(read, [1, 2, 3]);
    assert_eq!(targets(&server), ["/by-page/0", "/by-page/1", "/by-page/2"]);
}

#[tokio::test]
async fn without_a_total_the_first_page_without_items_is_the_last() {
    for last in [Answer::json(200, "[]"), Answer::status(204)] {
        let server = Server::in_turn(vec![Answer::json(200, "[1]"), last]).await;
        let mut pages = client(&server).list_by_page(5).pages();
        let mut statuses = Vec::new();
        while let Some(page) = pages.next().await {
            statuses.push(page.unwrap().status().as_u16());
        }
        assert_eq!(statuses.len(), 2);
        assert_eq!(targets(&server), ["/by-page/5", "/by-page/6"]);
    }
}

#[tokio::test]
async fn a_server_that_ignores_the_offset_is_found_out() {
    let server = Server::answering(page(&[1], "")).await;
    let (ids, error) = read(client(&server).list_by_offset().items()).await;
    let Some(Error::Pagination(error)) = error else { panic!("{error:?}") };
    assert_eq!(error.kind(), PaginationErrorKind::Repeated);
    assert_eq!(ids, vec![1; 11]);
}
