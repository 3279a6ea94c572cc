//! JSON lines, and the records of `application/json-seq`.

use serde_json::Value;
use statusful::Bytes;
use statusful::http::{HeaderValue, header::CONTENT_TYPE};

use crate::answering::{Answer, streamed, wait_for};
use crate::splitting::split;

/// The values are those of `serde_json` for each line, however the bytes are split into chunks. A line that is not JSON is an
/// error with that line.
///
/// The first byte chooses how the others are split.
pub(crate) fn run(bytes: &[u8]) {
    let Some((seed, body)) = bytes.split_first() else { return };
    for (media_type, separator) in [("application/jsonl", b'\n'), ("application/json-seq", 0x1E)] {
        let expected = specified(body, separator);
        for chunks in [vec![Bytes::copy_from_slice(body)], split(body, *seed)] {
            assert_eq!(values(media_type, chunks), expected, "{media_type}");
        }
    }
}

/// The values of a body; for a line that is not JSON, the line.
fn values(media_type: &'static str, chunks: Vec<Bytes>) -> Vec<Result<Value, Bytes>> {
    let headers = [(CONTENT_TYPE, HeaderValue::from_static(media_type))].into_iter().collect();
    let response = streamed(Answer { headers, chunks: chunks.into(), ..Answer::default() }).unwrap();
    let mut stream = response.json_lines::<Value>();
    wait_for(async {
        let mut values = Vec::new();
        while let Some(value) = stream.next().await {
            values.push(value.map_err(|error| error.data().clone()));
        }
        values
    })
}

fn specified(body: &[u8], separator: u8) -> Vec<Result<Value, Bytes>> {
    let lines = body.split(|byte| *byte == separator).map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    let value = |line: &[u8]| {
        let text = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
        serde_json::from_slice(text).map_err(|_| Bytes::copy_from_slice(line))
    };
    lines.map(value).collect()
}
