//! The rim: the only module that writes files, and reads those that it wrote.
//!
//! What is to be done to a folder is a [`Plan`] first. A plan can be looked at, which is how drift is checked, or
//! carried out.

mod apply;
mod compare;
mod diff;
mod foreign;

use std::fmt;
use std::path::PathBuf;

pub use foreign::is_foreign;
pub use statusful_document::disk::{Folder, read_document};

/// How a folder differs from the files that it should have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    root: PathBuf,
    entries: Vec<Entry>,
}

/// A file that is there, or should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The path below the folder, with `/` between its parts.
    pub path: String,
    /// How it is and how it should be.
    pub state: State,
    /// The path below the folder as the system has it, which need not be text.
    location: PathBuf,
}

/// How a file is, and how it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// As it should be, to the byte.
    Unchanged,
    /// Different.
    Changed {
        /// What is there; what is not UTF-8 of it is replaced.
        old: String,
        /// What should be there.
        new: String,
    },
    /// Not there.
    Missing {
        /// What should be there.
        new: String,
    },
    /// There, although it is no longer generated.
    Orphaned {
        /// What is there; of a symbolic link, nothing.
        old: String,
    },
}

impl Plan {
    /// The files, sorted by path.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The files that are not as they should be.
    pub fn differences(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.state != State::Unchanged)
    }

    /// The same plan, except that nothing is removed: for folders that hold somebody else's files too.
    #[must_use]
    pub fn keeping_orphans(mut self) -> Self {
        self.entries.retain(|entry| !matches!(entry.state, State::Orphaned { .. }));
        self
    }

    /// Whether every file is as it should be, and no other is there.
    pub fn is_clean(&self) -> bool {
        self.differences().next().is_none()
    }
}

/// The word for the state, such as `orphaned`.
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
