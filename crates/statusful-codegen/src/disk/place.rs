//! A folder that is replaced as a whole: the folder, its drafts next to it, and its lock.

use std::ffi::OsString;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::compare::at;
use super::generated::is_generated;
use super::stage::is_cache;

/// A folder that only this process can replace while the value exists.
pub(super) struct Place {
    /// The folder itself, without symbolic links.
    pub(super) root: PathBuf,
    /// The draft of the new folder. After an exchange, it briefly contains the old folder.
    pub(super) staged: PathBuf,
    /// The old folder, until everything that the new one lacks has been moved.
    old: PathBuf,
    _lock: Option<File>,
}

impl Place {
    /// Waits until no other run is replacing a folder in the same parent folder.
    pub(super) fn lock(root: &Path) -> io::Result<Self> {
        let with_path = |error: io::Error| at(root, &error);
        let (parent, name) = parent_and_name(root).map_err(with_path)?;
        let lock = lock(&parent).map_err(|error| at(&parent, &error))?;
        Ok(Self {
            root: parent.join(&name),
            staged: parent.join(draft(&name, "new")),
            old: parent.join(draft(&name, "old")),
            _lock: lock,
        })
    }

    /// Returns `true` if a run was interrupted here.
    pub(super) fn is_unfinished(root: &Path) -> bool {
        let Some(real) = fs::canonicalize(root).ok() else { return false };
        let Some((parent, name)) = real.parent().zip(real.file_name()) else { return false };
        ["new", "old"].iter().any(|kind| fs::symlink_metadata(parent.join(draft(name, kind))).is_ok())
    }

    /// Completes or removes what an interrupted run left behind.
    pub(super) fn recover(&self) -> io::Result<()> {
        if fs::symlink_metadata(&self.old).is_ok() {
            if !self.root.exists() {
                fs::rename(&self.old, &self.root).map_err(|error| at(&self.old, &error))?;
            }
            self.finish()?;
        }
        if self.root.exists() {
            // The draft contains no cache, unless the folders were exchanged.
            carry_over(&self.staged, &self.root, &|_, is_cache| is_cache)?;
        }
        discard(&self.staged)
    }

    /// Replaces the folder with the draft.
    pub(super) fn replace(&self) -> io::Result<()> {
        let with_path = |error: io::Error| at(&self.root, &error);
        if !self.root.exists() {
            return fs::rename(&self.staged, &self.root).map_err(with_path);
        }
        if exchange(&self.staged, &self.root).map_err(with_path)? {
            fs::rename(&self.staged, &self.old).map_err(with_path)?;
        } else {
            fs::rename(&self.root, &self.old).map_err(with_path)?;
            fs::rename(&self.staged, &self.root)
                .inspect_err(|_| drop(fs::rename(&self.old, &self.root)))
                .map_err(with_path)?;
        }
        self.finish()
    }

    /// Moves caches, and files that were written in the meantime, to the new folder, and removes the old one.
    fn finish(&self) -> io::Result<()> {
        carry_over(&self.old, &self.root, &|location, is_cache| is_cache || !is_generated(&self.old, location))?;
        discard(&self.old)
    }
}

/// Returns the canonical path of the parent folder, which is created if necessary, and the folder's name.
fn parent_and_name(root: &Path) -> io::Result<(PathBuf, OsString)> {
    let nameless = || io::Error::other("the folder has no parent folder, so it cannot be replaced");
    let real = match fs::canonicalize(root) {
        Ok(real) => real,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if fs::symlink_metadata(root).is_ok() {
                return Err(io::Error::other("it is a symbolic link whose target does not exist"));
            }
            let parent = root.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            fs::create_dir_all(parent)?;
            fs::canonicalize(parent)?.join(root.file_name().ok_or_else(nameless)?)
        }
        Err(error) => return Err(error),
    };
    let parts = real.parent().zip(real.file_name()).map(|(parent, name)| (parent.to_owned(), name.to_owned()));
    parts.ok_or_else(nameless)
}

/// Returns the name of a draft. Cargo and most tools ignore names that begin with a dot.
fn draft(name: &std::ffi::OsStr, kind: &str) -> OsString {
    let mut draft = OsString::from(".");
    draft.push(name);
    draft.push(format!(".statusful-{kind}"));
    draft
}

/// Moves everything that the new folder lacks.
fn carry_over(from: &Path, to: &Path, is_wanted: &dyn Fn(&Path, bool) -> bool) -> io::Result<()> {
    let mut stack = vec![PathBuf::new()];
    while let Some(folder) = stack.pop() {
        // The folder does not exist unless a run was interrupted.
        let Ok(entries) = fs::read_dir(from.join(&folder)) else { continue };
        for entry in entries {
            let entry = entry?;
            let location = folder.join(entry.file_name());
            let is_folder = entry.file_type()?.is_dir();
            let is_cache = is_folder && is_cache(&entry.path());
            let target = to.join(&location);
            if is_folder && !is_cache {
                stack.push(location);
            } else if fs::symlink_metadata(&target).is_err() && is_wanted(&location, is_cache) {
                fs::create_dir_all(target.parent().unwrap_or(to))?;
                fs::rename(entry.path(), &target).map_err(|error| at(&target, &error))?;
            }
        }
    }
    Ok(())
}

/// Removes a draft, if there is one. Does not follow links.
pub(super) fn discard(draft: &Path) -> io::Result<()> {
    let Ok(metadata) = fs::symlink_metadata(draft) else { return Ok(()) };
    if !metadata.is_dir() {
        return fs::remove_file(draft).map_err(|error| at(draft, &error));
    }
    fs::remove_dir_all(draft).or_else(|_| {
        make_writable(draft)?;
        fs::remove_dir_all(draft).map_err(|error| at(draft, &error))
    })
}

/// Makes the folders of a draft writable, because copies of read-only folders are read-only, too.
fn make_writable(draft: &Path) -> io::Result<()> {
    let mut stack = vec![draft.to_owned()];
    while let Some(folder) = stack.pop() {
        let mut permissions = fs::metadata(&folder)?.permissions();
        #[cfg(unix)]
        std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, 0o700);
        #[cfg(not(unix))]
        permissions.set_readonly(false);
        fs::set_permissions(&folder, permissions)?;
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                stack.push(entry.path());
            }
        }
    }
    Ok(())
}

/// Locks a folder until the file is closed, at the latest when the process ends. Some network file systems cannot lock
/// folders; on these, nothing is locked.
#[cfg(unix)]
fn lock(folder: &Path) -> io::Result<Option<File>> {
    use rustix::fs::{FlockOperation, flock};
    use rustix::io::{Errno, retry_on_intr};

    let file = File::open(folder)?;
    match retry_on_intr(|| flock(&file, FlockOperation::LockExclusive)) {
        Ok(()) => Ok(Some(file)),
        Err(Errno::BADF | Errno::NOLCK | Errno::OPNOTSUPP | Errno::INVAL) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(unix))]
fn lock(_: &Path) -> io::Result<Option<File>> {
    Ok(None)
}

/// Exchanges two folders atomically. Returns `false` if the system or the file system does not support it.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn exchange(left: &Path, right: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;

    match renameat_with(CWD, left, CWD, right, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}
