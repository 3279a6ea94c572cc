//! Mocks over HTTP, on loopback.

#![expect(clippy::unwrap_used, reason = "this is how a test fails, in its helpers too")]

mod answers;
mod compressed;
mod cors;
mod documents;
mod faults;
mod library;
mod received;
mod refused;
mod routing;
mod scenarios;
mod scripted;
mod start_page;
mod validation;
mod xml;

use std::fmt::Write as _;

use reqwest::{Client, Method, RequestBuilder, Response};
use statusful_mock::{Mock, Server};

/// A document with a small operation for each feature.
const SHAPES: &[u8] = include_bytes!("shapes.yaml");

/// The document of the example client.
const KEYMINT: &[u8] = include_bytes!("../../../../openapi/keymint.yaml");

fn shapes() -> Mock {
    Mock::read("shapes.yaml", SHAPES).unwrap()
}

fn keymint() -> Mock {
    Mock::read("keymint.yaml", KEYMINT).unwrap()
}

/// Creates a request from a line such as `GET /keys?limit=1`.
fn request(server: &Server, line: &str) -> RequestBuilder {
    let (method, target) = line.split_once(' ').unwrap();
    Client::new().request(Method::from_bytes(method.as_bytes()).unwrap(), format!("{}{target}", server.url()))
}

async fn send(server: &Server, line: &str) -> Response {
    request(server, line).send().await.unwrap()
}

/// Returns status, media type and body in one line.
async fn seen(response: Response) -> String {
    let mut seen = response.status().as_u16().to_string();
    if let Some(media_type) = response.headers().get("content-type") {
        write!(seen, " {}", media_type.to_str().unwrap()).unwrap();
    }
    let body = response.text().await.unwrap();
    if !body.is_empty() {
        write!(seen, " {body}").unwrap();
    }
    seen
}

async fn answer(server: &Server, line: &str) -> String {
    seen(send(server, line).await).await
}

async fn preferring(server: &Server, line: &str, preference: &str) -> String {
    seen(request(server, line).header("prefer", preference).send().await.unwrap()).await
}
