//! A server whose answers arrive piece by piece, and may stop in the middle.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// How an answer ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// As HTTP has it.
    Whole,
    /// The connection is closed in the middle.
    Cut,
    /// Nothing comes any more, but the connection stays.
    Hang,
}

/// An answer: status line and headers without the empty line, and the chunks of the body.
#[derive(Debug, Clone)]
pub struct Script {
    /// Status line and headers.
    pub head: &'static str,
    /// The chunks.
    pub chunks: Vec<Vec<u8>>,
    /// What comes after them.
    pub end: End,
}

/// The heads of the requests so far.
pub type Heads = Arc<Mutex<Vec<String>>>;

/// Answers each connection by its script, and further ones with `404`. Gives the server's URL.
///
/// # Panics
///
/// When loopback has no free port.
pub async fn serve_scripts(scripts: Vec<Script>) -> (String, Heads) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("loopback has a free port");
    let address = listener.local_addr().expect("a bound listener has an address");
    let heads = Heads::default();
    let seen = Arc::clone(&heads);
    tokio::spawn(async move {
        let mut scripts = scripts.into_iter();
        while let Ok((connection, _)) = listener.accept().await {
            let script = scripts.next();
            tokio::spawn(play(connection, script, Arc::clone(&seen)));
        }
    });
    (format!("http://{address}"), heads)
}

async fn play(mut connection: TcpStream, script: Option<Script>, heads: Heads) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match connection.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => return,
        }
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    heads.lock().unwrap_or_else(PoisonError::into_inner).push(head);
    let nothing = Script { head: "HTTP/1.1 404 Not Found", chunks: Vec::new(), end: End::Whole };
    let Script { head, chunks, end } = script.unwrap_or(nothing);
    let start = format!("{head}\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n");
    // A client that goes away in the middle is part of the play.
    let _ = connection.write_all(start.as_bytes()).await;
    for chunk in chunks {
        let framed = [format!("{:x}\r\n", chunk.len()).as_bytes(), &chunk, b"\r\n"].concat();
        let _ = connection.write_all(&framed).await;
        let _ = connection.flush().await;
    }
    match end {
        End::Whole => {
            let _ = connection.write_all(b"0\r\n\r\n").await;
        }
        End::Cut => {}
        End::Hang => {
            let _ = connection.read_u8().await;
        }
    }
}
