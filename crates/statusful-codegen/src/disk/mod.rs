//! File access: the only module that writes files, and reads those that it wrote.
//!
//! A [`Plan`] contains the changes to a folder. It can be inspected, which is how drift is detected, or applied.

mod apply;
mod compare;
mod diff;
mod foreign;
mod generated;
mod place;
mod stage;

use std::fmt;
use std::path::PathBuf;

pub use foreign::is_foreign;
pub use statusful_document::disk::{Folder, read_document};

use crate::files::Files;

/// The differences between a folder and the files that it should contain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    root: PathBuf,
    files: Files,
    keeps_orphans: bool,
    entries: Vec<Entry>,
}

/// A file that exists, or should exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The path relative to the folder, with `/` between its parts.
    pub path: String,
    /// How it differs from what it should be.
    pub state: State,
    /// The path relative to the folder as the system represents it, which need not be UTF-8.
    location: PathBuf,
}

/// How a file differs from what it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It does not differ in any byte.
    Unchanged,
    /// Its content differs.
    Changed {
        /// The content on disk, in which invalid UTF-8 is replaced.
        old: String,
        /// The generated content.
        new: String,
    },
    /// It does not exist.
    Missing {
        /// The generated content.
        new: String,
    },
    /// It was generated, but no longer is.
    Orphaned {
        /// The content on disk, in which invalid UTF-8 is replaced.
        old: String,
    },
}

impl Plan {
    /// Returns the files, sorted by path.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Returns the files that differ from what they should be.
    pub fn differences(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.state != State::Unchanged)
    }

    /// Returns the plan without removals, for folders that also contain files of others.
    #[must_use]
    pub fn keeping_orphans(mut self) -> Self {
        self.entries.retain(|entry| !matches!(entry.state, State::Orphaned { .. }));
        self.keeps_orphans = true;
        self
    }

    /// Returns whether there are no differences.
    pub fn is_clean(&self) -> bool {
        self.differences().next().is_none()
    }
}

/// Writes the state as one word, such as `orphaned`.
impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Unchanged => "unchanged",
            Self::Changed { .. } => "changed",
            Self::Missing { .. } => "missing",
            Self::Orphaned { .. } => "orphaned",
        })
    }
}

#[cfg(test)]
mod tests;
