//! A client whose responses are made up, without a network.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::convert::Infallible;
use std::future::Ready;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant, SystemTime};

use http_body::{Body, Frame};
use statusful::http::{HeaderMap, Method, StatusCode};
use statusful::reqwest::{self, Request, Url};
use statusful::{
    BoxError, Bytes, Call, Case, Client, Clock, Error, Never, Operation, RawResponse, RedirectPolicy, ResponseHead,
    RetryBudget, RetryPolicy, SecurityScheme, Sleep,
};
use tokio::runtime::{Builder, Runtime};

/// The URL of the server.
const SERVER: &str = "https://fuzz.example";

/// The longest wait that a server can request.
pub(crate) const MAX_RETRY_AFTER: Duration = Duration::from_secs(60);

/// How many retries a call has.
pub(crate) const MAX_RETRIES: usize = 2;

thread_local! {
    static RUNTIME: Runtime = Builder::new_current_thread().enable_time().build().unwrap();
    static CLIENT: Client = client();
    static ANSWERS: RefCell<VecDeque<Answer>> = RefCell::default();
    static WAITS: RefCell<Vec<Duration>> = RefCell::default();
    static REQUESTS: Cell<usize> = const { Cell::new(0) };
}

/// A response that the server sends.
#[derive(Debug, Clone, Default)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) chunks: VecDeque<Bytes>,
}

/// The end of a call.
pub(crate) type Ending = Result<RawResponse, Error<Never>>;

/// Calls the server, whose body is read to its end.
pub(crate) fn whole(answers: impl IntoIterator<Item = Answer>) -> Ending {
    call::<Whole>(answers)
}

/// Calls the server, whose body is left to the caller.
pub(crate) fn streamed(answer: Answer) -> Ending {
    call::<Streamed>([answer])
}

fn call<O: Operation<Success = RawResponse, Failure = Never>>(answers: impl IntoIterator<Item = Answer>) -> Ending {
    ANSWERS.with_borrow_mut(|queue| *queue = answers.into_iter().collect());
    WAITS.take();
    REQUESTS.set(0);
    let request = CLIENT.with(statusful::Request::new);
    wait_for(async { Call::<O>::from(request).await.map(statusful::Response::into_inner) })
}

/// Runs a future to its end.
pub(crate) fn wait_for<T>(future: impl Future<Output = T>) -> T {
    RUNTIME.with(|runtime| runtime.block_on(future))
}

/// The waits of the last call.
pub(crate) fn waits() -> Vec<Duration> {
    WAITS.with_borrow(Clone::clone)
}

/// The number of requests of the last call.
pub(crate) fn requests() -> usize {
    REQUESTS.get()
}

fn client() -> Client {
    let policy = RetryPolicy::new().max_retries(2).max_retry_after(MAX_RETRY_AFTER).max_elapsed_time(Duration::MAX);
    Client::builder()
        .server(SERVER)
        .service(Service)
        .clock(FrozenClock)
        .timeout(Duration::from_secs(3600))
        .bearer_auth("sk-token")
        .redirects(RedirectPolicy::default())
        .retry(policy)
        .retry_budget(RetryBudget::new(u32::MAX))
        .build()
        .unwrap()
}

/// Takes the next answer, and then answers `404`.
#[derive(Debug, Clone, Copy)]
struct Service;

impl tower_service::Service<Request> for Service {
    type Response = reqwest::Response;
    type Error = BoxError;
    type Future = Ready<Result<reqwest::Response, BoxError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        check_request(&request);
        REQUESTS.set(REQUESTS.get() + 1);
        let answer = ANSWERS.with_borrow_mut(VecDeque::pop_front);
        let answer = answer.unwrap_or_else(|| Answer { status: StatusCode::NOT_FOUND, ..Answer::default() });
        let mut response = statusful::http::Response::new(reqwest::Body::wrap(Chunks(answer.chunks)));
        *response.status_mut() = answer.status;
        *response.headers_mut() = answer.headers;
        std::future::ready(Ok(response.into()))
    }
}

/// Only the server receives the credential, whatever its redirects say.
fn check_request(request: &Request) {
    let origin = |url: &Url| url.origin();
    let is_server = SERVER.parse().is_ok_and(|server: Url| origin(&server) == origin(request.url()));
    let has_token = request.headers().values().any(|value| value.as_bytes().ends_with(b"sk-token"));
    assert!(is_server || !has_token, "{} receives the credential", request.url());
    assert_eq!(request.url().scheme(), "https");
}

/// A body that arrives in chunks.
struct Chunks(VecDeque<Bytes>);

impl Body for Chunks {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.pop_front().map(Frame::data).map(Ok))
    }
}

/// A clock that records waits, which return at once and take no time.
struct FrozenClock;

impl FrozenClock {
    /// Sun, 06 Nov 1994 08:49:37 GMT.
    const NOW: Duration = Duration::from_secs(784_111_777);
}

impl Clock for FrozenClock {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn system_time(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Self::NOW
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        WAITS.with_borrow_mut(|waits| waits.push(duration));
        Box::pin(std::future::ready(()))
    }

    fn random(&self) -> f64 {
        0.0
    }
}

/// Operations that return every response as it is.
macro_rules! operations {
    ($($name:ident $case:expr;)*) => {
        $(
            struct $name;

            impl Operation for $name {
                type Success = RawResponse;
                type Failure = Never;
                const ID: &'static str = stringify!($name);
                const METHOD: Method = Method::GET;
                const PATH: &'static str = "/";
                const SECURITY: &'static [&'static [SecurityScheme]] = &[&[SecurityScheme::bearer("token")]];

                fn case(_: &ResponseHead) -> Case<Self> {
                    $case
                }
            }
        )*
    };
}

operations! {
    Whole Case::Success(|response| Ok(response.clone()));
    Streamed Case::SuccessStream(RawResponse::clone);
}
