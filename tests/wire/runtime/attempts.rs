//! Every response contains the attempts before it, also when a hook keeps the responses of all attempts.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use statusful::http::StatusCode;
use statusful::{
    Attempt, AttemptOutcome, Call, CallOptions, Client, Credential, CredentialRequest, Error, Hook, HookContext, Never,
    Operation, RawResponse, Request, Response, RetryPolicy, Statuses,
};

use statusful_tests::RawServer;
use tokio::io::AsyncWriteExt as _;

use super::operations::{Bearer, Bytes, GetKey, GetKeyError, GetKeyResponse, call};

const UNAVAILABLE: &str = "HTTP/1.1 503 \r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
const TOO_MANY: &str = "HTTP/1.1 429 \r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
const NO_CONTENT: &str = "HTTP/1.1 204 \r\nconnection: close\r\n\r\n";
const UNAUTHORIZED: &str =
    "HTTP/1.1 401 \r\ncontent-type: text/plain\r\nconnection: close\r\ncontent-length: 2\r\n\r\nno";

/// Sends these bytes in turn, each to one request on a connection of its own. Returns the server's URL.
async fn send_in_turn<const N: usize>(answers: [&'static str; N]) -> String {
    let server = RawServer::start().await;
    let url = server.url();
    tokio::spawn(async move {
        for answer in answers {
            server.accept().await.write_all(answer.as_bytes()).await.unwrap();
        }
    });
    url
}

/// A hook that keeps a clone of every response, and the attempts of every error without a response.
#[derive(Clone, Default)]
struct Keeper(Arc<Mutex<Vec<Kept>>>);

enum Kept {
    Response(RawResponse),
    Attempts(Vec<Attempt>),
}

impl Kept {
    fn attempts(&self) -> &[Attempt] {
        match self {
            Self::Response(response) => response.attempts(),
            Self::Attempts(attempts) => attempts,
        }
    }
}

impl Hook for Keeper {
    async fn after(&self, _: &HookContext, response: &mut RawResponse) {
        self.0.lock().unwrap().push(Kept::Response(response.clone()));
    }

    async fn failed(&self, _: &HookContext, error: &Error<Never>) {
        let attempts = || Kept::Attempts(error.attempts().to_vec());
        self.0.lock().unwrap().push(error.raw().cloned().map_or_else(attempts, Kept::Response));
    }
}

impl Keeper {
    /// The outcomes of the attempts before each attempt.
    fn attempts(&self) -> Vec<Vec<AttemptOutcome>> {
        self.0.lock().unwrap().iter().map(|kept| outcomes(kept.attempts())).collect()
    }
}

fn outcomes(attempts: &[Attempt]) -> Vec<AttemptOutcome> {
    attempts.iter().map(|attempt| attempt.outcome).collect()
}

fn status(code: u16) -> AttemptOutcome {
    AttemptOutcome::Status(StatusCode::from_u16(code).unwrap())
}

/// Two retries of `429` and `503`, without any wait.
fn policy() -> RetryPolicy {
    RetryPolicy::new().max_retries(2).statuses(Statuses::of(&[429, 503])).initial_interval(Duration::ZERO)
}

/// Calls an operation of a server that answers each request in turn, while a hook keeps every response.
async fn outcome<O: Operation>(
    call: impl FnOnce(&Client) -> Call<O>,
    answers: [&'static str; 3],
) -> (Result<Response<O::Success>, Error<O::Failure>>, Vec<Vec<AttemptOutcome>>) {
    let keeper = Keeper::default();
    let options = CallOptions::new().retry(policy()).server(send_in_turn(answers).await);
    let client = Client::builder().options(options).hook(keeper.clone()).build().unwrap();
    let outcome = call(&client).await;
    (outcome, keeper.attempts())
}

fn get_key(client: &Client) -> Call<GetKey> {
    let mut request = Request::new(client);
    request.path("id", "req_123");
    Call::from(request)
}

/// The attempts before each attempt of a call, if the first two responses are `503` and `429`.
fn expected() -> Vec<Vec<AttemptOutcome>> {
    vec![vec![], vec![status(503)], vec![status(503), status(429)]]
}

#[tokio::test]
async fn a_success_has_them() {
    let (outcome, kept) = outcome(get_key, [UNAVAILABLE, TOO_MANY, NO_CONTENT]).await;
    let response = outcome.unwrap();
    assert_eq!(*response, GetKeyResponse::NoContent);
    assert_eq!(outcomes(response.attempts()), expected()[2]);
    assert_eq!(kept, expected());
}

#[tokio::test]
async fn a_documented_failure_has_them() {
    let (outcome, kept) = outcome(get_key, [UNAVAILABLE, TOO_MANY, UNAUTHORIZED]).await;
    let error = outcome.unwrap_err();
    assert_eq!(outcomes(error.attempts()), expected()[2]);
    assert!(matches!(error, Error::Api(response) if *response == GetKeyError::Unauthorized("no".to_owned())));
    assert_eq!(kept, expected());
}

#[tokio::test]
async fn an_undocumented_response_has_them() {
    let (outcome, kept) = outcome(get_key, [UNAVAILABLE, TOO_MANY, UNAVAILABLE]).await;
    let error = outcome.unwrap_err();
    assert!(matches!(&error, Error::Undocumented(raw) if raw.status() == 503), "{error:?}");
    assert_eq!(outcomes(error.attempts()), expected()[2]);
    assert_eq!(kept, expected());
}

#[tokio::test]
async fn a_decode_error_has_them() {
    let json = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}";
    let (outcome, kept) = outcome(get_key, [UNAVAILABLE, TOO_MANY, json]).await;
    let error = outcome.unwrap_err();
    assert!(matches!(&error, Error::Decode(_)), "{error:?}");
    assert_eq!(outcomes(error.attempts()), expected()[2]);
    assert_eq!(kept, expected());
}

#[tokio::test]
async fn a_body_error_has_them() {
    let cut =
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: 100\r\n\r\nhalf";
    let (outcome, kept) = outcome(get_key, [UNAVAILABLE, cut, cut]).await;
    let error = outcome.unwrap_err();
    assert!(matches!(&error, Error::Body(error) if error.response().body() == "half"), "{error:?}");
    assert_eq!(outcomes(error.attempts()), [status(503), AttemptOutcome::Interrupted]);
    assert_eq!(kept, [vec![], vec![status(503)], vec![status(503), AttemptOutcome::Interrupted]]);
}

#[tokio::test]
async fn an_error_without_a_response_has_them() {
    let (outcome, kept) = outcome(get_key, [UNAVAILABLE, TOO_MANY, ""]).await;
    let error = outcome.unwrap_err();
    assert!(matches!(&error, Error::Transport(_)), "{error:?}");
    assert_eq!(outcomes(error.attempts()), expected()[2]);
    assert_eq!(kept, expected());
}

#[tokio::test]
async fn a_stream_has_them_and_is_read_once() {
    let bytes = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 5\r\n\r\nbytes";
    let (outcome, kept) = outcome(call::<Bytes>, [UNAVAILABLE, TOO_MANY, bytes]).await;
    let response = outcome.unwrap();
    assert_eq!(outcomes(response.attempts()), expected()[2]);
    assert_eq!(kept, expected());
    let raw = response.raw().clone();
    assert!(raw.body().is_empty() && !raw.is_complete());
    let mut stream = response.into_inner();
    assert_eq!(stream.next().await.unwrap().unwrap(), "bytes");
    assert!(stream.next().await.is_none());
    assert!(raw.byte_stream().next().await.is_none());
}

#[tokio::test]
async fn a_response_after_renewed_credentials_has_them() {
    let renewed = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok";
    let provider = async |request: CredentialRequest| {
        let token = if request.rejected.is_some() { "new" } else { "old" };
        Ok(Credential::Bearer(token.into()))
    };
    let with_provider = |client: &Client| {
        let options = CallOptions::new().bearer_auth_provider(move |request| Box::pin(provider(request)));
        call::<Bearer>(client).options(options)
    };
    let (outcome, kept) = outcome(with_provider, [UNAUTHORIZED, UNAVAILABLE, renewed]).await;
    assert_eq!(outcomes(outcome.unwrap().attempts()), [status(401), status(503)]);
    assert_eq!(kept, [vec![], vec![status(401)], vec![status(401), status(503)]]);
}
