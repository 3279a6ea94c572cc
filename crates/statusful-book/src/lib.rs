//! Pages as a book: HTML with a table of contents and a search, which needs no network to be read.
//!
//! The pages are those of [`statusful_codegen::pages`], the reference of a client, or a folder of Markdown.
//! [mdBook](https://rust-lang.github.io/mdBook/) makes the book.

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
    build(title, out, folder::BOOK, |root| folder::sources(pages, root))
}

/// Writes a folder of Markdown, which has a `SUMMARY.md`, as a book of this title, in place of the same book that is there already.
///
/// In links, each first text of `moved` is replaced by the second: what is elsewhere beside the book than beside the folder.
///
/// # Errors
///
/// When the folder holds something that is not this book, and when it cannot be written.
pub fn write_folder(title: &str, source: &Path, moved: &[(&str, &str)], out: &Path) -> Result<(), BookError> {
    let mark = format!("{title}</title>");
    build(title, out, (folder::BOOK.0, &mark), |root| folder::copied(source, moved, root))
}

/// Builds a book from the sources that `write` puts into a folder.
fn build(
    title: &str,
    out: &Path,
    mark: (&str, &str),
    write: impl FnOnce(&Path) -> Result<(), BookError>,
) -> Result<(), BookError> {
    let out = std::path::absolute(out).map_err(|error| BookError::disk(out, error))?;
    folder::accepts(&out, mark)?;
    let work = tempfile::tempdir().map_err(|error| BookError::disk(&std::env::temp_dir(), error))?;
    write(work.path())?;
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
