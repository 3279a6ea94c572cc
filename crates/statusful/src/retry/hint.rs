//! The wait that a server requests.

use std::time::{Duration, SystemTime};

use http::header::RETRY_AFTER;

use crate::RawResponse;

/// Returns the wait in `retry-after-ms` (milliseconds, as sent by some services) or, without it, in `Retry-After`:
/// seconds, or a date (RFC 9110, section 10.2.3). A date in the past means no wait. Returns `None` if neither is valid.
pub(crate) fn retry_after(response: &RawResponse, now: SystemTime) -> Option<Duration> {
    let milliseconds = response.header("retry-after-ms").and_then(|text| digits(text.trim()));
    milliseconds.map(Duration::from_millis).or_else(|| {
        let text = response.header(RETRY_AFTER.as_str())?.trim();
        match digits(text) {
            Some(seconds) => Some(Duration::from_secs(seconds)),
            None => httpdate::parse_http_date(text).ok().map(|at| at.duration_since(now).unwrap_or_default()),
        }
    })
}

/// Parses `delay-seconds`, which consists only of digits. `+5`, which Rust parses, is invalid. A number that is too
/// large becomes the largest.
fn digits(text: &str) -> Option<u64> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hint(headers: &[(&'static str, &'static str)]) -> Option<Duration> {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
        retry_after(&RawResponse::for_test_with(503, headers), now)
    }

    #[test]
    fn its_three_forms_are_understood() {
        assert_eq!(hint(&[("retry-after", "120")]), Some(Duration::from_secs(120)));
        assert_eq!(hint(&[("retry-after-ms", "1500")]), Some(Duration::from_millis(1500)));
        assert_eq!(hint(&[("retry-after", "Sun, 06 Nov 1994 08:50:37 GMT")]), Some(Duration::from_secs(60)));
        // The two obsolete date formats must be supported, too.
        assert_eq!(hint(&[("retry-after", "Sunday, 06-Nov-94 08:50:37 GMT")]), Some(Duration::from_secs(60)));
        assert_eq!(hint(&[("retry-after", "Sun Nov  6 08:50:37 1994")]), Some(Duration::from_secs(60)));
    }

    #[test]
    fn milliseconds_come_first() {
        assert_eq!(hint(&[("retry-after", "2"), ("retry-after-ms", "1500")]), Some(Duration::from_millis(1500)));
        assert_eq!(hint(&[("retry-after", "2"), ("retry-after-ms", "soon")]), Some(Duration::from_secs(2)));
    }

    #[test]
    fn what_is_over_is_no_wait() {
        assert_eq!(hint(&[("retry-after", "Sun, 06 Nov 1994 08:49:00 GMT")]), Some(Duration::ZERO));
    }

    #[test]
    fn what_is_not_understood_is_no_hint() {
        for text in ["", "soon", "-1", "+5", "1.5", "5 s"] {
            assert_eq!(hint(&[("retry-after", text)]), None, "{text}");
        }
    }

    #[test]
    fn an_endless_number_of_seconds_is_a_long_wait() {
        let endless = "99999999999999999999999";
        assert_eq!(hint(&[("retry-after", endless)]), Some(Duration::from_secs(u64::MAX)));
        assert_eq!(hint(&[("retry-after-ms", endless)]), Some(Duration::from_millis(u64::MAX)));
    }
}
