//! A list as a stream of pages.

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::walk::Walk;
use super::{PageCursor, Paginated};
use crate::call::decode;
use crate::error::Error;
use crate::operation::OperationInfo;
use crate::{CallOptions, Request, Response};

/// A stream of the pages of a list; see [`Call::pages`](crate::Call::pages).
///
/// Each page is a separate call, which is sent when the page is needed, with the options, retries and time limit of the
/// original call. The stream ends after the last page, and after an error. Dropping it cancels the current call.
///
/// The stream returns an [`Error::Pagination`] after the page if the next URL has another origin, if a cursor is
/// repeated, or after too many pages without items. If the call has an idempotency key, `-2`, `-3` and so on are
/// appended to it for later pages.
#[must_use = "pages are requested when the stream is read"]
pub struct Pages<O> {
    walk: Walk,
    operation: PhantomData<fn() -> O>,
}

impl<O: Paginated> Pages<O> {
    pub(crate) fn new(request: Request, options: CallOptions) -> Self {
        Self { walk: Walk::new(request, options, OperationInfo::of::<O>(), O::PAGINATION), operation: PhantomData }
    }

    /// Starts at a page of an earlier stream instead of the first page.
    pub fn resume(self, cursor: PageCursor) -> Self {
        Self { walk: self.walk.resume(cursor), ..self }
    }

    /// Sets the maximum number of pages. Unlimited by default.
    pub fn max_pages(self, pages: usize) -> Self {
        Self { walk: self.walk.max_pages(pages), ..self }
    }

    /// Returns the start of the next page or, after an error, of the page that caused it. Returns `None` before the
    /// first page and after the last one.
    pub fn next_cursor(&self) -> Option<&PageCursor> {
        self.walk.here()
    }

    /// Returns the next page, or `None` after the last one.
    pub async fn next(&mut self) -> Option<Result<Response<O::Success>, Error<O::Failure>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Returns the pages as an iterator that blocks the current thread, for programs without an async runtime.
    ///
    /// It returns errors of the stream and of [`Call::send_blocking`](crate::Call::send_blocking).
    #[cfg(feature = "blocking")]
    pub fn into_iter_blocking(self) -> super::BlockingIter<Self> {
        let operation = self.walk.operation();
        super::BlockingIter::new(operation, self.walk.blocking().map(|walk| Self { walk, operation: PhantomData }))
    }
}

impl<O: Paginated> Stream for Pages<O> {
    type Item = Result<Response<O::Success>, Error<O::Failure>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let raw = match ready!(self.walk.poll_page(context)) {
            Some(Ok(raw)) => raw,
            Some(Err(error)) => return Poll::Ready(Some(Err(error.map(|never| match never {})))),
            None => return Poll::Ready(None),
        };
        let page = decode::<O>(raw.clone());
        match &page {
            Ok(_) => self.walk.turn(&raw),
            Err(_) => self.walk.end(),
        }
        Poll::Ready(Some(page))
    }
}

impl<O: Paginated> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("operation", &O::ID).finish_non_exhaustive()
    }
}
