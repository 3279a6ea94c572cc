//! Compares the generated files with those on disk.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::generated::is_generated;
use super::{Entry, Plan, State};
use crate::files::Files;

/// The folders of a generated crate that may contain files of a previous run.
const OWNED: &[&str] = &["src", "docs", "examples"];

/// The only file that users may replace by their own: one that was not generated is kept, and is no difference.
const README: &str = "README.md";

impl Plan {
    /// Compares the files with a folder, which need not exist. Line breaks are compared, too. A file that another run
    /// removes in the meantime counts as missing.
    ///
    /// # Errors
    ///
    /// Returns an error if a file cannot be read, or if a file or folder is a symbolic link, because its target may not
    /// belong to the crate.
    pub fn compare(files: &Files, root: &Path) -> io::Result<Self> {
        let mut entries = Vec::new();
        for (path, new) in files.iter() {
            refuse_links(root, Path::new(path))?;
            let state = state(&root.join(path), new)?;
            if path == README && matches!(state, State::Changed { .. }) && !is_generated(root, Path::new(path)) {
                continue;
            }
            entries.push(Entry { path: path.to_owned(), state, location: path.into() });
        }
        let known: BTreeSet<PathBuf> = entries.iter().map(|entry| entry.location.clone()).collect();
        for folder in OWNED {
            for location in contents(root, Path::new(folder))? {
                if !known.contains(&location) && is_generated(root, &location) {
                    entries.extend(orphan(root, location)?);
                }
            }
        }
        entries.sort_by(|left, right| left.path.cmp(&right.path));
        Ok(Self { root: root.to_owned(), files: files.clone(), keeps_orphans: false, entries })
    }

    /// Compares the same files with the current state of the folder.
    pub(super) fn again(&self, root: &Path) -> io::Result<Self> {
        let plan = Self::compare(&self.files, root)?;
        Ok(if self.keeps_orphans { plan.keeping_orphans() } else { plan })
    }
}

/// Returns an error if the path, or a folder between the root and the path, is a symbolic link.
fn refuse_links(root: &Path, location: &Path) -> io::Result<()> {
    let mut path = root.to_owned();
    for part in location {
        path.push(part);
        if fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_symlink()) {
            let message =
                format!("{} is a symbolic link, which is not followed when files are written", path.display());
            return Err(io::Error::other(message));
        }
    }
    Ok(())
}

fn state(path: &Path, new: &str) -> io::Result<State> {
    Ok(match found(path, fs::read(path))? {
        Some(old) if old == new.as_bytes() => State::Unchanged,
        Some(old) => State::Changed { old: text(&old), new: new.to_owned() },
        None => State::Missing { new: new.to_owned() },
    })
}

/// Returns every file and symbolic link in a folder and its subfolders, as paths relative to the root. Does not follow
/// links.
fn contents(root: &Path, folder: &Path) -> io::Result<Vec<PathBuf>> {
    refuse_links(root, folder)?;
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let path = root.join(&folder);
        for entry in found(&path, fs::read_dir(&path))?.into_iter().flatten() {
            let Some(entry) = found(&path, entry)? else { continue };
            let location = folder.join(entry.file_name());
            match found(&path, entry.file_type())? {
                Some(kind) if kind.is_dir() => folders.push(location),
                Some(_) => files.push(location),
                None => {}
            }
        }
    }
    Ok(files)
}

fn orphan(root: &Path, location: PathBuf) -> io::Result<Option<Entry>> {
    let path = root.join(&location);
    let Some(old) = found(&path, fs::read(&path))? else { return Ok(None) };
    let parts: Vec<_> = location.iter().map(|part| part.to_string_lossy()).collect();
    Ok(Some(Entry { path: parts.join("/"), state: State::Orphaned { old: text(&old) }, location }))
}

/// Returns `None` if the path does not exist. It may have been removed in the meantime, because comparing locks
/// nothing.
fn found<T>(path: &Path, result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(at(path, &error)),
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Adds the path to an error, because the system's message does not contain it.
pub(super) fn at(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_another_run_removed_meanwhile_does_not_exist() {
        let folder = tempfile::tempdir().unwrap();
        let gone = PathBuf::from("src/gone.rs");
        assert_eq!(orphan(folder.path(), gone.clone()).unwrap(), None);
        assert_eq!(contents(folder.path(), Path::new("src")).unwrap(), [] as [PathBuf; 0]);
        // Other problems are errors, such as a folder where a file should be.
        std::fs::create_dir_all(folder.path().join(&gone)).unwrap();
        assert!(orphan(folder.path(), gone).is_err());
    }
}
