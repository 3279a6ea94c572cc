//! Faults of HTTP/2: of one stream, and of the connection that other streams share.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use h2::server::{Connection, SendResponse};
use h2::{Reason, SendStream};
use statusful::Bytes;
use statusful::http::{HeaderName, HeaderValue, Response};
use tokio::net::{TcpListener, TcpStream};

use super::caller::Caller;
use super::cell::{LONG, SHORT, for_each_reader};
use super::expected::{interrupted, no_response, read, timed_out};
use super::outcome::Outcome;
use super::reader::{Reader, http_client};

/// How far the response to the first request gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Point {
    BeforeHead,
    WithinBody,
    AfterBody,
}

/// What happens then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    Reset(Reason),
    /// `GOAWAY` with an error: the server does no more.
    GoAway,
    /// `GOAWAY` without an error: the server completes what it has begun.
    Graceful,
    Close,
    Stall,
    /// The end of a stream that announced more.
    End,
}

/// A server that speaks HTTP/2 without TLS. The response to its first request is faulty.
struct Http2Server {
    url: String,
    requests: Arc<AtomicUsize>,
    connections: Arc<AtomicUsize>,
}

impl Http2Server {
    async fn start(reader: Reader, point: Point, fault: Fault) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let server = Self { url, requests: Arc::default(), connections: Arc::default() };
        let (requests, connections) = (Arc::clone(&server.requests), Arc::clone(&server.connections));
        tokio::spawn(async move {
            loop {
                let (tcp, _) = listener.accept().await.unwrap();
                connections.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(serve(tcp, reader, point, fault, Arc::clone(&requests)));
            }
        });
        server
    }
}

/// The part of a connection that is faulty, once what comes before it has been sent.
struct Faulty {
    respond: SendResponse<Bytes>,
    body: Option<SendStream<Bytes>>,
}

async fn serve(
    tcp: TcpStream,
    reader: Reader,
    point: Point,
    fault: Fault,
    requests: Arc<AtomicUsize>,
) -> Result<(), h2::Error> {
    let mut connection = h2::server::handshake(tcp).await?;
    let mut faulty = None;
    loop {
        tokio::select! {
            next = connection.accept() => match next {
                None => return Ok(()),
                Some(request) => {
                    let (_, respond) = request?;
                    if requests.fetch_add(1, Ordering::SeqCst) == 0 {
                        faulty = Some(begin(reader, respond, point, fault)?);
                    } else {
                        answer(reader, respond)?;
                    }
                }
            },
            // Until then, the connection sends what comes before the fault.
            () = tokio::time::sleep(Duration::from_millis(50)), if faulty.is_some() && fault != Fault::Stall => {
                if fault == Fault::Close {
                    return Ok(());
                }
                if let Some(faulty) = faulty.take() {
                    happen(faulty, &mut connection, fault)?;
                }
            }
        }
    }
}

fn begin(reader: Reader, mut respond: SendResponse<Bytes>, point: Point, fault: Fault) -> Result<Faulty, h2::Error> {
    let body = match point {
        Point::BeforeHead => None,
        Point::WithinBody => {
            let length = (fault == Fault::End).then_some(1000);
            let mut body = respond.send_response(head(reader, length), false)?;
            body.send_data(reader.first().into(), false)?;
            Some(body)
        }
        Point::AfterBody => {
            let mut body = respond.send_response(head(reader, None), false)?;
            body.send_data(reader.body().into(), true)?;
            Some(body)
        }
    };
    Ok(Faulty { respond, body })
}

fn happen(mut faulty: Faulty, connection: &mut Connection<TcpStream, Bytes>, fault: Fault) -> Result<(), h2::Error> {
    match (fault, &mut faulty.body) {
        (Fault::Reset(reason), Some(body)) => body.send_reset(reason),
        (Fault::Reset(reason), None) => faulty.respond.send_reset(reason),
        (Fault::End, Some(body)) => body.send_data(Bytes::new(), true)?,
        (Fault::GoAway, _) => connection.abrupt_shutdown(Reason::INTERNAL_ERROR),
        (Fault::Graceful, _) => connection.graceful_shutdown(),
        (Fault::End, None) | (Fault::Close | Fault::Stall, _) => {}
    }
    Ok(())
}

