//! A server that does as little as possible, so that the client determines how long a call takes.

use std::sync::{Arc, mpsc};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::harness::{Failure, runtime};

/// The number of events, and the sum of the number in each.
pub(crate) const EVENTS: usize = 100;

/// A JSON body with a key, a name and other properties.
pub(crate) struct Json {
    /// The id of the request that it answers.
    pub(crate) id: &'static str,
    /// The length of its key and its name.
    pub(crate) found: usize,
    /// The length of the body, in bytes.
    length: usize,
}

pub(crate) const SMALL: Json = Json { id: "small", found: 14, length: 1_000 };
pub(crate) const LARGE: Json = Json { id: "large", found: 14, length: 1_000_000 };

impl Json {
    fn body(&self) -> String {
        let start = r#"{"api_key":"cd_secret","name":"a key","tags":["#;
        let end = r#""end"]}"#;
        let tag = r#""a tag of a few words","#;
        let tags = (self.length - start.len() - end.len()) / tag.len();
        format!("{start}{}{end}", tag.repeat(tags))
    }
}

/// Starts the server on a thread of its own, and returns its URL.
pub(crate) fn start() -> Result<String, Failure> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || -> Result<(), Failure> {
        runtime()?.block_on(async {
            let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
            sender.send(format!("http://{}", listener.local_addr()?))?;
            let responses = Arc::new(responses());
            loop {
                let (connection, _) = listener.accept().await?;
                connection.set_nodelay(true)?;
                // It ends when the client closes the connection.
                tokio::spawn(serve(connection, Arc::clone(&responses)));
            }
        })
    });
    Ok(receiver.recv()?)
}

/// The start of a request, and its response.
type Responses = Vec<(String, Vec<u8>)>;

fn responses() -> Responses {
    let json = |json: Json| (format!("GET /auth-response/{} ", json.id), response("application/json", &json.body()));
    let events = "data: {\"r\":0,\"g\":1,\"b\":2,\"name\":\"one of many\"}\n\n".repeat(EVENTS);
    vec![json(SMALL), json(LARGE), ("GET /events ".to_owned(), response("text/event-stream", &events))]
}

fn response(media_type: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    let head = "date: Thu, 26 Nov 2026 12:00:00 GMT\r\nserver: bench\r\nx-request-id: 8f14e45fceea167a";
    format!("HTTP/1.1 200 OK\r\n{head}\r\ncontent-type: {media_type}\r\ncontent-length: {length}\r\n\r\n{body}").into()
}

async fn serve(mut connection: TcpStream, responses: Arc<Responses>) -> Result<(), Failure> {
    let mut received = Vec::new();
    while connection.read_buf(&mut received).await? > 0 {
        if received.ends_with(b"\r\n\r\n") {
            let found = responses.iter().find(|(start, _)| received.starts_with(start.as_bytes()));
            let (_, response) = found.ok_or("the request is unknown")?;
            connection.write_all(response).await?;
            received.clear();
        }
    }
    Ok(())
}
