//! Responses of any status, with any headers and body.

use statusful::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use statusful::{Bytes, RawResponse};
use test_service::headers::LimitsOkHeaders;

use crate::answering::{Answer, whole};

/// A header that must not be printed.
const SECRET: &str = "sk-response-header";

/// A call ends, with as many requests as there may be redirects and retries. Media types match as documented, text and JSON are
/// those of the libraries for them, and nothing secret is printed.
///
/// The bytes are an HTTP response without the version: a line with the status, lines with headers, an empty line, and the body.
pub(crate) fn run(bytes: &[u8]) {
    let Some(answer) = parse(bytes) else { return };
    match whole([answer]) {
        Ok(response) => check(&response),
        Err(error) => check_printed(&format!("{error} {error:?}")),
    }
}

pub(crate) fn parse(bytes: &[u8]) -> Option<Answer> {
    let (status, mut rest) = line(bytes)?;
    let status = StatusCode::from_bytes(status).ok()?;
    let mut headers = HeaderMap::new();
    headers.insert("x-secret", HeaderValue::from_static(SECRET));
    while let Some((header, after)) = line(rest) {
        rest = after;
        if header.is_empty() {
            break;
        }
        let colon = header.iter().position(|byte| *byte == b':')?;
        let value = header[colon + 1..].trim_ascii();
        headers.append(HeaderName::from_bytes(&header[..colon]).ok()?, HeaderValue::from_bytes(value).ok()?);
    }
    Some(Answer { status, headers, chunks: [Bytes::copy_from_slice(rest)].into() })
}

fn line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    Some((&bytes[..end], &bytes[end + 1..]))
}

fn check(response: &RawResponse) {
    check_media_type(response);
    check_text(response);
    check_json(response);
    check_printed(&format!("{response} {response:?} {:?}", response.head()));
    if let Err(error) = response.typed_headers::<LimitsOkHeaders>() {
        check_printed(&format!("{error} {error:?}"));
    }
}

fn check_media_type(response: &RawResponse) {
    assert!(response.is("*/*"));
    if let Some(essence) = response.media_type() {
        assert!(response.is(essence), "{essence} is not itself");
        assert!(response.is(&essence.to_ascii_uppercase()), "{essence} is compared with case");
        assert!(response.head().may_be(essence));
    }
}

fn check_text(response: &RawResponse) {
    match (response.text(), std::str::from_utf8(response.body())) {
        (Ok(text), Ok(body)) if response.content_type().is_none() && !body.starts_with('\u{feff}') => {
            assert_eq!(text, body);
        }
        (Err(error), _) => check_printed(&format!("{error} {error:?}")),
        _ => {}
    }
}

fn check_json(response: &RawResponse) {
    let body = response.body().strip_prefix(b"\xEF\xBB\xBF").unwrap_or(response.body());
    match (response.json::<serde_json::Value>(), serde_json::from_slice::<serde_json::Value>(body)) {
        (Ok(value), expected) => assert_eq!(Some(value), expected.ok()),
        (Err(error), expected) => {
            assert!(expected.is_err());
            check_printed(&format!("{error} {error:?}"));
        }
    }
}

fn check_printed(printed: &str) {
    assert!(!printed.contains(SECRET), "a header is printed: {printed}");
    assert!(!printed.contains("sk-token"), "the credential is printed: {printed}");
}
