//! Requests pages one after the other. Compiled once for all operations.

use std::future::Future;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::next::Page;
use super::policy::PaginationStyle;
use super::trail::Trail;
use super::{PageCursor, PaginationPolicy};
use crate::error::{Error, Never, PaginationError, RequestError, RequestErrorKind};
use crate::operation::OperationInfo;
use crate::options::IDEMPOTENCY_KEY;
use crate::send::send;
use crate::{CallOptions, RawResponse, Request};

type Received = Result<RawResponse, Error<Never>>;

/// A list that is read page by page.
pub(super) struct Walk {
    /// The request of the first page.
    request: Request,
    options: CallOptions,
    info: &'static OperationInfo,
    policy: PaginationPolicy,
    /// Where the last requested page starts, or `None` if the request determines it.
    here: Option<PageCursor>,
    state: WalkState,
    trail: Trail,
    /// The remaining number of pages to request.
    left: usize,
    /// The number of requested pages.
    requested: usize,
}

enum WalkState {
    /// The page at `here` is requested next.
    Ready,
    Asking(Pin<Box<dyn Future<Output = Received> + Send>>),
    /// A page was received, and the next one is not yet known.
    Received,
    /// The last page was returned, and the next one cannot be found.
    Stuck(PaginationError),
    Ended,
}

impl Walk {
    pub(super) fn new(
        request: Request,
        options: CallOptions,
        info: &'static OperationInfo,
        policy: PaginationPolicy,
    ) -> Self {
        Self {
            request,
            options,
            info,
            policy,
            here: None,
            state: WalkState::Ready,
            trail: Trail::default(),
            left: usize::MAX,
            requested: 0,
        }
    }

    pub(super) fn resume(self, cursor: PageCursor) -> Self {
        Self { here: Some(cursor), ..self }
    }

    pub(super) fn max_pages(self, pages: usize) -> Self {
        Self { left: pages, ..self }
    }

    /// Returns where the last requested page starts, or the next one if it is known.
    pub(super) fn here(&self) -> Option<&PageCursor> {
        self.here.as_ref()
    }

    /// Returns the same list, requested by the client for blocking calls.
    #[cfg(feature = "blocking")]
    pub(super) fn blocking(self) -> Result<Self, RequestError> {
        let no_runtime = |error| RequestError::no_runtime(self.info.id, error);
        let client = self.request.client().blocking().map_err(no_runtime)?;
        Ok(Self { request: self.request.by(client), ..self })
    }

    #[cfg(feature = "blocking")]
    pub(super) fn operation(&self) -> &'static str {
        self.info.id
    }

    /// Returns the next page. Call [`turn`](Self::turn) or [`end`](Self::end) before calling it again.
    pub(super) fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Received>> {
        loop {
            match &mut self.state {
                WalkState::Ready if self.left == 0 => {
                    self.state = WalkState::Ended;
                }
                WalkState::Ready => match self.page() {
                    Ok((request, options)) => {
                        self.left -= 1;
                        self.requested += 1;
                        self.state = WalkState::Asking(Box::pin(send(request, options, self.info)));
                    }
                    Err(error) => {
                        self.state = WalkState::Ended;
                        return Poll::Ready(Some(Err(error.in_operation(self.info.id).into())));
                    }
                },
                WalkState::Asking(asking) => {
                    let Poll::Ready(received) = asking.as_mut().poll(context) else { return Poll::Pending };
                    self.state = if received.is_ok() { WalkState::Received } else { WalkState::Ended };
                    return Poll::Ready(Some(received));
                }
                WalkState::Stuck(_) => {
                    let WalkState::Stuck(error) = mem::replace(&mut self.state, WalkState::Ended) else { continue };
                    return Poll::Ready(Some(Err(error.into())));
                }
                WalkState::Received | WalkState::Ended => return Poll::Ready(None),
            }
        }
    }

    /// Continues with the page after the received one.
    pub(super) fn turn(&mut self, response: &RawResponse) {
        let page = Page { policy: &self.policy, request: &self.request, cursor: self.here.as_ref(), response };
        self.state = match page.next(&mut self.trail) {
            Ok(Some(next)) => {
                self.here = Some(next);
                WalkState::Ready
            }
            Ok(None) => {
                self.here = None;
                WalkState::Ended
            }
            Err(kind) => WalkState::Stuck(PaginationError::new(kind, response.clone())),
        };
    }

    /// Ends the list.
    pub(super) fn end(&mut self) {
        self.state = WalkState::Ended;
    }

    /// Returns the request for the next page, and its options.
    fn page(&self) -> Result<(Request, CallOptions), RequestError> {
        let (mut request, mut options) = (self.request.clone(), self.options.clone());
        if let Some(cursor) = &self.here {
            let text = cursor.as_str();
            match self.policy.style {
                PaginationStyle::Offset(input) | PaginationStyle::Page { input, .. } => {
                    text.parse::<u64>().map_err(|_| {
                        RequestError::new(RequestErrorKind::Parameter, "the page cursor is not a number")
                    })?;
                    request.set_part(input, text);
                }
                PaginationStyle::Cursor { input, .. } | PaginationStyle::LastItem { input, .. } => {
                    request.set_part(input, text);
                }
                PaginationStyle::Url(_) | PaginationStyle::Link if text.starts_with('/') => request.follow(text),
                PaginationStyle::Url(_) | PaginationStyle::Link => {
                    let message = "the page cursor is not the path of a URL";
                    return Err(RequestError::new(RequestErrorKind::Url, message));
                }
            }
        }
        if self.requested > 0 {
            request.number_key(&IDEMPOTENCY_KEY, self.requested + 1);
            options.number_key(&IDEMPOTENCY_KEY, self.requested + 1);
        }
        Ok((request, options))
    }
}
