//! A server that speaks HTTP as it should.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Method, Request};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::Answer;

/// The largest request body that is recorded, in bytes.
const MAX_BODY: usize = 1 << 20;

/// An HTTP server on loopback that records its requests. It stops when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<Recorded>>>,
    task: JoinHandle<()>,
}

/// A request that a server received.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// The method.
    pub method: Method,
    /// The path and the query.
    pub target: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl Recorded {
    async fn of(request: Request<Body>) -> Self {
        let (parts, body) = request.into_parts();
        let body = to_bytes(body, MAX_BODY).await.unwrap_or_default();
        Self { method: parts.method, target: parts.uri.to_string(), headers: parts.headers, body }
    }

    /// Returns the value of a header, or an empty string if there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

impl Server {
    /// Starts a server with one answer for all requests.
    pub async fn answering(answer: Answer) -> Self {
        Self::start(move |_| answer.clone()).await
    }

    /// Starts a server that sends the answers in order, and the last one to every further request.
    pub async fn in_turn(answers: Vec<Answer>) -> Self {
        let (sent, last) = (AtomicUsize::new(0), answers.len() - 1);
        Self::start(move |_| answers[sent.fetch_add(1, Ordering::Relaxed).min(last)].clone()).await
    }

    /// Starts a server that calls `answer` with each request.
    ///
    /// # Panics
    ///
    /// Panics if loopback has no free port.
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
        let task = tokio::spawn(async move { axum::serve(listener, app).await.expect("loopback keeps listening") });
        Self { address, requests, task }
    }

    /// Returns the URL, without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns the requests so far.
    pub fn requests(&self) -> Vec<Recorded> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Returns the only request.
    ///
    /// # Panics
    ///
    /// Panics if there were no requests, or several.
    pub fn only_request(&self) -> Recorded {
        let mut requests = self.requests();
        assert_eq!(requests.len(), 1, "there is one request: {requests:?}");
        requests.remove(0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}
