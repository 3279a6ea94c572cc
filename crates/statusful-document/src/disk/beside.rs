//! Files in the folder of a document.

use std::io;
use std::path::{Path, PathBuf};

use super::document::{LIMIT, read};
use crate::source::{Reader, is_document};

/// The folder that contains a document. Nothing outside of it is read, not even through symbolic links.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// The folder of a document.
    pub fn of(document: &Path) -> Self {
        let parent = document.parent().filter(|parent| !parent.as_os_str().is_empty());
        Self { path: parent.unwrap_or(Path::new(".")).to_owned() }
    }

    fn resolve(&self, path: &str) -> io::Result<PathBuf> {
        let folder = self.path.canonicalize()?;
        let file = folder.join(path).canonicalize()?;
        if !file.starts_with(&folder) {
            return Err(io::Error::other("a symbolic link points outside the document's folder"));
        }
        // The name of the reference was checked; a link must not lead to a file whose name would not be read.
        let within = file.strip_prefix(&folder).unwrap_or(&file);
        let parts: Vec<_> = within.iter().map(|part| part.to_string_lossy()).collect();
        is_document(&parts.join("/")).map_err(io::Error::other)?;
        if !file.is_file() {
            return Err(io::Error::other("it is not a file"));
        }
        Ok(file)
    }
}

impl Reader for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        match self.resolve(path).and_then(|file| read(&file)) {
            Ok(bytes) if bytes.len() as u64 > LIMIT => Err(format!("it is larger than {} MiB", LIMIT >> 20)),
            Ok(bytes) => Ok(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err("it does not exist".to_owned()),
            Err(error) => Err(error.to_string()),
        }
    }
}
