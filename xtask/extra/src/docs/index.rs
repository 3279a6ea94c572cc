//! The page that leads to the books.

use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use statusful_cli::Failure;

/// A book: its folder beside the page, and its title.
pub(crate) struct Entry {
    pub(crate) folder: String,
    pub(crate) title: String,
}

const NAME: &str = "index.html";
const TEMPLATE: &str = include_str!("index.html");
/// What identifies a page that this command wrote.
const MARK: &str = "<meta name=\"generator\" content=\"cargo xtask docs\">";

/// Refuses a folder that has another page of this name.
pub(crate) fn accepts(out: &Path) -> Result<(), Failure> {
    let path = out.join(NAME);
    match fs::read_to_string(&path) {
        Ok(text) if text.contains(MARK) => Ok(()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        _ => Err(format!("{} was not written by this command; choose another folder", path.display()).into()),
    }
}

/// Writes the page, and returns its path.
pub(crate) fn write(entries: &[Entry], out: &Path) -> Result<PathBuf, Failure> {
    let mut items = String::new();
    for Entry { folder, title } in entries {
        let title = title.replace('&', "&amp;").replace('<', "&lt;");
        let _ = writeln!(items, "<li><a href=\"{folder}/index.html\">{title}</a></li>");
    }
    let path = out.join(NAME);
    fs::write(&path, TEMPLATE.replace("<!-- books -->", items.trim_end()))?;
    Ok(path)
}
