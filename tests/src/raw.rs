//! A server for responses that no HTTP library would send.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::io::{AsyncReadExt, AsyncWriteExt, copy, sink};
use tokio::net::{TcpListener, TcpStream};

/// A server on loopback whose connections the test reads and writes itself.
#[derive(Debug)]
pub struct RawServer {
    listener: TcpListener,
    address: SocketAddr,
}

impl RawServer {
    /// Starts a server.
    ///
    /// # Panics
    ///
    /// Panics if loopback has no free port.
    pub async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("loopback has a free port");
        let address = listener.local_addr().expect("a bound listener has an address");
        Self { listener, address }
    }

    /// Returns the URL, without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Waits for the next connection and for the head of a request on it.
    ///
    /// # Panics
    ///
    /// Panics if the listener fails.
    pub async fn accept(&self) -> TcpStream {
        loop {
            let (mut connection, _) = self.listener.accept().await.expect("loopback keeps listening");
            let mut received = Vec::new();
            while connection.read_buf(&mut received).await.is_ok_and(|count| count > 0) {
                if received.windows(4).any(|bytes| bytes == b"\r\n\r\n") {
                    return connection;
                }
            }
        }
    }
}

/// Answers every request with these bytes and closes the connection. Returns the server's URL.
pub async fn send_and_close(bytes: impl Into<Vec<u8>>) -> String {
    send(bytes.into(), true).await
}

/// Answers every request with these bytes and keeps the connection open. Returns the server's URL.
pub async fn send_and_hang(bytes: impl Into<Vec<u8>>) -> String {
    send(bytes.into(), false).await
}

async fn send(bytes: Vec<u8>, closes: bool) -> String {
    let (server, bytes) = (RawServer::start().await, Arc::new(bytes));
    let url = server.url();
    tokio::spawn(async move {
        loop {
            let (mut connection, bytes) = (server.accept().await, Arc::clone(&bytes));
            // All of this fails once the client closes the connection, which it may do at any time.
            tokio::spawn(async move {
                connection.write_all(&bytes).await?;
                if closes {
                    connection.shutdown().await?;
                }
                // Bytes that nobody reads would reset the connection when it is dropped.
                copy(&mut connection, &mut sink()).await
            });
        }
    });
    url
}
