//! `Retry-After` and `retry-after-ms`.

use std::time::Duration;

use crate::answering::{MAX_RETRIES, MAX_RETRY_AFTER, requests, waits, whole};
use crate::response::parse;

/// Waits are as long as the server requests, but not longer than the policy allows; and there are no more retries than that.
///
/// The bytes are a response as in the target `response`, which is sent for the call and for every retry.
pub(crate) fn run(bytes: &[u8]) {
    let Some(answer) = parse(bytes) else { return };
    let requested = requested_seconds(answer.headers.get("retry-after").map_or(b"", |value| value.as_bytes()));
    let has_milliseconds = answer.headers.contains_key("retry-after-ms");
    let is_redirect = answer.status.is_redirection();
    // The outcome does not matter; every status ends a call.
    drop(whole(vec![answer; MAX_RETRIES + 1]));
    let waits = waits();
    assert!(waits.len() <= MAX_RETRIES, "{waits:?}");
    assert!(waits.iter().all(|wait| *wait <= MAX_RETRY_AFTER), "{waits:?}");
    assert!(is_redirect || requests() == waits.len() + 1, "{} requests, {waits:?}", requests());
    if let (Some(seconds), false, false) = (requested, has_milliseconds, is_redirect) {
        let expected = Duration::from_secs(seconds).min(MAX_RETRY_AFTER);
        assert!(waits.iter().all(|wait| *wait == expected), "{seconds} s are requested: {waits:?}");
    }
}

/// `delay-seconds` of RFC 9110, section 10.2.3: digits alone.
fn requested_seconds(value: &[u8]) -> Option<u64> {
    let is_number = !value.is_empty() && value.iter().all(u8::is_ascii_digit);
    is_number.then(|| str::from_utf8(value).unwrap().parse().unwrap_or(u64::MAX))
}
