//! The trace context that is sent to servers (W3C Trace Context, level 2).

use std::sync::Arc;

use http::{HeaderMap, HeaderName, HeaderValue};

const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");
const TRACESTATE: HeaderName = HeaderName::from_static("tracestate");

/// The maximum number of entries of a `tracestate`.
const MAX_ENTRIES: usize = 32;

/// Writes the current trace context into headers.
pub(crate) type Inject = Arc<dyn Fn(&mut HeaderMap) + Send + Sync>;

/// Adds the current trace context to the headers of a request, unless it already has one.
///
/// No other headers that `inject` writes are sent, and none at all if `traceparent` is invalid, because servers would
/// restart the trace.
pub(crate) fn propagate(inject: &Inject, headers: &mut HeaderMap) {
    if headers.contains_key(&TRACEPARENT) {
        return;
    }
    let mut context = HeaderMap::new();
    inject(&mut context);
    let valid = |name, is_valid: fn(&str) -> bool| {
        context.get(name).filter(|value: &&HeaderValue| value.to_str().is_ok_and(is_valid)).cloned()
    };
    if let Some(parent) = valid(TRACEPARENT, is_parent) {
        headers.insert(TRACEPARENT, parent);
        headers.remove(TRACESTATE);
        headers.extend(valid(TRACESTATE, is_state).map(|state| (TRACESTATE, state)));
    }
}

/// Removes the trace context from the headers of a request.
pub(crate) fn remove(headers: &mut HeaderMap) {
    headers.remove(TRACEPARENT);
    headers.remove(TRACESTATE);
}

/// Returns `true` if a text is a `traceparent` (section 3.2): `00-<32 hex digits>-<16 hex digits>-<2 hex digits>`.
fn is_parent(text: &str) -> bool {
    let is_hex = |part: &str, length: usize| {
        part.len() == length && part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    };
    let is_id = |part: &str, length: usize| is_hex(part, length) && part.bytes().any(|byte| byte != b'0');
    let mut parts = text.split('-');
    let (version, trace, parent, flags) = (parts.next(), parts.next(), parts.next(), parts.next());
    // Later versions may have more parts.
    let is_version =
        |version: &str| is_hex(version, 2) && version != "ff" && (version != "00" || parts.next().is_none());
    trace.is_some_and(|trace| is_id(trace, 32))
        && parent.is_some_and(|parent| is_id(parent, 16))
        && flags.is_some_and(|flags| is_hex(flags, 2))
        && version.is_some_and(is_version)
}

/// Returns `true` if a text is a `tracestate` (section 3.3): entries such as `vendor=value`, separated by commas.
fn is_state(text: &str) -> bool {
    let entries: Vec<&str> = text.split(',').map(|entry| entry.trim_matches([' ', '\t'])).collect();
    let is_entry = |entry: &str| {
        entry.is_empty() || entry.split_once('=').is_some_and(|(key, value)| is_key(key) && is_value(value))
    };
    entries.len() <= MAX_ENTRIES && entries.iter().any(|entry| !entry.is_empty()) && entries.into_iter().all(is_entry)
}

fn is_key(key: &str) -> bool {
    let is_allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-*/@".contains(c);
    let is_start = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    key.len() <= 256 && key.starts_with(is_start) && key.chars().all(is_allowed)
}

fn is_value(value: &str) -> bool {
    let is_allowed = |c: char| matches!(c, ' '..='~') && c != '=';
    (1..=256).contains(&value.len()) && !value.ends_with(' ') && value.chars().all(is_allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARENT: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    #[test]
    fn a_parent_has_a_version_two_ids_and_flags() {
        for (text, expected) in [
            (PARENT.to_owned(), true),
            (PARENT.replace("00-4", "cc-4"), true),
            (PARENT.replace("00-4", "cc-4") + "-more", true),
            (PARENT.to_owned() + "-more", false),
            (PARENT.replace("00-4", "ff-4"), false),
            (PARENT.replace("4bf92f", "4BF92F"), false),
            (PARENT.replace("4bf92f3577b34da6a3ce929d0e0e4736", &"0".repeat(32)), false),
            (PARENT.replace("00f067aa0ba902b7", &"0".repeat(16)), false),
            (PARENT.replace("-01", ""), false),
            (PARENT.replace("-01", "-1"), false),
            (PARENT.replace("4b", "4"), false),
            (String::new(), false),
        ] {
            assert_eq!(is_parent(&text), expected, "{text}");
        }
    }

    #[test]
    fn a_state_is_a_list_of_entries() {
        for (text, expected) in [
            ("congo=t61rcWkgMzE".to_owned(), true),
            ("congo=a b,\t rojo=00f0, 1a@b*c/d_-=x".to_owned(), true),
            (vec!["a=b"; 32].join(","), true),
            (vec!["a=b"; 33].join(","), false),
            (format!("{}=x", "k".repeat(257)), false),
            (format!("k={}", "x".repeat(257)), false),
            (",".to_owned(), false),
            ("Congo=x".to_owned(), false),
            ("congo".to_owned(), false),
            ("congo=".to_owned(), false),
            ("congo=a=b".to_owned(), false),
        ] {
            assert_eq!(is_state(&text), expected, "{text}");
        }
    }

    #[test]
    fn only_a_valid_context_is_sent_and_that_of_the_caller_is_kept() {
        let sent = |context: &'static [(&'static str, &'static str)], own: &[(&'static str, &'static str)]| {
            let map = |pairs: &[(&'static str, &'static str)]| -> HeaderMap {
                let header = |(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value));
                pairs.iter().copied().map(header).collect()
            };
            let inject: Inject = Arc::new(move |headers: &mut HeaderMap| headers.extend(map(context)));
            let mut headers = map(own);
            propagate(&inject, &mut headers);
            let text = |name| headers.get(name).map(|value| value.to_str().unwrap().to_owned());
            (text("traceparent"), text("tracestate"), headers.len())
        };
        let (parent, state) = (Some(PARENT.to_owned()), Some("a=b".to_owned()));
        assert_eq!(sent(&[("traceparent", PARENT), ("tracestate", "a=b")], &[]), (parent.clone(), state.clone(), 2));
        assert_eq!(sent(&[("traceparent", PARENT), ("tracestate", "A")], &[]), (parent.clone(), None, 1));
        assert_eq!(sent(&[("traceparent", PARENT), ("baggage", "user=1")], &[]), (parent.clone(), None, 1));
        assert_eq!(sent(&[("traceparent", "1"), ("tracestate", "a=b")], &[]), (None, None, 0));
        assert_eq!(sent(&[("tracestate", "a=b")], &[]), (None, None, 0));
        let own = Some("own".to_owned());
        assert_eq!(sent(&[("traceparent", PARENT)], &[("traceparent", "own")]), (own, None, 1));
        assert_eq!(sent(&[("traceparent", PARENT)], &[("tracestate", "c=d")]), (parent, None, 1));
    }
}
