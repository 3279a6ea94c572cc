//! Redirects: followed, returned, and what is sent along.

use std::time::Duration;

use statusful::{Call, Client, Error, RedirectPolicy, Request, RetryPolicy, Secret};
use statusful_tests::{Answer, NO_SERVER, Server};

use super::operations::{
    Basic, Bearer, Delete, Head, KeyInCookie, KeyInHeader, KeyInQuery, Plain, Post, Put, Returned, call, client,
};

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
async fn a_location_that_cannot_be_requested_is_not_followed() {
    let long = format!("/{}", "x".repeat(70_000));
    let with_credentials = ["http://me:pw@127.0.0.1:1/", "http://me@127.0.0.1:1/", "http://:pw@127.0.0.1:1/"];
    for location in ["file:///etc/passwd", "ftp://host/", "http://", &long].into_iter().chain(with_credentials) {
        let server = redirecting(302, location).await;
        assert_eq!(call::<Plain>(&client()).server(server.url()).await.unwrap().status(), 302, "{location}");
    }
}

#[tokio::test]
async fn locations_that_contradict_each_other_are_not_followed() {
    for (second, target) in [("/there?2", "/"), ("/there", "/there")] {
        let redirect = Answer::status(302).header("location", "/there").header("location", second);
        let server = Server::in_turn(vec![redirect, Answer::status(200)]).await;
        let _ = call::<Plain>(&client()).server(server.url()).await.unwrap();
        assert_eq!(server.requests().last().unwrap().target, target);
    }
}

/// Starts a server that redirects to the paths `/1` to `/<hops>` of another in turn. The latter answers the last with
/// `200`.
async fn redirecting_across(status: u16, hops: usize) -> (Server, Server) {
    let other = Server::start(move |request| {
        let hop: usize = request.target.trim_start_matches('/').parse().unwrap_or_default();
        if hop >= hops {
            Answer::status(200)
        } else {
            Answer::status(status).header("location", format!("/{}", hop + 1))
        }
    })
    .await;
    let first = redirecting(status, format!("{}/1", other.url())).await;
    (first, other)
}

#[tokio::test]
async fn each_redirect_is_in_the_response() {
    let (server, other) = redirecting_across(302, 2).await;
    let response = call::<Plain>(&client()).server(server.url()).await.unwrap();
    let redirects: Vec<_> =
        response.raw().redirects().iter().map(|hop| (hop.status.as_u16(), hop.location.as_str())).collect();
    assert_eq!(redirects, [(302, &*format!("{}/1", other.url())), (302, &format!("{}/2", other.url()))]);
}

#[tokio::test]
async fn credentials_that_are_removed_stay_removed() {
    let client = Client::builder().bearer_auth("sk").basic_auth("me", "sk").api_key("key", "sk").build().unwrap();
    for status in [301, 302, 303, 307, 308] {
        let (server, other) = redirecting_across(status, 3).await;
        let url = server.url();
        call::<Bearer>(&client).server(&url).await.unwrap();
        call::<Basic>(&client).server(&url).await.unwrap();
        call::<KeyInHeader>(&client).server(&url).await.unwrap();
        call::<KeyInCookie>(&client).server(&url).await.unwrap();
        call::<KeyInQuery>(&client).server(&url).await.unwrap();
        call::<Plain>(&client).server(&url).header("authorization", "sk").header("cookie", "a=sk").await.unwrap();
        assert_eq!(other.requests().len(), 6 * 3);
        for request in other.requests() {
            let shown = format!("{request:?}");
            assert!(
                !["sk", "c2s", "referer", "authorization", "cookie"].iter().any(|it| shown.contains(it)),
                "{shown}"
            );
        }
    }
}

#[tokio::test]
async fn credentials_stay_removed_when_a_redirect_leads_back() {
    let home = Server::start(|request| match request.target.as_str() {
        "/" => Answer::status(307).header("location", format!("{}/", request.header("x-other"))),
        _ => Answer::status(200),
    })
    .await;
    let back = redirecting(307, format!("{}/home", home.url())).await;
    let client = Client::builder().bearer_auth("sk").redirects(RedirectPolicy::new().across_origins(true));
    let client = client.default_header("x-other", back.url()).build().unwrap();
    call::<Bearer>(&client).server(home.url()).await.unwrap();
    let [first, last] = home.requests().try_into().unwrap();
    assert_eq!((first.header("authorization"), last.header("authorization")), ("Bearer sk", ""));
    assert_eq!(last.target, "/home");
}

