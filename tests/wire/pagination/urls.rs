//! Pages that are requested by a URL of the server.

use statusful::{Error, PaginationErrorKind};
use statusful_tests::{Answer, Server};

use super::{client, page, page_before, read, targets};

#[tokio::test]
async fn a_url_may_be_relative_to_that_of_the_page() {
    let last = page(&[4], "");
    let server = Server::start(move |request| match request.target.as_str() {
        "/by-url?tag=x&key=sk-query" => page_before(&[1], "\"?cursor=%2F2&key=other\""),
        "/by-url?cursor=%2F2&key=sk-query" => page_before(&[2], "\"other/3\""),
        "/other/3?key=sk-query" => page_before(&[3], "\"/v2/4?tag=y#top\""),
        "/v2/4?tag=y&key=sk-query" => last.clone(),
        other => panic!("{other}"),
    })
    .await;
    assert_eq!(read(client(&server).list_by_url().tag("x").items()).await.0, [1, 2, 3, 4]);
}

#[tokio::test]
async fn a_url_never_leaves_the_origin() {
    let other = Server::answering(page(&[9], "")).await;
    for (next, kind) in [
        (other.url() + "/by-url?page=2", PaginationErrorKind::OtherOrigin),
        (other.url().replace("http://", "//"), PaginationErrorKind::OtherOrigin),
        ("https://127.0.0.1/by-url".to_owned(), PaginationErrorKind::OtherOrigin),
        ("file:///etc/passwd".to_owned(), PaginationErrorKind::OtherOrigin),
        ("data:application/json,{}".to_owned(), PaginationErrorKind::OtherOrigin),
        ("http://[".to_owned(), PaginationErrorKind::InvalidUrl),
    ] {
        let server = Server::answering(page_before(&[1], &format!("{next:?}"))).await;
        let (ids, error) = read(client(&server).list_by_url().items()).await;
        let Some(Error::Pagination(error)) = error else { panic!("{error:?}") };
        assert_eq!((ids.as_slice(), error.kind()), ([1].as_slice(), kind), "{next}");
        assert_eq!(server.requests().len(), 1);
        assert_eq!(other.requests().len(), 0);

        let answer = page(&[1], "").header("link", format!("<{next}>; rel=\"next\""));
        let server = Server::answering(answer).await;
        let (_, error) = read(client(&server).list_by_link().items()).await;
        let Some(Error::Pagination(error)) = error else { panic!("{error:?}") };
        assert_eq!(error.kind(), kind, "{next}");
    }
    assert_eq!(other.requests().len(), 0);
}

#[tokio::test]
async fn a_url_with_a_password_is_not_requested() {
    let server = Server::start(|request| {
        page_before(&[1], &format!("\"http://user:sk-password@{}/by-url\"", request.header("host")))
    })
    .await;
    let (_, error) = read(client(&server).list_by_url().items()).await;
    let error = error.unwrap();
    assert!(matches!(&error, Error::Pagination(error) if error.kind() == PaginationErrorKind::InvalidUrl), "{error}");
    assert!(!format!("{error:?} {error}").contains("sk-"));
}

/// A redirected page is of another origin, and so is a URL that is relative to it.
#[tokio::test]
async fn a_page_of_another_origin_leads_no_further() {
    let other = Server::answering(page(&[1], "").header("link", "</by-link?page=2>; rel=next")).await;
    let location = other.url() + "/moved";
    let server = Server::answering(Answer::status(307).header("location", location)).await;
    let (ids, error) = read(client(&server).list_by_link().items()).await;
    let Some(Error::Pagination(error)) = error else { panic!("{error:?}") };
    assert_eq!((ids.as_slice(), error.kind()), ([1].as_slice(), PaginationErrorKind::OtherOrigin));
    assert_eq!(other.only_request().header("authorization"), "");
}

#[tokio::test]
async fn links_are_followed_with_the_credentials_and_headers_of_the_call() {
    let server = Server::start(|request| match request.target.as_str() {
        "/by-link" => {
            page(&[1], "").header("link", format!("<http://{}/by-link?page=2>; rel=\"next\"", request.header("host")))
        }
        "/by-link?page=2" => page(&[2], "").header("link", "</by-link>; rel=\"first\", </by-link/3>; rel=next"),
        _ => page(&[3], "").header("link", "</by-link>; rel=\"first prev\""),
    })
    .await;
    assert_eq!(read(client(&server).list_by_link().header("x-mine", "1").items()).await.0, [1, 2, 3]);
    assert_eq!(targets(&server), ["/by-link", "/by-link?page=2", "/by-link/3"]);
    let is_complete = |name: &str, value: &str| server.requests().iter().all(|it| it.header(name) == value);
    assert!(is_complete("authorization", "Bearer t") && is_complete("x-mine", "1"));
}

#[tokio::test]
async fn a_query_of_the_call_is_added_unless_the_url_has_it() {
    let server =
        Server::in_turn(vec![page_before(&[1], "\"?page=2&v=9\""), page_before(&[2], "\"?page=3\""), page(&[], "")]);
    let server = server.await;
    assert_eq!(read(client(&server).list_by_url().query("v", 1).items()).await.0, [1, 2]);
    let expected = ["/by-url?key=sk-query&v=1", "/by-url?page=2&v=9&key=sk-query", "/by-url?page=3&key=sk-query&v=1"];
    assert_eq!(targets(&server), expected);
}

/// The path of a next URL is the server's own, so that nothing in it can be taken for a part of the document.
#[tokio::test]
async fn the_path_of_a_page_is_not_printed() {
    let server = Server::in_turn(vec![page_before(&[1], "\"/t/sk-1/sk-2/sk-3\""), page_before(&[2], "{}")]).await;
    let (ids, error) = read(client(&server).list_by_url().items()).await;
    let error = error.unwrap();
    assert_eq!(ids, [1, 2]);
    assert!(error.to_string().contains(&format!("GET {}/by-url returned 200 OK", server.url())), "{error}");
    assert!(!format!("{error:?} {error}").contains("sk-"), "{error:?}");
}

/// The server's URL has what the call asked for, or has it no more.
#[tokio::test]
async fn a_global_parameter_is_added_to_no_next_url() {
    let server = Server::start(|request| match request.target.as_str() {
        "/by-link?tier=free" => page(&[1], "").header("link", "<?tier=free&page=2>; rel=next"),
        "/by-link?tier=free&page=2" => page(&[2], "").header("link", "<?page=3>; rel=next"),
        "/by-link?page=3" => page(&[3], ""),
        other => panic!("{other}"),
    })
    .await;
    let globals = test_service::Globals::new().tier("paid");
    let client =
        test_service::Client::builder().server(server.url()).bearer_auth("t").globals(globals).build().unwrap();
    assert_eq!(read(client.list_by_link().tier("free").items()).await.0, [1, 2, 3]);
}
