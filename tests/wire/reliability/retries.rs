//! Retries of calls whose connections fail: how often the server gets the request.

use std::time::Duration;

use statusful::{Call, Client, Error, Operation, RetryPolicy};
use statusful_tests::NO_SERVER;

use super::cell::{LONG, SHORT};
use super::certificates::Authority;
use super::faulty::{Behavior, FaultyServer, Tls};
use super::reader::Reader::Whole;
use super::reader::http_client;
use super::script::{Script, after};
use crate::runtime::operations::{Plain, Post, call};

/// Two retries, without any wait.
fn policy() -> RetryPolicy {
    RetryPolicy::new().max_retries(2).initial_interval(Duration::ZERO)
}

fn with_key(call: Call<Post>) -> Call<Post> {
    call.header("idempotency-key", "7")
}

/// Calls a server whose connections are all faulty. Returns the number of requests that it gets.
async fn requests<O: Operation<Success = String, Failure = statusful::Never>>(
    script: &Script,
    change: impl FnOnce(Call<O>) -> Call<O>,
) -> usize {
    let behavior = Behavior { script: script.clone(), faulty: usize::MAX, answer: Vec::new().into(), tls: None };
    let server = FaultyServer::behaving(behavior).await;
    let client = Client::builder().retry(policy()).attempt_timeout(SHORT).build().unwrap();
    let error = change(call::<O>(&client)).server(server.url()).timeout(LONG).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_) | Error::Body(_)), "{error:?}");
    assert_eq!(error.attempts().len() + 1, server.requests(), "each attempt is known");
    server.requests()
}

/// Tests of a fault: a `GET`, a `POST`, and a `POST` with an idempotency key.
macro_rules! faults {
    ($($name:ident: $script:expr;)*) => {
        $(
            mod $name {
                use super::*;

                #[tokio::test]
                async fn get() {
                    assert_eq!(requests::<Plain>(&$script, |call| call).await, 3);
                }

                #[tokio::test]
                async fn post() {
                    assert_eq!(requests::<Post>(&$script, |call| call).await, 1);
                }

                #[tokio::test]
                async fn post_with_a_key() {
                    assert_eq!(requests::<Post>(&$script, with_key).await, 3);
                }
            }
        )*
    };
}

faults! {
    close_before_head: after("").close();
    reset_before_head: after("").reset();
    stall_before_head: after("").stall();
    garbage_before_head: after("").garbage("SSH-2.0-OpenSSH_9.9\r\n");
    close_within_head: after("HTTP/1.1 200 OK\r\nx-").close();
    close_within_body: after(Whole.half()).close();
    reset_within_body: after(Whole.half()).reset();
    stall_within_body: after(Whole.half()).stall();
    garbage_within_body: after(Whole.half()).garbage("zz\r\n");
}

/// Calls a server that cannot be connected to. Returns the number of attempts.
async fn attempts<O: Operation<Success = String, Failure = statusful::Never>>(
    server: &str,
    change: impl FnOnce(Call<O>) -> Call<O>,
) -> usize {
    let client = Client::builder().http_client(http_client().build().unwrap()).retry(policy()).build().unwrap();
    let error = change(call::<O>(&client)).server(server).await.unwrap_err();
    assert!(error.is_connect(), "{error:?}");
    error.attempts().len() + 1
}

/// No request was sent, so that every method is retried.
mod refused {
    use super::*;

    #[tokio::test]
    async fn get() {
        assert_eq!(attempts::<Plain>(NO_SERVER, |call| call).await, 3);
    }

    #[tokio::test]
    async fn post() {
        assert_eq!(attempts::<Post>(NO_SERVER, |call| call).await, 3);
    }

    #[tokio::test]
    async fn post_with_a_key() {
        assert_eq!(attempts::<Post>(NO_SERVER, with_key).await, 3);
    }
}

mod unknown_issuer {
    use super::*;

    async fn server() -> FaultyServer {
        let tls = Some(Tls { faulty: None, sane: Authority::new("unknown").valid() });
        FaultyServer::behaving(Behavior { script: after(""), faulty: 0, answer: Vec::new().into(), tls }).await
    }

    #[tokio::test]
    async fn get() {
        assert_eq!(attempts::<Plain>(server().await.url(), |call| call).await, 3);
    }

    #[tokio::test]
    async fn post() {
        assert_eq!(attempts::<Post>(server().await.url(), |call| call).await, 3);
    }

    #[tokio::test]
    async fn post_with_a_key() {
        assert_eq!(attempts::<Post>(server().await.url(), with_key).await, 3);
    }
}

#[tokio::test]
async fn a_body_that_is_too_large_is_not_requested_again() {
    let script = after(Whole.half()).repeat("400\r\n".to_owned() + &"x".repeat(1024) + "\r\n");
    let behavior = Behavior { script, faulty: usize::MAX, answer: Vec::new().into(), tls: None };
    let server = FaultyServer::behaving(behavior).await;
    let client = Client::builder().retry(policy()).max_body_bytes(100).build().unwrap();
    let error = call::<Plain>(&client).server(server.url()).await.unwrap_err();
    assert!(matches!(error, Error::Body(_)), "{error:?}");
    assert_eq!(server.requests(), 1);
}