#[tokio::test]
async fn credentials_are_kept_within_the_origin() {
    let client = Client::builder().bearer_auth("sk").api_key("key", "sk").build().unwrap();
    let server = redirecting(307, "/there").await;
    call::<KeyInHeader>(&client).server(server.url()).await.unwrap();
    call::<Bearer>(&client).server(server.url()).await.unwrap();
    let requests = server.requests();
    assert_eq!((requests[1].target.as_str(), requests[1].header("x-key")), ("/there", "sk"));
    assert_eq!((requests[3].target.as_str(), requests[3].header("authorization")), ("/there", "Bearer sk"));
}

#[tokio::test]
async fn what_the_caller_says_never_crosses_origins() {
    for status in [301, 302, 303, 307, 308] {
        let (server, other) = redirecting_across(status, 1).await;
        let (client, url) = (client(), server.url());
        let mut body = Request::new(&client);
        body.text("text/plain", "sk-body");
        let mut secret = Request::new(&client);
        secret.header("x-token", &Secret::from("sk"));
        let mut parameter = Request::new(&client);
        parameter.header("x-session", "sk");
        let calls = [
            Call::<Plain>::from(secret).server(&url),
            Call::<Plain>::from(parameter).server(&url),
            call::<Plain>(&client).header("x-caller", "sk").server(&url),
        ];
        for call in calls {
            let response = call.await.unwrap();
            assert_eq!((response.status().as_u16(), response.raw().redirects().len()), (status, 0));
            assert!(response.raw().header("location").is_some());
        }
        let put = Call::<Put>::from(body.clone()).server(&url).await.unwrap();
        assert_eq!(put.status().as_u16(), status);
        let post = Call::<Post>::from(body).server(&url).await.unwrap();
        // A `POST` that becomes a `GET` no longer has a body.
        assert_eq!(post.status().as_u16(), if status < 307 { 200 } else { status });
        let crossed = other.requests();
        assert_eq!(crossed.len(), usize::from(status < 307));
        for request in crossed {
            assert_eq!((request.method.as_str(), request.body.len(), request.header("content-type")), ("GET", 0, ""));
            assert!(!format!("{request:?}").contains("sk"), "{request:?}");
        }
    }
}

#[tokio::test]
async fn a_body_does_not_cross_origins_whatever_its_headers() {
    for (body, status) in [("sk-body", 307), ("", 200)] {
        let (server, other) = redirecting_across(307, 1).await;
        let mut request = Request::new(&client());
        request.text("text/plain", body);
        let call = Call::<Put>::from(request).server(server.url()).header("content-type", None::<String>);
        assert_eq!(call.await.unwrap().status().as_u16(), status, "{body}");
        assert_eq!(other.requests().len(), usize::from(status == 200));
    }
}

#[tokio::test]
async fn a_policy_can_send_bodies_and_headers_across_origins_but_not_credentials() {
    let (server, other) = redirecting_across(307, 1).await;
    let client = Client::builder().bearer_auth("sk").redirects(RedirectPolicy::new().across_origins(true));
    let client = client.build().unwrap();
    let mut request = Request::new(&client);
    request.text("text/plain", "body");
    request.header("x-session", "7");
    Call::<Post>::from(request)
        .server(server.url())
        .header("authorization", "sk")
        .header("host", "named.by.the.caller")
        .await
        .unwrap();
    let request = other.only_request();
    assert_eq!(request.header("host"), other.url().trim_start_matches("http://"));
    assert_eq!((&*request.body, request.header("x-session"), request.header("authorization")), (&b"body"[..], "7", ""));
}

#[tokio::test]
async fn headers_that_fetch_safelists_cross_origins() {
    let (server, other) = redirecting_across(302, 1).await;
    let call =
        call::<Plain>(&client()).server(server.url()).header("range", "bytes=0-9").header("accept-language", "de");
    call.await.unwrap();
    let request = other.only_request();
    assert_eq!((request.header("range"), request.header("accept-language")), ("bytes=0-9", "de"));
}

