//! Parameter styles, request bodies and streams that keymint does not use.

mod parameters;
mod request_bodies;
mod streams;

use statusful_tests::{Answer, Recorded, Server};
use test_traffic::Client;

fn client(server: &Server) -> Client {
    Client::builder().server(server.url()).build().unwrap()
}

/// Returns the request that a call sends.
async fn sent(call: impl AsyncFnOnce(Client)) -> Recorded {
    let server = Server::answering(Answer::status(204)).await;
    call(client(&server)).await;
    server.only_request()
}
