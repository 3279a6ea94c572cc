//! Redirects: followed, returned, and what is sent along.

use statusful::{Client, Error};
use statusful_tests::{Answer, Server};

use super::operations::{Bearer, KeyInCookie, KeyInHeader, KeyInQuery, Plain, Returned, call, client};

/// Starts a server that redirects to `location`, and answers `/there` with `200`.
async fn redirecting(status: u16, location: impl Into<String>) -> Server {
    let redirect = Answer::new(status, "text/plain", "see there").header("location", location);
    Server::start(
        move |request| {
            if request.target.starts_with("/there") { Answer::status(200) } else { redirect.clone() }
        },
    )
    .await
}

#[tokio::test]
async fn a_redirect_is_followed() {
    let server = redirecting(302, "/there?x=1").await;
    let response = call::<Plain>(&client()).server(server.url()).await.unwrap();
    let last = &server.requests()[1];
    assert_eq!((last.method.as_str(), last.target.as_str()), ("GET", "/there?x=1"));
    assert_eq!(response.url().as_str(), format!("{}/there?x=1", server.url()));
    assert_eq!(response.request_url().as_str(), format!("{}/", server.url()));
}

#[tokio::test]
async fn a_documented_redirect_is_returned() {
    let server = redirecting(303, "/there").await;
    let response = call::<Returned>(&client()).server(server.url()).await.unwrap();
    assert_eq!(response.status(), 303);
    assert_eq!(response.raw().header("location"), Some("/there"));
    assert_eq!(*response, "see there");
}

#[tokio::test]
async fn a_location_that_is_no_url_is_not_followed() {
    for location in ["file:///etc/passwd", "http://"] {
        let server = redirecting(302, location).await;
        assert_eq!(call::<Plain>(&client()).server(server.url()).await.unwrap().status(), 302, "{location}");
    }
}

#[tokio::test]
async fn credentials_stay_within_the_origin() {
    let other = redirecting(307, "/").await;
    let server = redirecting(307, format!("{}/there", other.url())).await;
    let client = Client::builder().bearer_auth("sk").api_key("key", "sk").build().unwrap();
    let bearer = call::<Bearer>(&client).server(server.url()).await.unwrap();
    let cookie = call::<KeyInCookie>(&client).server(server.url()).await.unwrap();
    let query = call::<KeyInQuery>(&client).server(server.url()).await.unwrap();
    for response in [bearer, cookie, query] {
        assert_eq!(response.url().as_str(), format!("{}/there", other.url()));
    }
    let requests = other.requests();
    assert_eq!(requests.len(), 3);
    for request in requests {
        assert_eq!(request.target, "/there");
        let shown = format!("{request:?}");
        assert!(!shown.contains("sk") && !shown.contains("referer"), "{shown}");
    }
}

#[tokio::test]
async fn a_key_in_a_header_keeps_the_request_within_the_origin() {
    let client = Client::builder().api_key("key", "sk").build().unwrap();
    let server = redirecting(307, "/there").await;
    call::<KeyInHeader>(&client).server(server.url()).await.unwrap();
    let last = &server.requests()[1];
    assert_eq!((last.target.as_str(), last.header("x-key")), ("/there", "sk"));

    let elsewhere = format!("{}/there", server.url());
    let server = redirecting(307, elsewhere).await;
    let response = call::<KeyInHeader>(&client).server(server.url()).await.unwrap();
    assert_eq!(response.status(), 307);
    assert_eq!(response.url().as_str(), format!("{}/", server.url()));
}

#[tokio::test]
async fn redirects_within_the_origin_are_limited() {
    let client = Client::builder().api_key("key", "sk").build().unwrap();
    let server = redirecting(307, "/").await;
    let error = call::<KeyInHeader>(&client).server(server.url()).await.unwrap_err();
    assert!(matches!(&error, Error::Transport(error) if error.is_redirect()), "{error}");
}

#[tokio::test]
async fn the_callers_http_client_keeps_its_redirect_policy() {
    let http = statusful::reqwest::Client::builder().redirect(statusful::reqwest::redirect::Policy::none()).build();
    let client = Client::builder().http_client(http.unwrap()).build().unwrap();
    let server = redirecting(302, "/there").await;
    assert_eq!(call::<Plain>(&client).server(server.url()).await.unwrap().status(), 302);
}
