//! Media types: that of a response, and the documented one.

use statusful::http::{HeaderValue, header::CONTENT_TYPE};

use crate::answering::{Answer, whole};

/// Checks that a match remains a match if parameters may be absent; without parameters, both are the same; and names of types match
/// without regard to case.
///
/// The bytes are two lines: the documented media type, and `Content-Type`.
pub(crate) fn run(bytes: &[u8]) {
    let Some((documented, actual)) = std::str::from_utf8(bytes).ok().and_then(|text| text.split_once('\n')) else {
        return;
    };
    let Ok(actual) = HeaderValue::from_str(actual) else { return };
    let headers = [(CONTENT_TYPE, actual)].into_iter().collect();
    let response = whole([Answer { headers, ..Answer::default() }]).unwrap();
    let head = response.head();
    if head.is(documented) {
        assert!(head.may_be(documented), "{head:?} is {documented}, but cannot be");
    }
    if !documented.contains(';') {
        assert_eq!(head.is(documented), head.may_be(documented));
        assert_eq!(head.is(documented), head.is(&documented.to_ascii_uppercase()));
        assert_eq!(head.is(documented), head.is(&documented.to_ascii_lowercase()));
    }
    if let (Some(essence), true) = (head.media_type(), documented.ends_with("/*")) {
        let is_of_type = essence.split('/').next().is_some_and(|kind| documented[..documented.len() - 2] == *kind);
        assert!(!is_of_type || head.is(documented), "{essence} is not {documented}");
    }
}
