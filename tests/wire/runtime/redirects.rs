//! Redirects: followed, returned, and what goes along.

use axum::Router;
use statusful::{Client, Error};

use super::operations::{Bearer, KeyInCookie, KeyInHeader, KeyInQuery, Plain, Returned, call, client};
use super::server::{echo, echo_request, redirect, serve};

/// A server whose `/` redirects to `location`, and that echoes everything else.
async fn redirecting(status: u16, location: String) -> String {
    serve(Router::new().route("/", axum::routing::any(redirect(status, location))).fallback(echo_request)).await
}

#[tokio::test]
async fn a_redirect_is_followed() {
    let url = redirecting(302, "/there?x=1".to_owned()).await;
    let response = call::<Plain>(&client()).server(&url).await.unwrap();
    assert!(response.starts_with("GET /there?x=1\n"), "{}", *response);
    assert_eq!(response.url().as_str(), format!("{url}/there?x=1"));
    assert_eq!(response.request_url().as_str(), format!("{url}/"));
}

#[tokio::test]
async fn a_documented_redirect_is_returned() {
    let url = redirecting(303, "/there".to_owned()).await;
    let response = call::<Returned>(&client()).server(&url).await.unwrap();
    assert_eq!(response.status(), 303);
    assert_eq!(response.raw().header("location"), Some("/there"));
    assert_eq!(*response, "see there");
}

#[tokio::test]
async fn a_location_that_is_none_leads_nowhere() {
    for location in ["file:///etc/passwd", "http://"] {
        let url = redirecting(302, location.to_owned()).await;
        assert_eq!(call::<Plain>(&client()).server(&url).await.unwrap().status(), 302, "{location}");
    }
}

#[tokio::test]
async fn credentials_stay_within_the_origin() {
    let other = echo().await;
    let url = redirecting(307, format!("{other}/there")).await;
    let client = Client::builder().bearer_auth("sk").api_key("key", "sk").build().unwrap();
    let bearer = call::<Bearer>(&client).server(&url).await.unwrap();
    let cookie = call::<KeyInCookie>(&client).server(&url).await.unwrap();
    let query = call::<KeyInQuery>(&client).server(&url).await.unwrap();
    for response in [bearer, cookie, query] {
        assert_eq!(response.url().as_str(), format!("{other}/there"));
        assert!(!response.contains("sk") && !response.contains("referer"), "{}", *response);
    }
}

#[tokio::test]
async fn a_key_in_a_header_keeps_the_request_within_the_origin() {
    let client = Client::builder().api_key("key", "sk").build().unwrap();
    let url = redirecting(307, "/there".to_owned()).await;
    let response = call::<KeyInHeader>(&client).server(&url).await.unwrap();
    assert!(response.starts_with("GET /there\n") && response.contains("x-key: sk\n"), "{}", *response);

    let url = redirecting(307, echo().await).await;
    let response = call::<KeyInHeader>(&client).server(&url).await.unwrap();
    assert_eq!(response.status(), 307);
    assert_eq!(response.url().as_str(), format!("{url}/"));
}

#[tokio::test]
async fn a_confined_request_does_not_run_in_circles() {
    let client = Client::builder().api_key("key", "sk").build().unwrap();
    let url = redirecting(307, "/".to_owned()).await;
    let error = call::<KeyInHeader>(&client).server(&url).await.unwrap_err();
    assert!(matches!(&error, Error::Transport(error) if error.is_redirect()), "{error}");
}

#[tokio::test]
async fn ones_own_client_decides_for_itself() {
    let http = statusful::reqwest::Client::builder().redirect(statusful::reqwest::redirect::Policy::none()).build();
    let client = Client::builder().http_client(http.unwrap()).build().unwrap();
    let url = redirecting(302, "/there".to_owned()).await;
    assert_eq!(call::<Plain>(&client).server(&url).await.unwrap().status(), 302);
}
