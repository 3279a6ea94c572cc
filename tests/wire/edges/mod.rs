//! What real services do beyond the specification.

mod bodies;
mod events;
mod media;
mod parts;
mod paths;
mod values;

use statusful_tests::{Answer, Server};
use test_edges::Client;

fn client(url: &str) -> Client {
    Client::builder().server(url).build().unwrap()
}

/// Returns what a call returns whose request is answered like this.
async fn answered<T>(answer: Answer, call: impl AsyncFnOnce(Client) -> T) -> T {
    let server = Server::answering(answer).await;
    call(client(&server.url())).await
}
