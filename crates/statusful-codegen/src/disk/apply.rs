//! A plan, carried out.

use std::io::Write;
use std::path::Path;
use std::{fs, io};

use super::compare::{at, refuse_links};
use super::{Entry, Plan, State};

impl Plan {
    /// Writes what is changed or missing, removes what is orphaned, and then the folders that are left empty. What is
    /// unchanged is not touched, so nothing is built again for it.
    pub fn apply(&self) -> io::Result<()> {
        for entry in self.differences() {
            let path = self.root.join(&entry.location);
            match &entry.state {
                State::Changed { new, .. } | State::Missing { new } => {
                    refuse_links(&self.root, &entry.location)?;
                    write(&path, new).map_err(|error| at(&path, &error))?;
                }
                State::Orphaned { .. } => self.remove(entry).map_err(|error| at(&path, &error))?,
                State::Unchanged => {}
            }
        }
        Ok(())
    }

    fn remove(&self, entry: &Entry) -> io::Result<()> {
        if let Some(folder) = entry.location.parent() {
            refuse_links(&self.root, folder)?;
        }
        fs::remove_file(self.root.join(&entry.location))?;
        // A folder that is not empty cannot be removed, which is where this ends.
        let folders = entry.location.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
        for folder in folders {
            if fs::remove_dir(self.root.join(folder)).is_err() {
                break;
            }
        }
        Ok(())
    }
}

/// Writes beside the file and renames, so that the file is the old one or the new one at any time, never half of it.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let draft = folder.join(format!(".{name}.{}.new", std::process::id()));
    let written = write_new(&draft, text).and_then(|()| fs::rename(&draft, path));
    if written.is_err() {
        // The first error is the one to tell; a draft that was never made cannot be removed.
        let _ = fs::remove_file(&draft);
    }
    written
}

/// A file of that name must not be there yet, so that no link is followed.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    fs::File::create_new(path)?.write_all(text.as_bytes())
}
