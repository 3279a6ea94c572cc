//! The folders of a book: its sources for a while, and where it stays.

use std::fs;
use std::path::Path;

use statusful_codegen::pages::Page;

use crate::BookError;
use crate::config::STYLE;

/// What every book has at its root.
const MARK: &str = "toc.html";

/// Refuses a folder whose files somebody might miss: what a book is written into is emptied first.
pub(crate) fn accepts(out: &Path) -> Result<(), BookError> {
    let is_empty = match fs::read_dir(out) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => true,
        Err(error) => return Err(BookError::disk(out, error)),
    };
    if is_empty || out.join(MARK).is_file() { Ok(()) } else { Err(BookError::foreign(out)) }
}

/// Writes the pages as mdBook reads them. What a book calls its index, a folder calls its README.
pub(crate) fn sources(pages: &[Page], root: &Path) -> Result<(), BookError> {
    for page in pages {
        let path = page.path.strip_prefix("docs/").unwrap_or(&page.path);
        let file = root.join("src").join(path.replace("README.md", "index.md"));
        let text = page.text.replace("README.md)", "index.md)");
        let write = || {
            fs::create_dir_all(file.parent().unwrap_or(root))?;
            fs::write(&file, text)
        };
        write().map_err(|error| BookError::disk(&file, error))?;
    }
    let style = root.join(STYLE);
    fs::write(&style, include_str!("style.css")).map_err(|error| BookError::disk(&style, error))
}
