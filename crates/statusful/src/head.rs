//! The head of a response: its status and headers.

use std::fmt;

use http::{HeaderMap, StatusCode};

use crate::content_type::ContentType;

/// The head of a response: the status and the headers, which are available before the body.
///
/// `Debug` prints no header values, because they may be secret.
#[derive(Clone)]
pub struct ResponseHead {
    status: StatusCode,
    headers: HeaderMap,
}

impl ResponseHead {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap) -> Self {
        Self { status, headers }
    }

    /// Returns the status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns all headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the first header with this name, or `None` if there is none or its value is not visible ASCII.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Returns the `Content-Type` header as received, or `None` if it is absent or not visible ASCII.
    pub fn content_type(&self) -> Option<&str> {
        self.header("content-type")
    }

    /// Returns the media type without its parameters, or `None` if `Content-Type` is absent or malformed.
    pub fn media_type(&self) -> Option<&str> {
        ContentType::of(&self.headers).essence()
    }

    /// Returns `true` if the response has the `documented` media type, which can be a range such as `text/*`.
    ///
    /// Names are compared case-insensitively. Parameters are compared only if the documented type has any.
    /// `application/json` also matches every type with the suffix `+json`. A response without `Content-Type` matches
    /// every documented type (RFC 9110, section 8.3).
    pub fn is(&self, documented: &str) -> bool {
        ContentType::of(&self.headers).is(documented)
    }

    /// Returns `true` if the response has the `documented` media type according to [`is`](Self::is), except that
    /// parameters may be missing. A parameter with a different value does not match.
    pub fn may_be(&self, documented: &str) -> bool {
        ContentType::of(&self.headers).may_be(documented)
    }

    /// Returns the `charset` parameter of the media type.
    pub(crate) fn charset(&self) -> Option<String> {
        ContentType::of(&self.headers).charset()
    }
}

impl fmt::Debug for ResponseHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseHead")
            .field("status", &self.status.as_u16())
            .field("media_type", &self.media_type())
            .field("headers", &self.headers.len())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
impl ResponseHead {
    /// Creates a head with these headers. The values must be visible ASCII.
    pub(crate) fn for_test(status: u16, headers: &[(&'static str, &'static str)]) -> Self {
        let headers = headers
            .iter()
            .map(|(name, value)| (http::HeaderName::from_static(name), http::HeaderValue::from_static(value)));
        Self::new(StatusCode::from_u16(status).unwrap(), headers.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn header_values_are_not_printed() {
        let head = ResponseHead::for_test(200, &[("content-type", "text/plain"), ("x-key", "sk-header")]);
        let printed = format!("{head:?}");
        assert_eq!(printed, r#"ResponseHead { status: 200, media_type: Some("text/plain"), headers: 2, .. }"#);
    }

    #[test]
    fn it_has_what_was_sent_before_the_body() {
        let head = ResponseHead::for_test(201, &[("content-type", "text/csv; header=present"), ("x-id", "7")]);
        assert_eq!((head.status().as_u16(), head.header("X-Id"), head.header("x-other")), (201, Some("7"), None));
        assert_eq!(head.content_type(), Some("text/csv; header=present"));
        assert_eq!(head.media_type(), Some("text/csv"));
        assert!(head.is("text/*") && !head.is("text/plain"));
    }
}
