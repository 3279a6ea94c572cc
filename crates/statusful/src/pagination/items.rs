//! A list as a stream of its items.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::walk::Walk;
use super::{PageCursor, Paginated};
use crate::call::decode;
use crate::error::Error;
use crate::lenient::{Lenient, LenientValue};
use crate::operation::OperationInfo;
use crate::{CallOptions, Case, DecodeError, RawResponse, Request, decode};

/// A stream of the items of a list; see [`Call::items`](crate::Call::items).
///
/// Pages are requested as described for [`Pages`](crate::Pages), each when all items of the previous page have been
/// returned.
#[must_use = "items are requested when the stream is read"]
pub struct Items<O: Paginated> {
    walk: Walk,
    /// Where the page of the `rest` starts.
    page: Option<PageCursor>,
    rest: vec::IntoIter<O::Item>,
    /// The remaining number of items to return.
    left: usize,
}

impl<O: Paginated> Items<O> {
    pub(crate) fn new(request: Request, options: CallOptions) -> Self {
        let walk = Walk::new(request, options, OperationInfo::of::<O>(), O::PAGINATION);
        Self { walk, page: None, rest: Vec::new().into_iter(), left: usize::MAX }
    }

    /// Starts at a page of an earlier stream instead of the first page.
    pub fn resume(self, cursor: PageCursor) -> Self {
        Self { walk: self.walk.resume(cursor), ..self }
    }

    /// Sets the maximum number of pages. Unlimited by default.
    pub fn max_pages(self, pages: usize) -> Self {
        Self { walk: self.walk.max_pages(pages), ..self }
    }

    /// Sets the maximum number of items. Unlimited by default. No page is requested after the last item.
    pub fn max_items(self, items: usize) -> Self {
        Self { left: items, ..self }
    }

    /// Returns the start of the page with the next item or, after an error, of the page that caused it. Returns `None`
    /// on the first page and after the last one.
    ///
    /// A stream that resumes there returns the items of that page again.
    pub fn page_cursor(&self) -> Option<&PageCursor> {
        if self.rest.len() > 0 { self.page.as_ref() } else { self.walk.here() }
    }

    /// Returns the next item, or `None` after the last one.
    pub async fn next(&mut self) -> Option<Result<O::Item, Error<O::Failure>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Returns the items as an iterator that blocks the current thread, for programs without an async runtime.
    ///
    /// It returns errors of the stream and of [`Call::send_blocking`](crate::Call::send_blocking).
    #[cfg(feature = "blocking")]
    pub fn into_iter_blocking(self) -> super::BlockingIter<Self> {
        let Self { walk, page, rest, left } = self;
        super::BlockingIter::new(walk.operation(), walk.blocking().map(|walk| Self { walk, page, rest, left }))
    }
}

// Items are moved, but never pinned.
impl<O: Paginated> Unpin for Items<O> {}

impl<O: Paginated> Stream for Items<O> {
    type Item = Result<O::Item, Error<O::Failure>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        while self.left > 0 {
            if let Some(item) = self.rest.next() {
                self.left -= 1;
                return Poll::Ready(Some(Ok(item)));
            }
            let raw = match ready!(self.walk.poll_page(context)) {
                Some(Ok(raw)) => raw,
                Some(Err(error)) => return Poll::Ready(Some(Err(error.map(|never| match never {})))),
                None => break,
            };
            match items::<O>(&raw) {
                Ok(items) => {
                    self.page = self.walk.here().cloned();
                    self.rest = items.into_iter();
                    self.walk.turn(&raw);
                }
                Err(error) => {
                    self.walk.end();
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
        Poll::Ready(None)
    }
}

impl<O: Paginated> fmt::Debug for Items<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("operation", &O::ID).finish_non_exhaustive()
    }
}

/// Decodes the items of a page. A success without a list has no items.
fn items<O: Paginated>(raw: &RawResponse) -> Result<Vec<O::Item>, Error<O::Failure>> {
    let is_success = matches!(O::case(raw.head()), Case::Success(_)) && raw.unread_encoding().is_none();
    let list = decode::find(raw.body(), O::PAGINATION.results).filter(|list| is_success && list.get() != "null");
    let Some(list) = list else { return decode::<O>(raw.clone()).map(|_| Vec::new()) };
    let decoded = O::items(&ItemList { response: raw, list });
    // The error for the whole page contains the path from its root.
    decoded.or_else(|error| decode::<O>(raw.clone()).and(Err(error.into())))
}

/// The items in a page, for generated code to decode.
#[derive(Debug)]
pub struct ItemList<'r> {
    response: &'r RawResponse,
    list: &'r RawValue,
}

impl ItemList<'_> {
    /// Decodes the items.
    pub fn json<T: DeserializeOwned>(&self) -> Result<Vec<T>, DecodeError> {
        decode::json(self.list.get().as_bytes()).map_err(|cause| DecodeError::new(self.response.clone(), cause))
    }

    /// Decodes the items leniently; see [`RawResponse::lenient_json`].
    pub fn lenient_json<T: Lenient>(&self) -> Result<Vec<T>, DecodeError> {
        self.json().map(|items| items.into_iter().map(|LenientValue(item)| item).collect())
    }
}
