//! Lists that are returned page by page.

mod blocking;
mod cursors;
mod endless;
mod mock;
mod numbers;
mod streams;
mod urls;

use futures_core::Stream;
use statusful_tests::{Answer, Recorded, Server};
use test_service::{Client, types::Note};

/// Creates a client of the service that calls this server.
fn client(server: &Server) -> Client {
    Client::builder().server(server.url()).bearer_auth("t").api_key("queryKey", "sk-query").build().unwrap()
}

/// Creates a page of notes with these ids, and with further properties.
fn page(ids: &[u64], more: &str) -> Answer {
    let notes: Vec<String> = ids.iter().map(|id| format!("{{\"id\":{id}}}")).collect();
    Answer::json(200, format!("{{\"data\":[{}]{more}}}", notes.join(",")))
}

/// Creates a page that names the next one.
fn page_before(ids: &[u64], next: &str) -> Answer {
    page(ids, &format!(",\"paging\":{{\"next\":{next}}}"))
}

/// Returns the ids of all notes, and the error at the end, if there is one.
async fn read<S, E>(mut items: S) -> (Vec<i64>, Option<E>)
where
    S: Stream<Item = Result<Note, E>> + Unpin,
{
    let mut ids = Vec::new();
    while let Some(item) = crate::next(&mut items).await {
        match item {
            Ok(note) => ids.push(note.id),
            Err(error) => return (ids, Some(error)),
        }
    }
    (ids, None)
}

/// Returns the paths and queries of all requests.
fn targets(server: &Server) -> Vec<String> {
    server.requests().iter().map(|Recorded { target, .. }| target.clone()).collect()
}
