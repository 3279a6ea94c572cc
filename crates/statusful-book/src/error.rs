//! Why there is no book.

use std::fmt;
use std::path::{Path, PathBuf};

/// Why there is no book.
#[derive(Debug)]
pub struct BookError(Kind);

#[derive(Debug)]
enum Kind {
    Foreign(PathBuf),
    Disk(PathBuf, std::io::Error),
    Book(mdbook_driver::errors::Error),
}

impl BookError {
    pub(crate) fn foreign(folder: &Path) -> Self {
        Self(Kind::Foreign(folder.to_owned()))
    }

    pub(crate) fn disk(path: &Path, error: std::io::Error) -> Self {
        Self(Kind::Disk(path.to_owned(), error))
    }

    pub(crate) fn book(error: mdbook_driver::errors::Error) -> Self {
        Self(Kind::Book(error))
    }
}

impl fmt::Display for BookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Foreign(folder) => {
                write!(
                    f,
                    "{} holds files that were not written by this command; choose another folder",
                    folder.display()
                )
            }
            Kind::Disk(path, error) => write!(f, "{}: {error}", path.display()),
            Kind::Book(error) => write!(f, "mdBook could not make the book: {error:#}"),
        }
    }
}

impl std::error::Error for BookError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0 {
            Kind::Foreign(_) => None,
            Kind::Disk(_, error) => Some(error),
            Kind::Book(error) => Some(error.as_ref()),
        }
    }
}
