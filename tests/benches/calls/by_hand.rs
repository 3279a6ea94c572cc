//! The same calls as a careful person writes them with reqwest and `serde_json`.

use std::time::Duration;

use serde::Deserialize;
use statusful::reqwest::header::{ACCEPT, CONTENT_TYPE};
use statusful::reqwest::{self, RequestBuilder, Response};

use crate::caller::Caller;
use crate::harness::Failure;

/// The maximum size of a body or of an event, in bytes.
const LIMIT: usize = 8 << 20;

#[derive(Clone)]
pub(crate) struct ByHand {
    http: reqwest::Client,
    server: String,
}

#[derive(Deserialize)]
struct Key {
    api_key: String,
    name: String,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "the call is for all of them")]
struct Color {
    r: i32,
    g: i32,
    b: i32,
    name: Option<String>,
}

impl Caller for ByHand {
    fn new(server: &str) -> Result<Self, Failure> {
        let http = reqwest::Client::builder().connect_timeout(Duration::from_secs(10)).build()?;
        Ok(Self { http, server: server.to_owned() })
    }

    async fn key(&self, id: &str) -> Result<usize, Failure> {
        let request = self.http.get(format!("{}/auth-response/{id}", self.server)).bearer_auth("token");
        let request = request.timeout(Duration::from_secs(30));
        let mut response = documented(request, "application/json, text/plain", "application/json").await?;
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await? {
            add(&mut body, &chunk)?;
        }
        let key: Key = serde_json::from_slice(&body)?;
        Ok(key.api_key.len() + key.name.len())
    }

    async fn events(&self) -> Result<usize, Failure> {
        let request = self.http.get(format!("{}/events", self.server));
        let mut response = documented(request, "text/event-stream", "text/event-stream").await?;
        let (mut unread, mut data, mut sum) = (Vec::new(), String::new(), 0);
        while let Some(chunk) = tokio::time::timeout(Duration::from_secs(300), response.chunk()).await?.transpose() {
            add(&mut unread, &chunk?)?;
            let mut read = 0;
            while let Some(length) = unread[read..].iter().position(|byte| *byte == b'\n') {
                let line = std::str::from_utf8(&unread[read..read + length])?;
                read += length + 1;
                if let Some(value) = line.strip_prefix("data:") {
                    data.push_str(value.strip_prefix(' ').unwrap_or(value));
                } else if line.is_empty() && !data.is_empty() {
                    sum += usize::try_from(serde_json::from_str::<Color>(&data)?.g)?;
                    data.clear();
                }
            }
            unread.drain(..read);
        }
        Ok(sum)
    }
}

/// Sends a request, and checks the status and the media type of its response.
async fn documented(request: RequestBuilder, accept: &str, media_type: &str) -> Result<Response, Failure> {
    let response = request.header(ACCEPT, accept).send().await?;
    let received = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if response.status() != 200 || received != Some(media_type) {
        return Err("the response is not the documented one".into());
    }
    Ok(response)
}

/// Adds a chunk of a body, within the limit.
fn add(body: &mut Vec<u8>, chunk: &[u8]) -> Result<(), Failure> {
    if chunk.len() > LIMIT - body.len() {
        return Err("the body is too large".into());
    }
    body.extend_from_slice(chunk);
    Ok(())
}
