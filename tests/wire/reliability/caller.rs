//! Calls that read a response each in one way.

use std::fmt::Debug;
use std::time::Duration;

use statusful::{Client, ClientCredentials, RedirectPolicy, StreamError, StreamErrorKind, reqwest};
use statusful_tests::{Answer, Server};

use super::outcome::{MAX_BODY, Outcome};
use super::reader::Reader;
use crate::runtime::operations::{OneScope, Plain, call};

/// How many bytes are read of a stream without end.
const ENOUGH: usize = 1 << 20;

/// A client that sends all its requests to one server, over connections that all its calls share.
pub(crate) struct Caller {
    reader: Reader,
    client: Client,
    streams: test_traffic::Client,
    /// Where a token is used.
    resource: Option<Server>,
}

impl Caller {
    pub(crate) async fn new(reader: Reader, url: &str, http: reqwest::Client) -> Self {
        let resource = match reader {
            Reader::Token => Some(Server::answering(Answer::status(204)).await),
            _ => None,
        };
        let builder = Client::builder().http_client(http.clone()).redirects(RedirectPolicy::new());
        let client = match &resource {
            Some(resource) => {
                let credentials = ClientCredentials::new("id", "s").token_url(url);
                builder.server(resource.url()).client_credentials(credentials)
            }
            None => builder.server(url),
        };
        let streams = test_traffic::Client::builder().http_client(http).server(url).max_body_bytes(MAX_BODY);
        let client = client.max_body_bytes(MAX_BODY).build().unwrap();
        Self { reader, client, streams: streams.build().unwrap(), resource }
    }

    /// Calls the server within a time limit, which is also that of a stream without data.
    pub(crate) async fn call(&self, limit: Duration) -> Outcome {
        match self.reader {
            Reader::Whole => {
                let outcome = call::<Plain>(&self.client).timeout(limit).await;
                outcome.map_or_else(|error| Outcome::of_error(&error), |response| Outcome::Read(response.into_inner()))
            }
            Reader::Token => match call::<OneScope>(&self.client).timeout(limit).await {
                Ok(_) => {
                    let requests = self.resource.as_ref().map(Server::requests).unwrap_or_default();
                    assert_eq!(requests.last().unwrap().header("authorization"), "Bearer t");
                    Outcome::Read(String::new())
                }
                Err(error) => Outcome::of_error(&error),
            },
            Reader::Events => match self.streams.events().timeout(limit).await {
                Ok(response) => {
                    let mut stream = response.into_inner().no_reconnect().idle_timeout(limit);
                    read(async || stream.next().await, |event| event.data.r.to_string()).await
                }
                Err(error) => Outcome::of_error(&error),
            },
            Reader::Lines => match self.streams.lines().timeout(limit).await {
                Ok(response) => {
                    let mut stream = response.into_inner().idle_timeout(limit);
                    read(async || stream.next().await, |color| color.r.to_string()).await
                }
                Err(error) => Outcome::of_error(&error),
            },
            Reader::Bytes => match self.streams.download().timeout(limit).await {
                Ok(response) => {
                    let mut stream = response.into_inner().idle_timeout(limit);
                    read(async || stream.next().await, |bytes| String::from_utf8_lossy(&bytes).into_owned()).await
                }
                Err(error) => Outcome::of_error(&error),
            },
        }
    }
}

/// Reads a stream to its end, or until it is enough.
async fn read<T: Debug>(
    mut next: impl AsyncFnMut() -> Option<Result<T, StreamError>>,
    show: impl Fn(T) -> String,
) -> Outcome {
    let mut read = String::new();
    while read.len() < ENOUGH {
        match next().await {
            None => return Outcome::Read(read),
            Some(Ok(item)) => read += &show(item),
            Some(Err(error)) if error.kind() == StreamErrorKind::Decode => read.push('!'),
            Some(Err(error)) => {
                let outcome = Outcome::of_stream(&error, read);
                assert!(next().await.is_none(), "an error ends the stream");
                return outcome;
            }
        }
    }
    Outcome::Endless
}
