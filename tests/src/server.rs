//! A server that speaks HTTP as it should.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Method, Request, Response, StatusCode, header};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// How much of a request is remembered, in bytes.
const REMEMBERED: usize = 1 << 20;

/// A server on loopback, which stops when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<Recorded>>>,
    task: JoinHandle<()>,
}

/// A request as it arrived.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// The method.
    pub method: Method,
    /// Path and query.
    pub target: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

/// What a server answers.
#[derive(Debug, Clone)]
pub struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Bytes,
}

impl Answer {
    /// A status without a body.
    pub fn status(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Bytes::new() }
    }

    /// A status with a body of a media type.
    pub fn new(status: u16, media_type: &str, body: impl Into<Bytes>) -> Self {
        Self { body: body.into(), ..Self::status(status) }.header(header::CONTENT_TYPE.as_str(), media_type)
    }

    /// A status with JSON.
    pub fn json(status: u16, body: impl Into<Bytes>) -> Self {
        Self::new(status, "application/json", body)
    }

    /// The same with a header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    fn into_response(self) -> Response<Body> {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = StatusCode::from_u16(self.status).expect("tests answer with valid statuses");
        for (name, value) in self.headers {
            response.headers_mut().append(name, value.parse().expect("tests answer with valid headers"));
        }
        response
    }
}

impl Recorded {
    async fn of(request: Request<Body>) -> Self {
        let (parts, body) = request.into_parts();
        let body = to_bytes(body, REMEMBERED).await.unwrap_or_default();
        Self { method: parts.method, target: parts.uri.to_string(), headers: parts.headers, body }
    }

    /// A header's text; empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

impl Server {
    /// Answers everything alike.
    pub async fn answering(answer: Answer) -> Self {
        Self::start(move |_| answer.clone()).await
    }

    /// Answers each request in turn, and the rest as the last.
    pub async fn in_turn(answers: Vec<Answer>) -> Self {
        let turn = Mutex::new(answers.into_iter());
        let last = Mutex::new(Answer::status(500));
        Self::start(move |_| {
            let next = turn.lock().unwrap_or_else(PoisonError::into_inner).next();
            let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(next) = next {
                *last = next;
            }
            last.clone()
        })
        .await
    }

    /// Answers as `answer` says.
    ///
    /// # Panics
    ///
    /// When loopback has no free port.
    pub async fn start(answer: impl Fn(&Recorded) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("loopback has a free port");
        let address = listener.local_addr().expect("a bound listener has an address");
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (log, answer) = (Arc::clone(&requests), Arc::new(answer));
        let app = Router::new().fallback(move |request: Request<Body>| {
            let (log, answer) = (Arc::clone(&log), Arc::clone(&answer));
            async move {
                let recorded = Recorded::of(request).await;
                let response = answer(&recorded).into_response();
                log.lock().unwrap_or_else(PoisonError::into_inner).push(recorded);
                response
            }
        });
        let task = tokio::spawn(async move { axum::serve(listener, app).await.expect("loopback goes on listening") });
        Self { address, requests, task }
    }

    /// Its URL, without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What it was asked so far.
    pub fn requests(&self) -> Vec<Recorded> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}
