//! Parts of requests and responses, which the document refers to with runtime expressions (OpenAPI 3.0.3, section
//! 4.7.20.4).

use crate::RawResponse;
use crate::decode::{self, NoScalar, scalar};

/// The part of a request that selects the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestPart(pub(crate) RequestPartKind);

/// The location of a part of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RequestPartKind {
    Path(&'static str),
    Query(&'static str),
    Header(&'static str),
    /// A value in a JSON body, at this JSON Pointer.
    Body {
        pointer: &'static str,
        is_number: bool,
    },
}

impl RequestPart {
    /// Creates the part for a path parameter: `$request.path.name`.
    pub const fn path(name: &'static str) -> Self {
        Self(RequestPartKind::Path(name))
    }

    /// Creates the part for a query parameter: `$request.query.name`.
    pub const fn query(name: &'static str) -> Self {
        Self(RequestPartKind::Query(name))
    }

    /// Creates the part for a header: `$request.header.name`.
    pub const fn header(name: &'static str) -> Self {
        Self(RequestPartKind::Header(name))
    }

    /// Creates the part for a string at a JSON Pointer (RFC 6901) in a JSON body: `$request.body#/pointer`.
    pub const fn body_text(pointer: &'static str) -> Self {
        Self(RequestPartKind::Body { pointer, is_number: false })
    }

    /// Creates the part for a number at a JSON Pointer (RFC 6901) in a JSON body: `$request.body#/pointer`.
    pub const fn body_number(pointer: &'static str) -> Self {
        Self(RequestPartKind::Body { pointer, is_number: true })
    }
}

/// A part of a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResponsePart(ResponsePartKind);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ResponsePartKind {
    Header(&'static str),
    Body(&'static str),
}

impl ResponsePart {
    /// Creates the part for a header: `$response.header.name`.
    pub const fn header(name: &'static str) -> Self {
        Self(ResponsePartKind::Header(name))
    }

    /// Creates the part for a value at a JSON Pointer (RFC 6901) in a JSON body: `$response.body#/pointer`.
    pub const fn body(pointer: &'static str) -> Self {
        Self(ResponsePartKind::Body(pointer))
    }

    /// Returns the text of the part, or `None` if it is absent, empty, `null` or `false`.
    pub(super) fn text(self, response: &RawResponse) -> Result<Option<String>, NoScalar> {
        match self.0 {
            ResponsePartKind::Header(name) => match response.headers().get(name) {
                Some(value) => value
                    .to_str()
                    .map(|text| Some(text.trim().to_owned()).filter(|it| !it.is_empty()))
                    .or(Err(NoScalar)),
                None => Ok(None),
            },
            ResponsePartKind::Body(pointer) => decode::find(response.body(), pointer).map_or(Ok(None), scalar),
        }
    }

    /// Returns the boolean in the part, if it is one.
    pub(super) fn boolean(self, response: &RawResponse) -> Option<bool> {
        let text = match self.0 {
            ResponsePartKind::Header(name) => response.header(name)?,
            ResponsePartKind::Body(pointer) => decode::find(response.body(), pointer)?.get(),
        };
        text.trim().to_ascii_lowercase().parse().ok()
    }

    /// Returns the whole number in the part, if it is one.
    pub(super) fn number(self, response: &RawResponse) -> Option<u64> {
        self.text(response).ok().flatten()?.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_page_has_no_cursor() {
        let read = |body: &'static str| {
            let response = RawResponse::for_test(200, "application/json", body.as_bytes());
            ResponsePart::body("/next").text(&response)
        };
        for none in ["{}", r#"{"next":null}"#, r#"{"next":""}"#, r#"{"next":false}"#, "[]", ""] {
            assert_eq!(read(none), Ok(None), "{none}");
        }
        assert_eq!(read(r#"{"next":"a\u0062"}"#), Ok(Some("ab".to_owned())));
        assert_eq!(read(r#"{"next":12345678901234567890123}"#), Ok(Some("12345678901234567890123".to_owned())));
        for wrong in [r#"{"next":true}"#, r#"{"next":{}}"#, r#"{"next":["a"]}"#] {
            assert_eq!(read(wrong), Err(NoScalar), "{wrong}");
        }
    }

    #[test]
    fn booleans_and_numbers_may_be_texts() {
        let response = RawResponse::for_test_with(200, &[("x-more", "False"), ("x-total", " 12 ")]);
        assert_eq!(ResponsePart::header("x-more").boolean(&response), Some(false));
        assert_eq!(ResponsePart::header("x-total").number(&response), Some(12));
        assert_eq!(ResponsePart::header("x-none").boolean(&response), None);
    }
}
