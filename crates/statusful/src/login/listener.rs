//! The port on loopback that the browser is redirected to.

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

/// The path of the redirect URI, if none is chosen.
const PATH: &str = "/callback";
/// How large the head of a request may be, in bytes. Codes of some services are long.
const LARGEST_HEAD: usize = 16 * 1024;
/// How long a connection may last. A browser needs a fraction of a second.
const LONGEST_VISIT: Duration = Duration::from_secs(10);
/// How many connections there may be at once; the oldest makes room for more.
const MOST_VISITS: usize = 64;
/// How long to pause where the system cannot accept connections, for want of file descriptors for example.
const PAUSE: Duration = Duration::from_millis(100);

/// A listener for the redirect to the loopback interface (RFC 8252, section 7.3).
///
/// It listens from the moment it is bound, and answers while [`wait`](Self::wait) runs. The port is free again when
/// that ends, or when the listener or the future is dropped.
#[derive(Debug)]
pub struct LoopbackListener {
    listener: TcpListener,
    redirect_uri: Url,
}

impl LoopbackListener {
    /// Listens at `/callback` on a port that the system chooses: on `127.0.0.1`, or on `[::1]` where there is no IPv4.
    ///
    /// Fails with [`LoginError::Listen`].
    pub async fn bind() -> Result<Self, LoginError> {
        match Self::bind_to((Ipv4Addr::LOCALHOST, 0).into(), PATH).await {
            Err(LoginError::Listen(_)) => Self::bind_to((Ipv6Addr::LOCALHOST, 0).into(), PATH).await,
            bound => bound,
        }
    }

    /// Listens at an address of loopback and a path, for services that want a certain redirect URI. With port 0 the
    /// system chooses one.
    ///
    /// Fails with [`LoginError::RedirectUri`] where the address is not of loopback or the path is not absolute and
    /// encoded, and with [`LoginError::Listen`] where the port is not to be had.
    pub async fn bind_to(address: SocketAddr, path: &str) -> Result<Self, LoginError> {
        // Checked first: nothing may listen on another interface, even for a moment.
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

    /// Calls the host `localhost` in the redirect URI, for services that accept no address.
    ///
    /// RFC 8252, section 8.3 advises against it: what `localhost` means is up to the machine, and something else may
    /// have the same port on the other of `127.0.0.1` and `[::1]`.
    #[must_use]
    pub fn named_localhost(mut self) -> Self {
        // Fails only for URLs that have no host at all.
        let _ = self.redirect_uri.set_host(Some("localhost"));
        self
    }

    /// The redirect URI, such as `http://127.0.0.1:51423/callback`.
    pub fn redirect_uri(&self) -> &Url {
        &self.redirect_uri
    }

    /// Waits for the redirect with this `state`, answers it with a page that says how it went, and gives its code.
    ///
    /// Exactly one redirect is taken. Everything else gets an error page and changes nothing: other paths (404), other
    /// methods (405), another `state` (400), and a second redirect (410, or no connection). A request's head may have
    /// 16 KiB, a connection may last 10 seconds, and there are 64 of them at most, of which the oldest makes room.
    ///
    /// Fails with [`LoginError::Authorization`] and [`LoginError::NoCode`] as the redirect says, and with
    /// [`LoginError::TimedOut`].
    pub async fn wait(self, state: &Secret, timeout: Duration) -> Result<Secret, LoginError> {
        let reception = Arc::new(Reception::new(self.redirect_uri, state.clone()));
        let visits = receive(self.listener, &reception);
        match deadline::before(deadline::after(timeout), visits).await {
            Some(outcome) => outcome,
            None => Err(LoginError::TimedOut { timeout, refused: reception.refused() }),
        }
    }
}

/// Serves all visitors until one of them brings the end of the login.
async fn receive(listener: TcpListener, reception: &Arc<Reception>) -> RedirectResult {
    let (sender, mut outcomes) = mpsc::unbounded_channel();
    let mut visitors = pin!(accept(listener, reception, sender));
    let outcome = poll_fn(|context| {
        // Accepting never ends by itself, so neither do the outcomes.
        let _ = visitors.as_mut().poll(context);
        match outcomes.poll_recv(context) {
            Poll::Ready(Some(outcome)) => Poll::Ready(outcome),
            _ => Poll::Pending,
        }
    });
    outcome.await
}

/// Serves visitors side by side, so that none can keep another waiting. Ends them when it is dropped.
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

/// Answers one request, and closes the connection.
async fn serve(stream: impl AsyncRead + AsyncWrite + Unpin, visit: Visit) {
    let service = service_fn(|request| ready(Ok::<_, Infallible>(visit.answer(&request))));
    let connection = http1::Builder::new()
        .keep_alive(false)
        .max_buf_size(LARGEST_HEAD)
        .serve_connection(TokioIo::new(stream), service);
    // Who speaks no HTTP, goes away or takes too long is no concern of the login.
    let _ = timeout(LONGEST_VISIT, connection).await;
}

/// One connection. It hands on what it brought when it ends, however it ends: by then the page has been sent.
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
            // Nobody waits any more if this fails.
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

    /// A browser that has sent the redirect and read the first byte of the page, over a connection that holds few bytes.
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
    async fn the_page_is_sent_before_the_code_is_handed_on() {
        let (mut browser, mut received, _visits) = visited().await;
        assert!(matches!(received.try_recv(), Err(TryRecvError::Empty)));
        let mut page = String::new();
        browser.read_to_string(&mut page).await.unwrap();
        assert!(page.ends_with("</html>\n"), "{page}");
        assert_eq!(received.recv().await.unwrap().unwrap(), Secret::from("c"));
    }

    #[tokio::test]
    async fn a_visit_that_is_cut_short_hands_on_its_code() {
        let (_browser, mut received, mut visits) = visited().await;
        visits.abort_all();
        assert_eq!(received.recv().await.unwrap().unwrap(), Secret::from("c"));
    }
}
