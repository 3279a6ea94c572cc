//! A server that writes whatever bytes it is told, for answers no HTTP library would give.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// Answers every connection with `bytes` once a request began to arrive, then closes it. Gives the server's URL.
///
/// # Panics
///
/// When loopback has no free port.
pub async fn serve_raw(bytes: impl Into<Vec<u8>>) -> String {
    let bytes = bytes.into();
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("loopback has a free port");
    let address = listener.local_addr().expect("a bound listener has an address");
    tokio::spawn(async move {
        while let Ok((mut connection, _)) = listener.accept().await {
            // What was asked does not matter; that something was does.
            let _ = connection.read(&mut [0; 4096]).await;
            let _ = connection.write_all(&bytes).await;
            let _ = connection.shutdown().await;
        }
    });
    format!("http://{address}")
}
