//! Where a page starts.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The start of a page: an offset, a page number, a cursor of the server, or the path and query of a URL.
///
/// It can be stored as text, and [resumes](crate::Pages::resume) a later call. `Debug` does not print it, because
/// servers may put secrets into it.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PageCursor(String);

impl PageCursor {
    /// Creates a cursor from its text, which was stored or returned by the server.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<u64> for PageCursor {
    fn from(number: u64) -> Self {
        Self(number.to_string())
    }
}

impl fmt::Debug for PageCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PageCursor(..)")
    }
}
