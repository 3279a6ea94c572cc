//! Pagination: calls that return a list page by page.

#[cfg(feature = "blocking")]
mod blocking;
mod cursor;
mod items;
mod link;
mod next;
mod pages;
mod part;
mod policy;
mod trail;
mod walk;

#[cfg(feature = "blocking")]
pub use blocking::BlockingIter;
pub use cursor::PageCursor;
pub use items::{ItemList, Items};
pub use pages::Pages;
pub(crate) use part::RequestPartKind;
pub use part::{RequestPart, ResponsePart};
pub use policy::PaginationPolicy;

use crate::{DecodeError, Operation};

/// An operation that returns a list page by page, as defined by `x-pagination` in the document.
pub trait Paginated: Operation {
    /// An item of the list.
    type Item;
    /// How the next page is found.
    const PAGINATION: PaginationPolicy;

    /// Decodes the items of a page.
    fn items(list: &ItemList<'_>) -> Result<Vec<Self::Item>, DecodeError>;
}
