//! Finds the next page of a received page.

use http::Uri;

use super::policy::PaginationStyle;
use super::trail::Trail;
use super::{PageCursor, PaginationPolicy, RequestPart, ResponsePart, link};
use crate::decode::{self, NoScalar, scalar};
use crate::{PaginationErrorKind, RawResponse, Request};

/// A received page, and the request for it.
#[derive(Clone, Copy)]
pub(super) struct Page<'p> {
    pub(super) policy: &'p PaginationPolicy,
    /// The request of the first page.
    pub(super) request: &'p Request,
    /// Where the page starts, or `None` if the request determines it.
    pub(super) cursor: Option<&'p PageCursor>,
    pub(super) response: &'p RawResponse,
}

impl Page<'_> {
    /// Returns where the next page starts, or `None` if this is the last page.
    pub(super) fn next(self, trail: &mut Trail) -> Result<Option<PageCursor>, PaginationErrorKind> {
        let more = self.policy.more.and_then(|more| more.boolean(self.response));
        if more == Some(false) {
            return Ok(None);
        }
        let (items, last) = self.items();
        let next = match self.policy.style {
            PaginationStyle::Offset(input) => {
                let offset = self.number(input, 0)?.saturating_add(u64::try_from(items).unwrap_or(u64::MAX));
                let is_last = items == 0 || self.total().is_some_and(|total| offset >= total);
                trail.compare(self.response.body())?;
                (!is_last).then(|| offset.into())
            }
            PaginationStyle::Page { input, first } => {
                let page = self.number(input, first)?.saturating_add(1);
                let is_last = match self.total() {
                    Some(total) => page.saturating_sub(first) >= total,
                    None => items == 0 && more.is_none(),
                };
                if items > 0 {
                    trail.compare(self.response.body())?;
                }
                (!is_last).then(|| page.into())
            }
            PaginationStyle::Cursor { input, next } => self.cursor(input, next, trail)?,
            PaginationStyle::LastItem { input, pointer } => match last.map(|item| item_cursor(item, pointer)) {
                Some(cursor) => {
                    let cursor = cursor.ok().flatten().ok_or(PaginationErrorKind::InvalidCursor)?;
                    self.visit(trail, Some(input), cursor)?
                }
                None => None,
            },
            PaginationStyle::Url(next) => match self.text(next)? {
                Some(url) => self.url(&url, trail)?,
                None => None,
            },
            PaginationStyle::Link => match link::next(self.response.headers()) {
                Some(url) => self.url(url, trail)?,
                None => None,
            },
        };
        match next {
            None if more == Some(true) => Err(PaginationErrorKind::MissingCursor),
            None => Ok(None),
            Some(next) => trail.count(items).map(|()| Some(next)),
        }
    }

    /// Returns the number of items, and the last one.
    fn items(&self) -> (usize, Option<&serde_json::value::RawValue>) {
        decode::find(self.response.body(), self.policy.results).and_then(decode::items).unwrap_or_default()
    }

    fn total(&self) -> Option<u64> {
        self.policy.total?.number(self.response)
    }

    /// Returns the number with which this page was requested.
    fn number(&self, input: RequestPart, default: u64) -> Result<u64, PaginationErrorKind> {
        match self.sent(input) {
            Some(text) => text.parse().or(Err(PaginationErrorKind::InvalidCursor)),
            None => Ok(default),
        }
    }

    /// Returns the text with which this page was requested, if any.
    fn sent(&self, input: RequestPart) -> Option<String> {
        self.cursor.map_or_else(|| self.request.part(input), |cursor| Some(cursor.as_str().to_owned()))
    }

    fn text(&self, part: ResponsePart) -> Result<Option<String>, PaginationErrorKind> {
        part.text(self.response).or(Err(PaginationErrorKind::InvalidCursor))
    }

    fn cursor(
        &self,
        input: RequestPart,
        next: ResponsePart,
        trail: &mut Trail,
    ) -> Result<Option<PageCursor>, PaginationErrorKind> {
        match self.text(next)? {
            Some(cursor) => self.visit(trail, Some(input), cursor),
            None => Ok(None),
        }
    }

    /// Returns the path and query of a URL, which may be relative to that of the page (RFC 3986, section 5).
    fn url(&self, written: &str, trail: &mut Trail) -> Result<Option<PageCursor>, PaginationErrorKind> {
        let target = self.response.url().join(written).or(Err(PaginationErrorKind::InvalidUrl))?;
        if target.origin() != self.response.request_url().origin() {
            return Err(PaginationErrorKind::OtherOrigin);
        }
        let is_anonymous = target.username().is_empty() && target.password().is_none();
        if !is_anonymous || Uri::try_from(target.as_str()).is_err() {
            return Err(PaginationErrorKind::InvalidUrl);
        }
        self.visit(trail, None, path_and_query(&target))
    }

    /// Returns a cursor, unless it leads to an earlier page.
    fn visit(
        &self,
        trail: &mut Trail,
        input: Option<RequestPart>,
        next: String,
    ) -> Result<Option<PageCursor>, PaginationErrorKind> {
        if self.cursor.is_none() {
            let first = input
                .map_or_else(|| Some(path_and_query(self.response.request_url())), |input| self.request.part(input));
            first.map_or(Ok(()), |first| trail.visit(&first))?;
        }
        trail.visit(&next)?;
        Ok(Some(PageCursor::new(next)))
    }
}

/// Returns the cursor in an item.
fn item_cursor(item: &serde_json::value::RawValue, pointer: &str) -> Result<Option<String>, NoScalar> {
    decode::find(item.get().as_bytes(), pointer).map_or(Err(NoScalar), scalar)
}

fn path_and_query(url: &reqwest::Url) -> String {
    match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    }
}
