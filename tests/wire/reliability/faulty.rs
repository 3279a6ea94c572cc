//! A server whose first connections do what a test says. All others answer as they should.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use super::script::{Act, Script};

/// The pause between two bytes that drip.
const PAUSE: Duration = Duration::from_millis(20);

/// How many bytes are written at once if a server sends without end.
const BATCH: usize = 16 * 1024;

/// A server on loopback.
pub(crate) struct FaultyServer {
    url: String,
    log: Arc<Log>,
}

/// What happened to the server.
#[derive(Default)]
struct Log {
    requests: AtomicUsize,
    reuses: AtomicUsize,
    sent: AtomicUsize,
    over: Notify,
}

/// How a server answers.
#[derive(Clone)]
pub(crate) struct Behavior {
    /// What happens to the first connections.
    pub(crate) script: Script,
    /// How many connections that is.
    pub(crate) faulty: usize,
    /// The response to all other requests.
    pub(crate) answer: Arc<[u8]>,
    pub(crate) tls: Option<Tls>,
}

/// What accepts connections with TLS.
#[derive(Clone)]
pub(crate) struct Tls {
    /// `None` for a script without TLS.
    pub(crate) faulty: Option<TlsAcceptor>,
    pub(crate) sane: TlsAcceptor,
}

impl FaultyServer {
    /// Starts a server whose first connection is faulty.
    pub(crate) async fn start(script: Script, answer: Vec<u8>) -> Self {
        Self::behaving(Behavior { script, faulty: 1, answer: answer.into(), tls: None }).await
    }

    pub(crate) async fn behaving(behavior: Behavior) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let scheme = if behavior.tls.is_some() { "https" } else { "http" };
        let url = format!("{scheme}://{}", listener.local_addr().unwrap());
        let log = Arc::new(Log::default());
        let server = Self { url, log: Arc::clone(&log) };
        tokio::spawn(async move {
            for number in 0.. {
                let (tcp, _) = listener.accept().await.unwrap();
                let (mut behavior, log) = (behavior.clone(), Arc::clone(&log));
                tokio::spawn(async move {
                    let tls = behavior.tls.take();
                    let acceptor =
                        tls.and_then(|tls| if number < behavior.faulty { tls.faulty } else { Some(tls.sane) });
                    match acceptor {
                        None => serve(tcp, number, behavior, log).await,
                        Some(tls) => {
                            if let Ok(stream) = tls.accept(tcp).await {
                                serve(stream, number, behavior, log).await;
                            }
                        }
                    }
                });
            }
        });
        server
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Returns the number of requests, without those on faulty connections that were used again.
    pub(crate) fn requests(&self) -> usize {
        self.log.requests.load(Ordering::SeqCst)
    }

    /// Waits until the client has closed a faulty connection, and checks what it has taken from it.
    pub(crate) async fn is_abandoned(&self) {
        let limit = Duration::from_secs(10);
        tokio::time::timeout(limit, self.log.over.notified()).await.expect("the client closes a broken connection");
        assert_eq!(self.log.reuses.load(Ordering::SeqCst), 0, "a broken connection was used again");
        let sent = self.log.sent.load(Ordering::SeqCst);
        assert!(sent <= 32 << 20, "the client read {sent} bytes");
    }
}

/// A connection, encrypted or not.
trait Connection: AsyncRead + AsyncWrite + Unpin + Send {
    fn tcp(&mut self) -> &mut TcpStream;
}

impl Connection for TcpStream {
    fn tcp(&mut self) -> &mut TcpStream {
        self
    }
}

impl Connection for TlsStream<TcpStream> {
    fn tcp(&mut self) -> &mut TcpStream {
        self.get_mut().0
    }
}

async fn serve(mut connection: impl Connection, number: usize, behavior: Behavior, log: Arc<Log>) {
    if number < behavior.faulty {
        let is_begun = if behavior.script.needs_no_request() {
            connection.read(&mut [0; 4096]).await.is_ok_and(|count| count > 0)
        } else {
            is_requested(&mut connection).await
        };
        if !is_begun {
            return;
        }
        log.requests.fetch_add(1, Ordering::SeqCst);
        for act in behavior.script.acts() {
            match play(&mut connection, act, &log).await {
                Ok(()) => {}
                Err(Ended::Reset) => break,
                Err(Ended::Closed) => return log.over.notify_one(),
            }
        }
        if !behavior.script.is_sane_afterwards() {
            while connection.tcp().linger().is_ok_and(|linger| linger.is_none()) {
                match connection.read(&mut [0; 1024]).await {
                    // A handshake that fails ends with an alert.
                    Ok(1..) if behavior.script.needs_no_request() => 0,
                    Ok(1..) => log.reuses.fetch_add(1, Ordering::SeqCst),
                    Ok(0) | Err(_) => break,
                };
            }
            drop(connection);
            return log.over.notify_one();
        }
    }
    while is_requested(&mut connection).await {
        log.requests.fetch_add(1, Ordering::SeqCst);
        if connection.write_all(&behavior.answer).await.is_err() || connection.flush().await.is_err() {
            return;
        }
    }
}

/// Why a connection takes no more acts.
enum Ended {
    /// By the client.
    Closed,
    /// By a reset, as soon as the connection is dropped.
    Reset,
}

impl From<std::io::Error> for Ended {
    fn from(_: std::io::Error) -> Self {
        Self::Closed
    }
}

async fn play(connection: &mut impl Connection, act: &Act, log: &Log) -> Result<(), Ended> {
    match act {
        Act::Send(bytes) => send(connection, bytes, log).await?,
        Act::Drip(bytes) => {
            for byte in bytes {
                send(connection, &[*byte], log).await?;
                tokio::time::sleep(PAUSE).await;
            }
        }
        Act::Repeat(bytes) => {
            let batch = bytes.repeat(BATCH.div_ceil(bytes.len()));
            loop {
                send(connection, &batch, log).await?;
            }
        }
        Act::Close => connection.shutdown().await?,
        Act::Cut => connection.tcp().shutdown().await?,
        Act::Reset => {
            connection.tcp().set_zero_linger()?;
            return Err(Ended::Reset);
        }
    }
    Ok(())
}

async fn send(connection: &mut impl Connection, bytes: &[u8], log: &Log) -> Result<(), Ended> {
    connection.write_all(bytes).await?;
    connection.flush().await?;
    log.sent.fetch_add(bytes.len(), Ordering::SeqCst);
    Ok(())
}

/// Reads a request with its body. Returns `false` if the client closed the connection instead.
async fn is_requested(connection: &mut impl Connection) -> bool {
    let mut received = Vec::new();
    loop {
        if let Some(end) = received.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&received[..end]).to_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
            if received.len() >= end + 4 + length.unwrap_or(0_usize) {
                return true;
            }
        }
        if !connection.read_buf(&mut received).await.is_ok_and(|count| count > 0) {
            return false;
        }
    }
}
