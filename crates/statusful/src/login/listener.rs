//! The loopback listener that the browser is redirected to.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::future::{Future as _, poll_fn, ready};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;
use std::time::Duration;

use http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use reqwest::Url;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::{sleep, timeout};

use super::LoginError;
use super::reception::Reception;
use super::redirect::RedirectResult;
use crate::{Secret, deadline};

/// The default path of the redirect URI.
const PATH: &str = "/callback";
/// The maximum size of a request head, in bytes. The codes of some services are long.
const LARGEST_HEAD: usize = 16 * 1024;
/// The time limit of a connection. A browser needs a fraction of a second.
const LONGEST_VISIT: Duration = Duration::from_secs(10);
/// The maximum number of concurrent connections. A new one closes the oldest.
const MOST_VISITS: usize = 64;
/// The pause if the system cannot accept connections, for example because of a lack of file descriptors.
const PAUSE: Duration = Duration::from_millis(100);

/// A listener for the redirect to the loopback interface (RFC 8252, section 7.3).
///
/// It listens as soon as it is bound, and responds while [`wait`](Self::wait) runs. The port is released when that
/// ends, or when the listener or the future is dropped.
#[derive(Debug)]
pub struct LoopbackListener {
    listener: TcpListener,
    redirect_uri: Url,
}

impl LoopbackListener {
    /// Listens at `/callback` on a port that the system chooses, on `127.0.0.1`, or on `[::1]` without IPv4.
    ///
    /// # Errors
    ///
    /// Returns [`LoginError::Listen`] if it cannot listen on either address.
    pub async fn bind() -> Result<Self, LoginError> {
        match Self::bind_to((Ipv4Addr::LOCALHOST, 0).into(), PATH).await {
            Err(LoginError::Listen(_)) => Self::bind_to((Ipv6Addr::LOCALHOST, 0).into(), PATH).await,
            bound => bound,
        }
    }

    /// Listens at a loopback address and a path, for services that require a certain redirect URI. With port 0, the
    /// system chooses a port.
    ///
    /// # Errors
    ///
    /// Returns [`LoginError::RedirectUri`] if the address is not a loopback address or the path is not absolute and
    /// percent-encoded, and [`LoginError::Listen`] if it cannot listen on the port.
    pub async fn bind_to(address: SocketAddr, path: &str) -> Result<Self, LoginError> {
        // Checked first, so that it never listens on another interface, even briefly.
        if !address.ip().is_loopback() {
            return Err(LoginError::RedirectUri);
        }
        let listener = TcpListener::bind(address).await.map_err(LoginError::Listen)?;
        let address = listener.local_addr().map_err(LoginError::Listen)?;
        match Url::parse(&format!("http://{address}{path}")) {
            Ok(redirect_uri) if redirect_uri.path() == path => Ok(Self { listener, redirect_uri }),
            _ => Err(LoginError::RedirectUri),
        }
    }

    /// Uses the host `localhost` in the redirect URI, for services that do not accept IP addresses.
    ///
    /// RFC 8252, section 8.3 advises against it: the machine decides whether `localhost` resolves to `127.0.0.1` or
    /// `[::1]`, and another process may listen on the same port of the other address.
    #[must_use]
    pub fn named_localhost(mut self) -> Self {
        // Fails only for URLs without a host.
        let _ = self.redirect_uri.set_host(Some("localhost"));
        self
    }

    /// Returns the redirect URI, such as `http://127.0.0.1:51423/callback`.
    pub fn redirect_uri(&self) -> &Url {
        &self.redirect_uri
    }

    /// Waits for the redirect with this `state`, responds with a page that shows the result, and returns its code.
    ///
    /// Accepts exactly one redirect. Every other request gets an error page and has no effect: another path (404),
    /// another method (405), a different `state` (400), a second redirect (410, or no connection). The head of a
    /// request is limited to 16 KiB, and a connection to 10 seconds. At most 64 connections are open; a new one closes
    /// the oldest.
    ///
    /// # Errors
    ///
    /// Returns [`LoginError::Authorization`] if the redirect contains an error, [`LoginError::NoCode`] if it contains
    /// no code, and [`LoginError::TimedOut`] if there is no redirect within the `timeout`.
    pub async fn wait(self, state: &Secret, timeout: Duration) -> Result<Secret, LoginError> {
        let reception = Arc::new(Reception::new(self.redirect_uri, state.clone()));
        let visits = receive(self.listener, &reception);
        match deadline::before(deadline::after(timeout), visits).await {
            Ok(outcome) => outcome,
            Err(_) => Err(LoginError::TimedOut { timeout, refused: reception.refused() }),
        }
    }
}

