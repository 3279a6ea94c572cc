//! Where the items and the next page are found.

use super::{RequestPart, ResponsePart};

/// How the pages of an operation are found, as defined by `x-pagination` in the document. Constructors are `const`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaginationPolicy {
    pub(super) style: PaginationStyle,
    pub(super) results: &'static str,
    pub(super) more: Option<ResponsePart>,
    pub(super) total: Option<ResponsePart>,
}

/// How the next page is requested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PaginationStyle {
    /// By the number of preceding items.
    Offset(RequestPart),
    /// By page number.
    Page { input: RequestPart, first: u64 },
    /// By a value in the response.
    Cursor { input: RequestPart, next: ResponsePart },
    /// By a value in the last item.
    LastItem { input: RequestPart, pointer: &'static str },
    /// By a URL in the response.
    Url(ResponsePart),
    /// By the URL of a `Link` header with `rel="next"`.
    Link,
}

impl PaginationPolicy {
    const fn new(style: PaginationStyle) -> Self {
        Self { style, results: "", more: None, total: None }
    }

    /// Sends the number of items before the page.
    pub const fn offset(input: RequestPart) -> Self {
        Self::new(PaginationStyle::Offset(input))
    }

    /// Sends the page number, which is `first` for the first page.
    pub const fn page(input: RequestPart, first: u64) -> Self {
        Self::new(PaginationStyle::Page { input, first })
    }

    /// Sends the cursor from the previous page.
    pub const fn cursor(input: RequestPart, next: ResponsePart) -> Self {
        Self::new(PaginationStyle::Cursor { input, next })
    }

    /// Sends the value at a JSON Pointer (RFC 6901) in the last item of the previous page.
    pub const fn last_item(input: RequestPart, pointer: &'static str) -> Self {
        Self::new(PaginationStyle::LastItem { input, pointer })
    }

    /// Requests the URL in the previous page.
    pub const fn url(next: ResponsePart) -> Self {
        Self::new(PaginationStyle::Url(next))
    }

    /// Requests the URL in the header `Link` of the previous page, with the relation type `next` (RFC 8288).
    pub const fn link() -> Self {
        Self::new(PaginationStyle::Link)
    }

    /// Sets the JSON Pointer (RFC 6901) of the items in the body. Defaults to the body itself.
    #[must_use]
    pub const fn results(self, pointer: &'static str) -> Self {
        Self { results: pointer, ..self }
    }

    /// Sets the part of the response that is `false` on the last page.
    #[must_use]
    pub const fn more(self, more: ResponsePart) -> Self {
        Self { more: Some(more), ..self }
    }

    /// Sets the part of the response with the total number of items, or of pages if pages are requested by number.
    #[must_use]
    pub const fn total(self, total: ResponsePart) -> Self {
        Self { total: Some(total), ..self }
    }
}
