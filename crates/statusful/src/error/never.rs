//! The failure type of operations without documented failures.

use std::fmt;

/// A type without values, which [`Error::Api`](crate::Error::Api) contains if the document describes no failure.
///
/// ```
/// fn into_raw(failure: statusful::Never) -> statusful::RawResponse {
///     match failure {}
/// }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Never {}

impl fmt::Display for Never {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl std::error::Error for Never {}
