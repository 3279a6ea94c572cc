//! The reference of a client as a book: HTML with a table of contents and a search, which needs no network to be read.
//!
//! The pages are those of [`statusful_codegen::pages`]; [mdBook](https://rust-lang.github.io/mdBook/) makes the book.

mod config;
mod error;
mod folder;

use std::path::Path;

use mdbook_driver::MDBook;
use statusful_codegen::pages::Page;

pub use error::BookError;

/// Writes pages as a book of this title into a folder, in place of a book that is there already.
///
/// # Errors
///
/// When the folder holds something that is no book, and when it cannot be written.
pub fn write(title: &str, pages: &[Page], out: &Path) -> Result<(), BookError> {
    let out = std::path::absolute(out).map_err(|error| BookError::disk(out, error))?;
    folder::accepts(&out, folder::BOOK)?;
    let work = tempfile::tempdir().map_err(|error| BookError::disk(&std::env::temp_dir(), error))?;
    folder::sources(pages, work.path())?;
    let book = MDBook::load_with_config(work.path(), config::config(title, &out)).map_err(BookError::book)?;
    book.build().map_err(BookError::book)
}

/// Writes pages as they are into a folder, in place of pages that are there already.
///
/// # Errors
///
/// When the folder holds something that is no reference, and when it cannot be written.
pub fn write_markdown(pages: &[Page], out: &Path) -> Result<(), BookError> {
    folder::accepts(out, folder::PAGES)?;
    folder::pages(pages, out)
}

/// The examples of the README compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
