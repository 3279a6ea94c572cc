//! Servers for the tests: HTTP servers by axum, and servers that send raw bytes.

use std::fmt::Write as _;
use std::future::Future;

use axum::Router;
use axum::extract::Request;
use axum::http::header::LOCATION;
use axum::http::{HeaderName, StatusCode};
use axum::response::IntoResponse;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// Serves a router, and returns its URL.
pub(crate) async fn serve(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

/// Answers every request with the same response.
pub(crate) async fn answer(status: u16, content_type: &'static str, body: &'static str) -> String {
    let status = StatusCode::from_u16(status).unwrap();
    let headers =
        [(HeaderName::from_static("content-type"), content_type), (HeaderName::from_static("x-key"), "sk-header")];
    serve(Router::new().fallback(move || async move { (status, headers, body) })).await
}

/// Answers every request with the text of the request, header names in lower case.
pub(crate) async fn echo() -> String {
    serve(Router::new().fallback(echo_request)).await
}

/// The text of a request, as [`echo`] returns it.
pub(crate) async fn echo_request(request: Request) -> String {
    let (parts, body) = request.into_parts();
    let mut text = format!("{} {}\n", parts.method, parts.uri);
    for (name, value) in &parts.headers {
        writeln!(text, "{name}: {}", String::from_utf8_lossy(value.as_bytes())).unwrap();
    }
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    writeln!(text, "\n{}", String::from_utf8_lossy(&body)).unwrap();
    text
}

/// Redirects every request to `location`.
pub(crate) fn redirect(
    status: u16,
    location: String,
) -> impl Fn() -> std::future::Ready<axum::response::Response> + Clone {
    let status = StatusCode::from_u16(status).unwrap();
    move || std::future::ready((status, [(LOCATION, location.clone())], "see there").into_response())
}

/// Reads a request to the end of its head.
async fn read_head(stream: &mut TcpStream) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.unwrap());
    }
}

/// Accepts one connection, reads the head of one request, and calls `respond`.
pub(crate) async fn raw<F, R>(respond: F) -> String
where
    F: FnOnce(TcpStream) -> R + Send + 'static,
    R: Future<Output = ()> + Send,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        read_head(&mut stream).await;
        respond(stream).await;
    });
    format!("http://{address}")
}

/// Sends these bytes in turn, each to one request on a separate connection, and closes the connection.
pub(crate) async fn send_in_turn<const N: usize>(answers: [&'static str; N]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        for answer in answers {
            let (mut stream, _) = listener.accept().await.unwrap();
            read_head(&mut stream).await;
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
    });
    format!("http://{address}")
}

/// Sends these bytes to one request, and closes the connection.
pub(crate) async fn send_and_close(bytes: &'static str) -> String {
    raw(async move |mut stream: TcpStream| stream.write_all(bytes.as_bytes()).await.unwrap()).await
}

/// Sends these bytes to one request, then keeps the connection open.
pub(crate) async fn send_and_stall(bytes: &'static str) -> String {
    raw(async move |mut stream: TcpStream| {
        stream.write_all(bytes.as_bytes()).await.unwrap();
        std::future::pending::<()>().await;
    })
    .await
}