/// Serves connections until one of them ends the login.
async fn receive(listener: TcpListener, reception: &Arc<Reception>) -> RedirectResult {
    let (sender, mut outcomes) = mpsc::unbounded_channel();
    let mut visitors = pin!(accept(listener, reception, sender));
    let outcome = poll_fn(|context| {
        // `accept` never completes, so the channel stays open.
        let _ = visitors.as_mut().poll(context);
        match outcomes.poll_recv(context) {
            Poll::Ready(Some(outcome)) => Poll::Ready(outcome),
            _ => Poll::Pending,
        }
    });
    outcome.await
}

/// Serves connections concurrently, so that none blocks another. Closes them when it is dropped.
async fn accept(listener: TcpListener, reception: &Arc<Reception>, outcomes: mpsc::UnboundedSender<RedirectResult>) {
    let mut visits = JoinSet::new();
    let mut latest = VecDeque::with_capacity(MOST_VISITS);
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            sleep(PAUSE).await;
            continue;
        };
        while visits.try_join_next().is_some() {}
        if latest.len() == MOST_VISITS {
            latest.pop_front().iter().for_each(AbortHandle::abort);
        }
        let visit = Visit { reception: Arc::clone(reception), outcome: Mutex::new(None), outcomes: outcomes.clone() };
        latest.push_back(visits.spawn(serve(stream, visit)));
    }
}

/// Responds to one request, and closes the connection.
async fn serve(stream: impl AsyncRead + AsyncWrite + Unpin, visit: Visit) {
    let service = service_fn(|request| ready(Ok::<_, Infallible>(visit.answer(&request))));
    let connection = http1::Builder::new()
        .keep_alive(false)
        .max_buf_size(LARGEST_HEAD)
        .serve_connection(TokioIo::new(stream), service);
    // Connections that fail or time out do not affect the login.
    let _ = timeout(LONGEST_VISIT, connection).await;
}

/// One connection. It sends its result when it is dropped, whatever the reason; by then, the page has been sent.
struct Visit {
    reception: Arc<Reception>,
    outcome: Mutex<Option<RedirectResult>>,
    outcomes: mpsc::UnboundedSender<RedirectResult>,
}

impl Visit {
    fn answer(&self, request: &Request<Incoming>) -> Response<String> {
        let (page, outcome) = self.reception.answer(request.method(), request.uri());
        *self.outcome.lock().unwrap_or_else(PoisonError::into_inner) = outcome;
        page
    }
}

impl Drop for Visit {
    fn drop(&mut self) {
        let outcome = self.outcome.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(outcome) = outcome {
            // Fails only if the login has ended.
            let _ = self.outcomes.send(outcome);
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream, duplex};
    use tokio::sync::mpsc::error::TryRecvError;
    use tokio::task::yield_now;

    use super::*;

    /// Returns a browser that has sent the redirect and read the first byte of the page, over a connection with a small
    /// buffer.
    async fn visited() -> (DuplexStream, mpsc::UnboundedReceiver<RedirectResult>, JoinSet<()>) {
        let (mut browser, stream) = duplex(64);
        let (outcomes, received) = mpsc::unbounded_channel();
        let reception = Reception::new("http://127.0.0.1:1/callback".parse().unwrap(), Secret::from("xyz"));
        let visit = Visit { reception: Arc::new(reception), outcome: Mutex::new(None), outcomes };
        let mut visits = JoinSet::new();
        visits.spawn(serve(stream, visit));
        browser.write_all(b"GET /callback?code=c&state=xyz HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
        browser.read_u8().await.unwrap();
        yield_now().await;
        (browser, received, visits)
    }

    #[tokio::test]
    async fn the_page_is_sent_before_the_code_is_returned() {
        let (mut browser, mut received, _visits) = visited().await;
        assert!(matches!(received.try_recv(), Err(TryRecvError::Empty)));
        let mut page = String::new();
        browser.read_to_string(&mut page).await.unwrap();
        assert!(page.ends_with("</html>\n"), "{page}");
        assert_eq!(received.recv().await.unwrap().unwrap(), Secret::from("c"));
    }

    #[tokio::test]
    async fn an_aborted_connection_still_returns_its_code() {
        let (_browser, mut received, mut visits) = visited().await;
        visits.abort_all();
        assert_eq!(received.recv().await.unwrap().unwrap(), Secret::from("c"));
    }
}