/// The table of methods in the Fetch standard, section 4.4, within one origin.
#[tokio::test]
async fn methods_change_as_fetch_says() {
    for (status, post, put, delete, head) in [
        (301, "GET", "PUT", "DELETE", "HEAD"),
        (302, "GET", "PUT", "DELETE", "HEAD"),
        (303, "GET", "", "", "HEAD"),
        (307, "POST", "PUT", "DELETE", "HEAD"),
        (308, "POST", "PUT", "DELETE", "HEAD"),
    ] {
        let server = redirecting(status, "/there").await;
        let (client, url) = (client(), server.url());
        let mut body = Request::new(&client);
        body.text("text/plain", "body");
        let _ = Call::<Post>::from(body.clone()).server(&url).await.unwrap();
        let _ = Call::<Put>::from(body).server(&url).await.unwrap();
        let deleted = call::<Delete>(&client).server(&url).await.unwrap();
        let _ = call::<Head>(&client).server(&url).await.unwrap();
        let followed: Vec<_> = server.requests().into_iter().filter(|it| it.target == "/there").collect();
        for it in &followed {
            let expected: &[u8] = if it.method == "POST" || it.method == "PUT" { b"body" } else { b"" };
            assert_eq!(it.body, expected, "{status} {}", it.method);
        }
        let methods: Vec<_> = followed.iter().map(|it| it.method.to_string()).collect();
        let expected: Vec<_> = [post, put, delete, head].into_iter().filter(|it| !it.is_empty()).collect();
        assert_eq!(methods, expected, "{status}");
        // A page that answers `GET` is no answer to a `DELETE`.
        assert_eq!(deleted.status().as_u16(), if delete.is_empty() { 303 } else { 200 });
    }
}

#[tokio::test]
async fn a_post_that_was_answered_is_not_sent_again_because_its_redirect_fails() {
    let server = redirecting(303, NO_SERVER).await;
    let retry = RetryPolicy::new().initial_interval(Duration::from_millis(1)).max_retries(4);
    let client = Client::builder().retry(retry).build().unwrap();
    let error = call::<Post>(&client).server(server.url()).await.unwrap_err();
    server.only_request();
    let Error::Transport(error) = error else { panic!("{error}") };
    assert!(!error.is_connect());
    assert_eq!(error.redirects().len(), 1);
    assert!(error.to_string().ends_with(&format!("it could not connect, after a redirect to {NO_SERVER}")), "{error}");
    // A request that never reached a server is retried.
    let error = call::<Post>(&client).server(NO_SERVER).await.unwrap_err();
    assert!(error.is_connect() && error.attempts().len() == 4, "{error}");
}

#[tokio::test]
async fn redirects_are_limited() {
    let server = redirecting(307, "/").await;
    let client = Client::builder().api_key("key", "sk").build().unwrap();
    let error = call::<KeyInHeader>(&client).server(server.url()).await.unwrap_err();
    assert!(
        matches!(&error, Error::Transport(error) if error.is_redirect() && error.redirects().len() == 10),
        "{error}"
    );
    let source = std::error::Error::source(&error).map(ToString::to_string);
    assert_eq!(source.as_deref(), Some("there were too many redirects"));
    assert_eq!(server.requests().len(), 11);

    let client = Client::builder().redirects(RedirectPolicy::new().limit(1)).build().unwrap();
    assert!(call::<Plain>(&client).server(server.url()).await.is_err());
    assert_eq!(server.requests().len(), 13);
    let client = Client::builder().redirects(RedirectPolicy::never()).build().unwrap();
    assert_eq!(call::<Plain>(&client).server(server.url()).await.unwrap().status(), 307);
}

#[tokio::test]
async fn the_callers_http_client_keeps_its_redirect_policy() {
    let http = statusful::reqwest::Client::builder().redirect(statusful::reqwest::redirect::Policy::none()).build();
    let builder = Client::builder().http_client(http.unwrap());
    let client = builder.clone().build().unwrap();
    let server = redirecting(302, "/there").await;
    assert_eq!(call::<Plain>(&client).server(server.url()).await.unwrap().status(), 302);
    let client = builder.redirects(RedirectPolicy::new()).build().unwrap();
    assert_eq!(call::<Plain>(&client).server(server.url()).await.unwrap().status(), 200);
}
