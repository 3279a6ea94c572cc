//! Server-sent events.

use std::time::Duration;

use statusful::Bytes;

use crate::answering::{Answer, streamed, wait_for};
use crate::splitting::split;

/// The data, name, id and wait of an event.
type Event = (String, Option<String>, Option<String>, Option<Duration>);

/// The events are those of the specification, however the bytes are split into chunks.
///
/// The first byte chooses how the others are split.
pub(crate) fn run(bytes: &[u8]) {
    let Some((seed, body)) = bytes.split_first() else { return };
    let expected = specified(&String::from_utf8_lossy(body));
    for chunks in [vec![Bytes::copy_from_slice(body)], split(body, *seed)] {
        assert_eq!(events(chunks), expected);
    }
}

fn events(chunks: Vec<Bytes>) -> Vec<Event> {
    let response = streamed(Answer { chunks: chunks.into(), ..Answer::default() }).unwrap();
    let mut stream = response.text_events();
    wait_for(async {
        let mut events = Vec::new();
        while let Some(event) = stream.next().await {
            let event = event.unwrap();
            events.push((event.data, event.event, event.id, event.retry));
        }
        events
    })
}

/// The events of a stream, by the algorithm of WHATWG HTML, section 9.2.6. Ids are in every event, as browsers have them.
fn specified(text: &str) -> Vec<Event> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
    let mut lines: Vec<&str> = text.split('\n').collect();
    // What is not followed by a line break is incomplete.
    lines.pop();
    let (mut events, mut id) = (Vec::new(), String::new());
    let (mut data, mut name, mut retry): (Vec<&str>, _, _) = (Vec::new(), "", None);
    for line in lines {
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            _ if line.is_empty() => {
                let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
                if !data.is_empty() {
                    events.push((data.join("\n"), some(name), some(&id), retry));
                }
                (data, name, retry) = (Vec::new(), "", None);
            }
            "data" => data.push(value),
            "event" => name = value,
            "id" if !value.contains('\0') => value.clone_into(&mut id),
            "retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                retry = value.parse().ok().map(Duration::from_millis);
            }
            _ => {}
        }
    }
    events
}
