//! Detects repeated pages.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

use bytes::Bytes;

use crate::PaginationErrorKind;

/// The maximum number of consecutive pages without items, even if each has a cursor for another page.
const EMPTY_PAGES: u32 = 1000;

/// The maximum number of consecutive repetitions of a page with items. A list may have equal items, but a server that
/// ignores the offset returns its first page forever.
const SAME_PAGES: u32 = 10;

/// The pages that were received, at 16 bytes each.
#[derive(Debug, Default)]
pub(super) struct Trail {
    hashers: [RandomState; 2],
    cursors: HashSet<[u64; 2]>,
    empty: u32,
    last: Option<Bytes>,
    same: u32,
}

impl Trail {
    /// Records a cursor, which must be new.
    pub(super) fn visit(&mut self, cursor: &str) -> Result<(), PaginationErrorKind> {
        let hash = [self.hashers[0].hash_one(cursor), self.hashers[1].hash_one(cursor)];
        if self.cursors.insert(hash) { Ok(()) } else { Err(PaginationErrorKind::Repeated) }
    }

    /// Records the number of items of a page that is not the last one.
    pub(super) fn count(&mut self, items: usize) -> Result<(), PaginationErrorKind> {
        self.empty = if items == 0 { self.empty + 1 } else { 0 };
        if self.empty < EMPTY_PAGES { Ok(()) } else { Err(PaginationErrorKind::Endless) }
    }

    /// Records the body of a page that was requested by number.
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
