//! Applies a plan.

use std::io::Write;
use std::path::Path;
use std::{fs, io};

use super::compare::{at, refuse_links};
use super::{Entry, Plan, State};

impl Plan {
    /// Writes changed and missing files, and removes orphaned files, including the folders that are left empty.
    /// Unchanged files are not touched, so they do not cause a rebuild.
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
        // Removing a folder that is not empty fails, which ends the loop.
        let folders = entry.location.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
        for folder in folders {
            if fs::remove_dir(self.root.join(folder)).is_err() {
                break;
            }
        }
        Ok(())
    }
}

/// Writes a draft in the same folder and renames it, so that the file is never incomplete.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let draft = folder.join(format!(".{name}.{}.new", std::process::id()));
    let written = write_new(&draft, text).and_then(|()| fs::rename(&draft, path));
    if written.is_err() {
        // The first error is reported; the draft may not exist.
        let _ = fs::remove_file(&draft);
    }
    written
}

/// Writes a file that must not exist yet, so that no symbolic link is followed.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    fs::File::create_new(path)?.write_all(text.as_bytes())
}
