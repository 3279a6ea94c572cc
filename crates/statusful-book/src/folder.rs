//! The folders of a book: its sources for a while, and where it stays.

use std::fs;
use std::path::Path;

use statusful_codegen::pages::Page;

use crate::BookError;
use crate::config::STYLE;

/// What every book has at its root.
pub(crate) const BOOK: &str = "toc.html";

/// What every reference in Markdown has at its root.
pub(crate) const PAGES: &str = "SUMMARY.md";

/// Refuses a folder whose files somebody might miss. One that has the mark was written before.
pub(crate) fn accepts(out: &Path, mark: &str) -> Result<(), BookError> {
    let is_empty = match fs::read_dir(out) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => true,
        Err(error) => return Err(BookError::disk(out, error)),
    };
    if is_empty || out.join(mark).is_file() { Ok(()) } else { Err(BookError::foreign(out)) }
}

/// Writes pages as they are, in place of those that are there.
pub(crate) fn pages(pages: &[Page], out: &Path) -> Result<(), BookError> {
    for folder in ["operations", "models"].map(|folder| out.join(folder)) {
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(BookError::disk(&folder, error)),
            _ => {}
        }
    }
    pages.iter().try_for_each(|page| write(&out.join(below(page)), &page.text))
}

/// Writes the pages as mdBook reads them. What a book calls its index, a folder calls its README.
pub(crate) fn sources(pages: &[Page], root: &Path) -> Result<(), BookError> {
    for page in pages {
        let file = root.join("src").join(below(page).replace("README.md", "index.md"));
        write(&file, &page.text.replace("README.md)", "index.md)"))?;
    }
    write(&root.join(STYLE), include_str!("style.css"))
}

/// The path of a page below the reference's own folder.
fn below(page: &Page) -> &str {
    page.path.strip_prefix("docs/").unwrap_or(&page.path)
}

fn write(file: &Path, text: &str) -> Result<(), BookError> {
    let folders = file.parent().map_or(Ok(()), fs::create_dir_all);
    folders.and_then(|()| fs::write(file, text)).map_err(|error| BookError::disk(file, error))
}
