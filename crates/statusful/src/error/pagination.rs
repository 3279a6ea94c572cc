//! A page without a usable way to the next.

use std::fmt;

use crate::RawResponse;

/// A page that was received, after which the list cannot be continued. The page itself was returned before.
///
/// It prints neither cursors nor URLs, so that it can be logged. The page is in [`response`](Self::response).
#[derive(Debug, Clone)]
pub struct PaginationError {
    kind: PaginationErrorKind,
    response: RawResponse,
}

/// The reason why a list cannot be continued.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PaginationErrorKind {
    /// The next URL is of another origin, which must not receive the credentials and parameters of this one.
    OtherOrigin,
    /// The next URL is no URL that can be requested.
    InvalidUrl,
    /// The cursor is neither a text nor a number.
    InvalidCursor,
    /// There are more pages, says the server, but it returned no cursor, or a page without items.
    MissingCursor,
    /// The server returned a cursor a second time, or the same page eleven times in a row.
    Repeated,
    /// The server returned 1,000 pages in a row without items, each with a cursor for another.
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
            PaginationErrorKind::OtherOrigin => "the URL of the next page is of another origin",
            PaginationErrorKind::InvalidUrl => "the URL of the next page cannot be requested",
            PaginationErrorKind::InvalidCursor => "the cursor of the next page is neither a text nor a number",
            PaginationErrorKind::MissingCursor => "there are more pages, and no cursor for the next",
            PaginationErrorKind::Repeated => "the next page was there before",
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
            "GET https://host/path answered 200 OK, but the URL of the next page is of another origin"
        );
        assert!(!format!("{error:?}").contains("sk-"));
    }
}