fn answer(reader: Reader, mut respond: SendResponse<Bytes>) -> Result<(), h2::Error> {
    respond.send_response(head(reader, None), false)?.send_data(reader.body().into(), true)
}

/// The lines of the head in HTTP/1.1, as a head of HTTP/2.
fn head(reader: Reader, length: Option<usize>) -> Response<()> {
    let mut response = Response::new(());
    for line in reader.head("").lines().skip(1) {
        if let Some((name, value)) = line.split_once(": ") {
            let (name, value) = (name.parse::<HeaderName>().unwrap(), value.parse::<HeaderValue>().unwrap());
            response.headers_mut().insert(name, value);
        }
    }
    if let Some(length) = length {
        response.headers_mut().insert("content-length", length.into());
    }
    response
}

/// Calls a server whose first response is faulty, and then again: on the same connection if the fault was of one stream
/// alone.
async fn check(reader: Reader, point: Point, fault: Fault, expected: Outcome) {
    let server = Http2Server::start(reader, point, fault).await;
    let http = http_client().http2_prior_knowledge().build().unwrap();
    let caller = Caller::new(reader, &server.url, http).await;
    let (started, limit) = (Instant::now(), if expected.takes_time() { SHORT } else { LONG });
    let outcome = caller.call(limit).await;
    assert_eq!(outcome, expected);
    assert!(started.elapsed() < LONG / 2);
    if expected == Outcome::NoTokenInTime {
        // A token that nobody waits for is fetched until its own time limit.
        tokio::time::pause();
        tokio::time::advance(Duration::from_secs(31)).await;
        tokio::time::resume();
        // The task that fetches runs.
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(caller.call(LONG).await, read(reader));
    let connections = server.connections.load(Ordering::SeqCst);
    if matches!(fault, Fault::Reset(_) | Fault::End | Fault::Stall) {
        assert_eq!(connections, 1, "the connection is intact");
    } else if matches!(fault, Fault::GoAway | Fault::Close) && point != Point::AfterBody {
        assert_eq!(connections, 2, "the connection is not used again");
    }
}

for_each_reader! {
    reset_before_head: |reader| check(reader, Point::BeforeHead, Fault::Reset(Reason::INTERNAL_ERROR), no_response(reader));
    reset_within_body: |reader| check(reader, Point::WithinBody, Fault::Reset(Reason::INTERNAL_ERROR), interrupted(reader, reader.read_first()));
    // The server did not process the request (RFC 9113, section 8.7), so reqwest sends it again.
    refused_before_head: |reader| check(reader, Point::BeforeHead, Fault::Reset(Reason::REFUSED_STREAM), read(reader));
    goaway_before_head: |reader| check(reader, Point::BeforeHead, Fault::GoAway, no_response(reader));
    goaway_within_body: |reader| check(reader, Point::WithinBody, Fault::GoAway, interrupted(reader, reader.read_first()));
    goaway_after_body: |reader| check(reader, Point::AfterBody, Fault::Graceful, read(reader));
    close_before_head: |reader| check(reader, Point::BeforeHead, Fault::Close, no_response(reader));
    close_within_body: |reader| check(reader, Point::WithinBody, Fault::Close, interrupted(reader, reader.read_first()));
    close_after_body: |reader| check(reader, Point::AfterBody, Fault::Close, read(reader));
    stall_before_head: |reader| check(reader, Point::BeforeHead, Fault::Stall, timed_out(reader));
    shorter_than_its_length: |reader| check(reader, Point::WithinBody, Fault::End, interrupted(reader, reader.read_first()));
}
