//! Which pages were there before.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

use bytes::Bytes;

use crate::PaginationErrorKind;

/// How many pages in a row may have no items, although each has a cursor for another.
const EMPTY_PAGES: u32 = 1000;

/// How often a page with items may be the same as the one before it. A list may have equal items, but a server that ignores the
/// offset returns its first page for ever.
const SAME_PAGES: u32 = 10;

/// Which pages were there before. Of each it keeps 16 bytes.
#[derive(Debug, Default)]
pub(super) struct Trail {
    hashers: [RandomState; 2],
    cursors: HashSet<[u64; 2]>,
    empty: u32,
    last: Option<Bytes>,
    same: u32,
}

impl Trail {
    /// Notes a cursor, which must not have been there before.
    pub(super) fn visit(&mut self, cursor: &str) -> Result<(), PaginationErrorKind> {
        let hash = [self.hashers[0].hash_one(cursor), self.hashers[1].hash_one(cursor)];
        if self.cursors.insert(hash) { Ok(()) } else { Err(PaginationErrorKind::Repeated) }
    }

    /// Notes the number of items of a page that is not the last.
    pub(super) fn count(&mut self, items: usize) -> Result<(), PaginationErrorKind> {
        self.empty = if items == 0 { self.empty + 1 } else { 0 };
        if self.empty < EMPTY_PAGES { Ok(()) } else { Err(PaginationErrorKind::Endless) }
    }

    /// Notes the body of a page that was requested by a number.
    pub(super) fn compare(&mut self, body: &Bytes) -> Result<(), PaginationErrorKind> {
        self.same = if self.last.as_ref() == Some(body) { self.same + 1 } else { 0 };
        self.last = Some(body.clone());
        if self.same < SAME_PAGES { Ok(()) } else { Err(PaginationErrorKind::Repeated) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_may_come_once() {
        let mut trail = Trail::default();
        assert_eq!([trail.visit("a"), trail.visit("b")], [Ok(()), Ok(())]);
        assert_eq!(trail.visit("a"), Err(PaginationErrorKind::Repeated));
    }

    #[test]
    fn pages_without_items_are_bounded() {
        let mut trail = Trail::default();
        for _ in 1..EMPTY_PAGES {
            assert_eq!(trail.count(0), Ok(()));
        }
        assert_eq!(trail.count(1), Ok(()));
        for _ in 1..EMPTY_PAGES {
            assert_eq!(trail.count(0), Ok(()));
        }
        assert_eq!(trail.count(0), Err(PaginationErrorKind::Endless));
    }

    #[test]
    fn equal_pages_are_bounded() {
        let mut trail = Trail::default();
        let (one, two) = (Bytes::from_static(b"[1]"), Bytes::from_static(b"[2]"));
        for _ in 0..SAME_PAGES {
            assert_eq!(trail.compare(&one), Ok(()));
        }
        assert_eq!(trail.compare(&two), Ok(()));
        for _ in 0..SAME_PAGES {
            assert_eq!(trail.compare(&one), Ok(()));
        }
        assert_eq!(trail.compare(&one), Err(PaginationErrorKind::Repeated));
    }
}
