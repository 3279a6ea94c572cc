//! The error for a page whose next page cannot be found.

use std::fmt;

use crate::RawResponse;

/// A page was received, but the next page cannot be found. The page itself has already been returned.
///
/// It prints neither cursors nor URLs, so it can be logged. [`response`](Self::response) returns the page.
#[derive(Debug, Clone)]
pub struct PaginationError {
    kind: PaginationErrorKind,
    response: RawResponse,
}

/// The reason why the next page cannot be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PaginationErrorKind {
    /// The next URL has another origin, which must not receive the credentials and parameters of this one.
    OtherOrigin,
    /// The next URL is invalid.
    InvalidUrl,
    /// The cursor is neither a string nor a number.
    InvalidCursor,
    /// The server indicates that there are more pages, but it returned no cursor, or a page without items.
    MissingCursor,
    /// The server returned a cursor for the second time, or the same page eleven times in a row.
    Repeated,
    /// The server returned 1,000 consecutive pages without items, each with a cursor for the next one.
    Endless,
}

impl PaginationError {
    /// Creates an error, for tests.
    pub fn new(kind: PaginationErrorKind, response: RawResponse) -> Self {
        Self { kind, response }
    }

    /// Returns the reason.
    pub fn kind(&self) -> PaginationErrorKind {
        self.kind
    }

    /// Returns the last page.
    pub fn response(&self) -> &RawResponse {
        &self.response
    }

    /// Returns the last page.
    pub fn into_response(self) -> RawResponse {
        self.response
    }
}

impl fmt::Display for PaginationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = match self.kind {
            PaginationErrorKind::OtherOrigin => "the URL of the next page has another origin",
            PaginationErrorKind::InvalidUrl => "the URL of the next page is invalid",
            PaginationErrorKind::InvalidCursor => "the cursor of the next page is neither a string nor a number",
            PaginationErrorKind::MissingCursor => "there are more pages, but there is no cursor for the next one",
            PaginationErrorKind::Repeated => "the next page has already been returned",
            PaginationErrorKind::Endless => "there are too many pages without items",
        };
        write!(f, "{}, but {reason}", self.response)
    }
}

impl std::error::Error for PaginationError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_prints_the_request_and_the_reason() {
        let page = RawResponse::for_test(200, "application/json", br#"{"next":"https://other/?key=sk-next"}"#);
        let error = PaginationError::new(PaginationErrorKind::OtherOrigin, page);
        assert_eq!(
            error.to_string(),
            "GET https://host/path returned 200 OK, but the URL of the next page has another origin"
        );
        assert!(!format!("{error:?}").contains("sk-"));
    }
}
