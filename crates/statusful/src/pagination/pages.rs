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

/// A list as a stream of pages; see [`Call::pages`](crate::Call::pages).
///
/// Each page is a call of its own, which is sent when the page is wanted: with the options, the retries and the time limit of
/// the call. The stream ends after the last page, and after an error. Dropping it cancels the call that is being sent.
///
/// A next URL that leaves the origin of the request, a cursor that was there before, and pages without items that never end are
/// an [`Error::Pagination`] after the page. If the call has an idempotency key, later pages have it with `-2`, `-3` and so on
/// added.
#[must_use = "pages are requested when the stream is read"]
pub struct Pages<O> {
    walk: Walk,
    operation: PhantomData<fn() -> O>,
}

impl<O: Paginated> Pages<O> {
    pub(crate) fn new(request: Request, options: CallOptions) -> Self {
        Self { walk: Walk::new(request, options, OperationInfo::of::<O>(), O::PAGINATION), operation: PhantomData }
    }

    /// Starts at a page of an earlier stream, instead of at the first.
    pub fn resume(self, cursor: PageCursor) -> Self {
        Self { walk: self.walk.resume(cursor), ..self }
    }

    /// Sets the maximum number of pages. Defaults to all.
    pub fn max_pages(self, pages: usize) -> Self {
        Self { walk: self.walk.max_pages(pages), ..self }
    }

    /// Returns where the next page starts, or after an error the page that it is about. `None` before the first page and after
    /// the last.
    pub fn next_cursor(&self) -> Option<&PageCursor> {
        self.walk.here()
    }

    /// Returns the next page, or `None` after the last.
    pub async fn next(&mut self) -> Option<Result<Response<O::Success>, Error<O::Failure>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Returns the pages as an iterator that blocks the thread, for programs without an async runtime.
    ///
    /// Its errors are those of the stream, and those of [`Call::send_blocking`](crate::Call::send_blocking).
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
