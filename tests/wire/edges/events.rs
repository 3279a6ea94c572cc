//! Documents that describe whole events rather than their data.

use statusful::{Event, EventStream};
use statusful_tests::Answer;
use test_edges::events::MakeProgressResponse;
use test_edges::mock;
use test_edges::types::{MakeProgressBody, NamedEvent, Progress};

use super::{answered, client};

fn events(text: &'static str) -> Answer {
    Answer::new(200, "text/event-stream", text)
}

/// Returns all events of a stream that has no errors.
async fn all<T>(mut stream: EventStream<T>) -> Vec<Event<T>> {
    let mut found = Vec::new();
    while let Some(event) = stream.next().await {
        found.push(event.unwrap());
    }
    found
}

async fn data<T>(stream: EventStream<T>) -> Vec<T> {
    all(stream).await.into_iter().map(|event| event.data).collect()
}

#[tokio::test]
async fn the_type_of_an_event_is_that_of_its_data() {
    let answer =
        events("event: tick\nid: 7\ndata: {\"percent\": 5}\n\ndata: {\"percent\": 10}\n\ndata: [END]\n\ndata: x\n\n");
    let stream = answered(answer, async |client| client.watch_progress().await).await.unwrap();
    let found = all(stream.into_inner()).await;
    assert_eq!(found.iter().map(|event| event.data.percent).collect::<Vec<_>>(), [5, 10]);
    assert_eq!((found[0].event.as_deref(), found[0].id.as_deref()), (Some("tick"), Some("7")));
}

#[tokio::test]
async fn text_is_not_read_as_json() {
    let answer = events("data: 7\n\ndata: {\"a\"\ndata: : 1}\nretry: 20\n\n");
    let stream = answered(answer, async |client| client.watch_notes().await).await.unwrap();
    assert_eq!(data(stream.into_inner()).await, ["7", "{\"a\"\n: 1}"]);
}

#[tokio::test]
async fn the_name_of_an_event_selects_its_type() {
    let answer =
        events("event: progress\ndata: {\"percent\": 5}\n\nevent: note\nid: 1\ndata: 7\n\nevent: new\ndata: {}\n\n");
    let stream = answered(answer, async |client| client.watch_named().await).await.unwrap();
    let found = data(stream.into_inner()).await;
    assert!(matches!(&found[0], NamedEvent::Progress(event) if event.data.percent == 5));
    assert!(matches!(&found[1], NamedEvent::Note(event) if event.data == "7" && event.id.as_deref() == Some("1")));
    assert!(matches!(&found[2], NamedEvent::Unknown(value) if value["event"] == "new"));
}

#[tokio::test]
async fn the_mock_sends_what_the_client_reads() {
    let server = mock::start().await.unwrap();
    let client = client(&server.url());
    assert!(!data(client.watch_progress().await.unwrap().into_inner()).await.is_empty());
    assert!(!data(client.watch_notes().await.unwrap().into_inner()).await.is_empty());
    let named = data(client.watch_named().await.unwrap().into_inner()).await;
    let is_known = |event: &NamedEvent| matches!(event, NamedEvent::Progress(_) | NamedEvent::Note(_));
    assert!(!named.is_empty() && named.iter().all(is_known), "{named:?}");
}

#[tokio::test]
async fn the_mock_streams_if_the_request_asks_for_it() {
    let server = mock::start().await.unwrap();
    let client = client(&server.url());
    let at_once = MakeProgressBody::new().with_stream(false);
    let at_once = client.make_progress(&at_once).await.unwrap().into_inner();
    assert!(matches!(at_once, MakeProgressResponse::OkJson(Progress { .. })));
    let streamed = MakeProgressBody::new().with_stream(true);
    let MakeProgressResponse::OkEventStream(stream) = client.make_progress(&streamed).await.unwrap().into_inner()
    else {
        panic!("the request asks for a stream")
    };
    assert!(!data(stream).await.is_empty());
}
