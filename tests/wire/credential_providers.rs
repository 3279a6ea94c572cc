//! Credentials that are fetched, cached and renewed, and which of several a request gets.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use statusful::{
    BoxError, CallOptions, ClientCredentials, Clock, Credential, CredentialRequest, RequestErrorKind, Secret,
};
use statusful_tests::{Answer, Recorded, Server};
use test_service::{Client, Error};

use crate::clock::JumpingClock;

/// Starts a server that issues `token-1`, `token-2` and so on, each for an hour, and accepts the tokens in `accepted`.
async fn server(accepted: &'static [&'static str]) -> Server {
    let granted = AtomicUsize::new(0);
    Server::start(move |request| match request.target.as_str() {
        "/token" => {
            let number = granted.fetch_add(1, Ordering::Relaxed) + 1;
            Answer::json(200, format!(r#"{{"access_token":"token-{number}","token_type":"Bearer","expires_in":3600}}"#))
        }
        _ if accepted.iter().any(|token| request.header("authorization") == format!("Bearer {token}")) => {
            Answer::new(200, "text/plain", "you")
        }
        _ => Answer::status(401),
    })
    .await
}

fn client(server: &Server, clock: &JumpingClock) -> Client {
    let credentials = ClientCredentials::new("an id", "a secret+");
    Client::builder().server(server.url()).client_credentials(credentials).clock(clock.clone()).build().unwrap()
}

fn tokens(server: &Server) -> Vec<Recorded> {
    server.requests().into_iter().filter(|request| request.target == "/token").collect()
}

#[tokio::test]
async fn a_token_is_fetched_once_and_cached() {
    let server = server(&["token-1"]).await;
    let client = client(&server, &JumpingClock::with_random(0.0));
    for _ in 0..3 {
        assert_eq!(*client.who_am_i().await.unwrap(), "you");
    }
    let [fetched] = &tokens(&server)[..] else { panic!("{:?}", tokens(&server)) };
    // `an id` and `a secret+`, form-encoded and then in Base64.
    assert_eq!(fetched.header("authorization"), "Basic YW4lMjBpZDphJTIwc2VjcmV0JTJC");
    assert_eq!(fetched.header("content-type"), "application/x-www-form-urlencoded");
    assert_eq!(fetched.body, "grant_type=client_credentials&scope=read%20write");
}

#[tokio::test]
async fn concurrent_calls_share_a_token() {
    let server = server(&["token-1"]).await;
    let client = client(&server, &JumpingClock::with_random(0.0));
    let calls: Vec<_> = (0..20).map(|_| tokio::spawn(client.who_am_i().into_future())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(tokens(&server).len(), 1);
}

#[tokio::test]
async fn a_token_is_renewed_before_it_expires() {
    let server = server(&["token-1", "token-2"]).await;
    let clock = JumpingClock::with_random(0.0);
    let client = client(&server, &clock);
    client.who_am_i().await.unwrap();
    clock.sleep(Duration::from_secs(3569)).await;
    client.who_am_i().await.unwrap();
    assert_eq!(tokens(&server).len(), 1);
    clock.sleep(Duration::from_secs(1)).await;
    client.who_am_i().await.unwrap();
    assert_eq!(tokens(&server).len(), 2);
}

#[tokio::test]
async fn a_rejected_token_is_renewed_once() {
    let refusing = server(&["token-2"]).await;
    let response = client(&refusing, &JumpingClock::with_random(0.0)).who_am_i().await.unwrap();
    assert_eq!(response.attempts().len(), 1);
    assert_eq!(tokens(&refusing).len(), 2);

    let closed = server(&[]).await;
    let error = client(&closed, &JumpingClock::with_random(0.0)).who_am_i().await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 401);
    assert_eq!(tokens(&closed).len(), 2);
}

#[tokio::test]
async fn the_caller_can_set_the_endpoint_and_the_scopes() {
    let endpoint = Server::answering(Answer::json(200, r#"{"access_token":"t","token_type":"bearer"}"#)).await;
    let server = server(&["t"]).await;
    let credentials = ClientCredentials::new("id", "s").token_url(format!("{}/x", endpoint.url())).scopes(["all"]);
    let client = Client::builder().server(server.url()).client_credentials(credentials).build().unwrap();
    client.who_am_i().await.unwrap();
    assert_eq!(endpoint.requests()[0].target, "/x");
    assert_eq!(endpoint.requests()[0].body, "grant_type=client_credentials&scope=all");
}

#[tokio::test]
async fn an_error_of_the_token_endpoint_shows_no_secret() {
    let refusal = r#"{"error":"invalid_client","error_description":"a secret+ is wrong"}"#;
    let server = Server::answering(Answer::json(401, refusal)).await;
    let error = client(&server, &JumpingClock::with_random(0.0)).who_am_i().await.unwrap_err();
    let Error::Request(error) = error else { panic!("{error}") };
    assert_eq!(error.kind(), RequestErrorKind::Credential);
    assert_eq!(error.to_string(), "who_am_i was not sent: there is no credential for `oauth`");
    let source = std::error::Error::source(&error).unwrap();
    assert_eq!(source.to_string(), "the token endpoint returned 401, invalid_client");
    assert!(!format!("{error:?}").contains("secret+"));
}

#[tokio::test]
async fn the_client_secret_is_not_sent_to_a_redirect() {
    let elsewhere = Server::answering(Answer::json(200, r#"{"access_token":"t"}"#)).await;
    let there = elsewhere.url();
    let server = Server::start(move |_| Answer::status(307).header("location", there.clone())).await;
    client(&server, &JumpingClock::with_random(0.0)).who_am_i().await.unwrap_err();
    assert!(elsewhere.requests().is_empty());
}

#[tokio::test]
async fn a_provider_is_called_again_after_a_401() {
    let server = server(&["fresh"]).await;
    let rejected = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&rejected);
    let provider = move |request: CredentialRequest| {
        assert_eq!(request.scheme.name(), "token");
        let token = if request.rejected.is_some() { "fresh" } else { "stale" };
        log.lock().unwrap().push(request.rejected);
        async move { Ok::<_, BoxError>(Credential::Bearer(Secret::from(token))) }
    };
    let client = Client::builder().server(server.url()).credential_provider("token", provider).build().unwrap();
    assert_eq!(*client.say_who_i_am("me").await.unwrap(), "you");
    assert_eq!(*rejected.lock().unwrap(), [None, Some(Credential::Bearer(Secret::from("stale")))]);
    let bodies: Vec<_> = server.requests().into_iter().map(|request| request.body).collect();
    assert_eq!(bodies, ["me", "me"]);
}

#[tokio::test]
async fn a_provider_that_fails_or_hangs_ends_the_call() {
    let server = server(&[]).await;
    let failing = |_| async { Err::<Credential, BoxError>("the vault is closed".into()) };
    let client = Client::builder().server(server.url()).bearer_auth_provider(failing).build().unwrap();
    let error = client.say_who_i_am("me").await.unwrap_err();
    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "the vault is closed");

    let hanging = |_| std::future::pending::<Result<Credential, BoxError>>();
    let options = CallOptions::new().bearer_auth_provider(hanging).timeout(Duration::from_millis(100));
    let error = client.say_who_i_am("me").options(options).await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert!(matches!(error, Error::Request(error) if error.kind() == RequestErrorKind::Credential));
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_credential_of_the_call_takes_precedence() {
    let server = server(&["own"]).await;
    let client = Client::builder().server(server.url()).bearer_auth("general").build().unwrap();
    client.say_who_i_am("me").options(CallOptions::new().bearer_auth("own")).await.unwrap();
    client.say_who_i_am("me").credential("token", Credential::Bearer("own".into())).await.unwrap();
    assert!(client.say_who_i_am("me").await.is_err());
}

#[tokio::test]
async fn schemes_required_together_are_sent_together() {
    let server = Server::answering(Answer::new(200, "text/plain", "in")).await;
    let builder = || Client::builder().server(server.url()).bearer_auth("t");
    builder().build().unwrap().either().await.unwrap();
    builder().api_key("apiKey", "k").build().unwrap().either().await.unwrap();
    builder().api_key("apiKey", "k").basic_auth("me", "p").build().unwrap().either().await.unwrap();
    let seen = server.requests();
    let sent: Vec<_> = seen.iter().map(|request| (request.header("authorization"), request.header("x-key"))).collect();
    assert_eq!(sent, [("Bearer t", ""), ("Bearer t", ""), ("Basic bWU6cA==", "k")]);
}

#[tokio::test]
async fn a_malformed_lifetime_does_not_discard_the_token() {
    for (written, seconds) in [("\"600\"", 570), ("600.9", 570), ("-1", 300), ("null", 300), ("{}", 300)] {
        let answer = Answer::json(200, format!(r#"{{"access_token":"t","expires_in":{written}}}"#));
        let endpoint = Server::answering(answer).await;
        let server = server(&["t"]).await;
        let clock = JumpingClock::with_random(0.0);
        let credentials = ClientCredentials::new("id", "s").token_url(endpoint.url());
        let builder = Client::builder().server(server.url()).client_credentials(credentials);
        let client = builder.clock(clock.clone()).build().unwrap();
        for (wait, fetched) in [(0, 1), (seconds - 31, 1), (31, 2)] {
            clock.sleep(Duration::from_secs(wait)).await;
            client.who_am_i().await.unwrap();
            assert_eq!(endpoint.requests().len(), fetched, "{written} after {wait} s more");
        }
    }
}

#[tokio::test]
async fn tokens_with_a_short_or_an_endless_lifetime_are_cached() {
    let day = 24 * 60 * 60;
    for (written, cached) in [("30", 26), ("300", 269), ("18446744073709551615", day - 31)] {
        let answer = Answer::json(200, format!(r#"{{"access_token":"t","expires_in":{written}}}"#));
        let endpoint = Server::answering(answer).await;
        let server = server(&["t"]).await;
        let clock = JumpingClock::with_random(0.0);
        let credentials = ClientCredentials::new("id", "s").token_url(endpoint.url());
        let builder = Client::builder().server(server.url()).client_credentials(credentials);
        let client = builder.clock(clock.clone()).build().unwrap();
        for (wait, fetched) in [(0, 1), (cached, 1), (1, 2)] {
            clock.sleep(Duration::from_secs(wait)).await;
            client.who_am_i().await.unwrap();
            assert_eq!(endpoint.requests().len(), fetched, "{written} after {wait} s more");
        }
    }
}

#[tokio::test]
async fn a_service_that_rejects_every_token_does_not_cost_a_fetch_per_call() {
    let closed = server(&[]).await;
    let clock = JumpingClock::with_random(0.0);
    let client = client(&closed, &clock);
    for _ in 0..10 {
        assert_eq!(client.who_am_i().await.unwrap_err().status().unwrap().as_u16(), 401);
    }
    assert_eq!(tokens(&closed).len(), 2);
    // The waits between fetches grow.
    for (wait, fetched) in [(1, 3), (1, 3), (1, 4), (3, 4), (1, 5)] {
        clock.sleep(Duration::from_secs(wait)).await;
        client.who_am_i().await.unwrap_err();
        assert_eq!(tokens(&closed).len(), fetched);
    }
}

/// Returns an error and its sources as text.
fn chain(error: &dyn std::error::Error) -> Vec<String> {
    std::iter::successors(Some(error), |error| error.source()).map(ToString::to_string).collect()
}

#[tokio::test]
async fn a_401_is_kept_if_its_token_cannot_be_renewed() {
    let answers = vec![Answer::json(200, r#"{"access_token":"t"}"#), Answer::status(500)];
    let endpoint = Server::in_turn(answers).await;
    let server = server(&[]).await;
    let credentials = ClientCredentials::new("id", "s").token_url(endpoint.url());
    let client = Client::builder().server(server.url()).client_credentials(credentials).build().unwrap();
    let error = client.who_am_i().await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 401, "{error}");
    assert!(error.attempts().is_empty() && !error.is_timeout());
    assert_eq!(chain(&error).last().unwrap(), "the token endpoint returned 500");
    assert_eq!(server.requests().len(), 1);
}

/// Provides a credential once, and then an error, or nothing if it `hangs`.
fn once(hangs: bool) -> impl statusful::CredentialProvider {
    let provided = AtomicUsize::new(0);
    move |_| {
        let is_first = provided.fetch_add(1, Ordering::Relaxed) == 0;
        async move {
            match (is_first, hangs) {
                (true, _) => Ok::<_, BoxError>(Credential::Bearer(Secret::from("t"))),
                (false, false) => Err("the vault is closed".into()),
                (false, true) => std::future::pending().await,
            }
        }
    }
}

#[tokio::test]
async fn a_response_is_kept_if_the_credentials_for_the_next_attempt_fail() {
    for (status, hangs) in [(401, false), (401, true), (503, false), (503, true)] {
        let server = Server::answering(Answer::status(status)).await;
        let client = Client::builder().server(server.url()).clock(JumpingClock::with_random(0.0)).build().unwrap();
        let options = CallOptions::new().retry(statusful::RetryPolicy::new()).timeout(Duration::from_millis(300));
        let call = client.say_who_i_am("me").idempotency_key("k");
        let error = call.options(options.bearer_auth_provider(once(hangs))).await.unwrap_err();
        assert_eq!(error.status().unwrap().as_u16(), status, "{error}");
        assert_eq!(error.is_timeout(), hangs, "{error}");
        let shown = chain(&error).join(": ");
        assert!(shown.contains("there is no credential for `token`"), "{shown}");
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_credential_that_was_rejected_is_not_sent_again() {
    let server = server(&[]).await;
    let same = |_| async { Ok::<_, BoxError>(Credential::Bearer(Secret::from("t"))) };
    let client = Client::builder().server(server.url()).bearer_auth_provider(same).build().unwrap();
    assert_eq!(client.say_who_i_am("me").await.unwrap_err().status().unwrap().as_u16(), 401);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn the_answer_of_a_token_endpoint_has_a_largest_size() {
    let largest = 64 * 1024;
    for (size, is_accepted) in [(largest - 1, true), (largest, true), (largest + 1, false)] {
        let token = r#"{"access_token":"t"}"#;
        let padding = " ".repeat(size - token.len());
        let endpoint = Server::answering(Answer::json(200, format!("{token}{padding}"))).await;
        let server = server(&["t"]).await;
        let credentials = ClientCredentials::new("id", "s").token_url(endpoint.url());
        let client = Client::builder().server(server.url()).client_credentials(credentials).build().unwrap();
        let outcome = client.who_am_i().await;
        assert_eq!(outcome.is_ok(), is_accepted, "{size}");
        if let Err(error) = outcome {
            let cause = "the token endpoint returned 200, but its body is larger than 65536 bytes";
            assert_eq!(chain(&error).last().unwrap(), cause);
        }
    }
}

#[tokio::test]
async fn the_request_of_a_provider_prints_no_credential() {
    let server = server(&["sk-new"]).await;
    let printed = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&printed);
    let provider = move |request: CredentialRequest| {
        log.lock().unwrap().push(format!("{request:?}"));
        let token = if request.rejected.is_some() { "sk-new" } else { "sk-old" };
        async move { Ok::<_, BoxError>(Credential::Bearer(Secret::from(token))) }
    };
    let client = Client::builder().server(server.url()).credential_provider("token", provider).build().unwrap();
    client.say_who_i_am("me").await.unwrap();
    let printed = printed.lock().unwrap();
    assert!(printed[0].contains("rejected: false") && printed[1].contains("rejected: true"), "{printed:?}");
    assert!(printed.iter().all(|text| text.contains("token") && !text.contains("sk-")), "{printed:?}");
}
