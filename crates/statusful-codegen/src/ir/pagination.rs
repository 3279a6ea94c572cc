//! How the pages of a list are found, from `x-pagination`.

use std::fmt::{self, Display, Formatter};

use super::TypeRef;
use crate::openapi::{ParameterLocation, ResponseExpression};

/// How an operation returns a list page by page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pagination {
    /// How the next page is requested.
    pub style: PaginationStyle,
    /// The JSON Pointer of the items in the body.
    pub results: String,
    /// The part of the response that is `false` on the last page.
    pub more: Option<ResponseExpression>,
    /// The part of the response that contains the total number of items, or of pages if pages are requested by number.
    pub total: Option<ResponseExpression>,
    /// The type of an item.
    pub item: TypeRef,
}

/// How the next page is requested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaginationStyle {
    /// By the number of preceding items.
    Offset(RequestPart),
    /// By page number.
    Page {
        /// Where the number is sent.
        input: RequestPart,
        /// The number of the first page.
        first: u64,
    },
    /// By a value in the previous page.
    Cursor {
        /// Where the cursor is sent.
        input: RequestPart,
        /// Where the cursor is returned.
        next: ResponseExpression,
    },
    /// By a value in the last item of the previous page.
    LastItem {
        /// Where the value is sent.
        input: RequestPart,
        /// The JSON Pointer of the value in the item.
        pointer: String,
    },
    /// By a URL in the previous page.
    Url(ResponseExpression),
    /// By the header `Link` of the previous page.
    Link,
}

/// A part of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequestPart {
    /// A parameter.
    Parameter(ParameterLocation, String),
    /// A value in a JSON body.
    Body {
        /// The JSON Pointer of the value.
        pointer: String,
        /// Whether the value is a number.
        is_number: bool,
    },
}

impl PaginationStyle {
    /// Returns the part of the request that selects the page, or `None` if the URL does.
    pub fn input(&self) -> Option<&RequestPart> {
        match self {
            Self::Offset(input)
            | Self::Page { input, .. }
            | Self::Cursor { input, .. }
            | Self::LastItem { input, .. } => Some(input),
            Self::Url(_) | Self::Link => None,
        }
    }
}

/// Formats the part as a runtime expression.
impl Display for RequestPart {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Parameter(location, name) => write!(f, "$request.{}.{name}", location.as_str()),
            Self::Body { pointer, .. } => write!(f, "$request.body#{pointer}"),
        }
    }
}

/// Formats the pagination as one line, without the type of the items.
impl Display for Pagination {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.style {
            PaginationStyle::Offset(input) => write!(f, "offset {input}"),
            PaginationStyle::Page { input, first } => write!(f, "page {input} from {first}"),
            PaginationStyle::Cursor { input, next } => write!(f, "cursor {input} from {next}"),
            PaginationStyle::LastItem { input, pointer } => write!(f, "cursor {input} from {pointer} of the last item"),
            PaginationStyle::Url(next) => write!(f, "url {next}"),
            PaginationStyle::Link => f.write_str("link"),
        }?;
        write!(f, ", results {}", ResponseExpression::Body(self.results.clone()))?;
        self.more.iter().try_for_each(|more| write!(f, ", more {more}"))?;
        self.total.iter().try_for_each(|total| write!(f, ", total {total}"))
    }
}
