//! A complete copy of the folder with the changes of a plan, next to the folder.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::compare::at;
use super::{Plan, State};

/// Creates the copy. Unchanged files, generated or not, are hard links where possible, so that nothing is copied and
/// modification times are kept. Folders that are marked as a cache, such as `target`, are left out.
pub(super) fn stage(plan: &Plan, root: &Path, staged: &Path) -> io::Result<()> {
    fs::create_dir(staged).map_err(|error| at(staged, &error))?;
    let replaced = plan.differences().map(|entry| entry.location.clone()).collect();
    let mut folders = Vec::new();
    if root.exists() {
        refuse_read_only(plan, root)?;
        link_all(root, staged, &replaced, &mut folders)?;
    }
    for entry in plan.differences() {
        if let State::Changed { new, .. } | State::Missing { new } = &entry.state {
            let path = staged.join(&entry.location);
            write(&path, new).map_err(|error| at(&path, &error))?;
        }
    }
    // Permissions are set last, because they may not allow writing into a folder.
    for (folder, permissions) in folders.into_iter().rev() {
        if folder.exists() {
            fs::set_permissions(&folder, permissions).map_err(|error| at(&folder, &error))?;
        }
    }
    Ok(())
}

/// Returns `true` if a folder is marked as a cache according to the Cache Directory Tagging Specification, like
/// `target`.
pub(super) fn is_cache(folder: &Path) -> bool {
    folder.join("CACHEDIR.TAG").is_file()
}

/// Returns an error if a file in a read-only folder would change, because renaming folders would ignore that it is
/// read-only.
fn refuse_read_only(plan: &Plan, root: &Path) -> io::Result<()> {
    for entry in plan.differences() {
        for folder in entry.location.ancestors().skip(1).map(|folder| root.join(folder)) {
            if fs::metadata(&folder).is_ok_and(|metadata| metadata.permissions().readonly()) {
                let message = format!("{} is read-only", folder.display());
                return Err(io::Error::new(io::ErrorKind::PermissionDenied, message));
            }
        }
    }
    Ok(())
}

/// Links everything except the files that are replaced. Folders that would be empty are left out.
fn link_all(
    root: &Path,
    staged: &Path,
    replaced: &BTreeSet<PathBuf>,
    folders: &mut Vec<(PathBuf, fs::Permissions)>,
) -> io::Result<()> {
    let mut stack = vec![PathBuf::new()];
    while let Some(location) = stack.pop() {
        let (from, to) = (root.join(&location), staged.join(&location));
        let with_path = |error: io::Error| at(&from, &error);
        folders.push((to.clone(), fs::metadata(&from).map_err(with_path)?.permissions()));
        let entries = fs::read_dir(&from).map_err(with_path)?.collect::<io::Result<Vec<_>>>().map_err(with_path)?;
        if entries.is_empty() {
            fs::create_dir_all(&to).map_err(|error| at(&to, &error))?;
        }
        for entry in entries {
            let (location, path) = (location.join(entry.file_name()), entry.path());
            let kind = entry.file_type().map_err(|error| at(&path, &error))?;
            if kind.is_dir() {
                if !is_cache(&path) {
                    stack.push(location);
                }
            } else if !replaced.contains(&location) {
                fs::create_dir_all(&to).map_err(|error| at(&to, &error))?;
                link(&path, &staged.join(&location), kind).map_err(|error| at(&path, &error))?;
            }
        }
    }
    Ok(())
}

/// Links a file, or copies it where the system does not support links. Symbolic links are kept.
fn link(from: &Path, to: &Path, kind: fs::FileType) -> io::Result<()> {
    if kind.is_symlink() {
        return link_symbolically(&fs::read_link(from)?, to);
    }
    if !kind.is_file() {
        return Err(io::Error::other("it is neither a file nor a folder, so it cannot be kept"));
    }
    fs::hard_link(from, to).or_else(|_| {
        fs::copy(from, to)?;
        let modified = fs::metadata(from)?.modified()?;
        fs::File::options().append(true).open(to)?.set_modified(modified)
    })
}

#[cfg(unix)]
fn link_symbolically(target: &Path, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, link)
}

#[cfg(not(unix))]
fn link_symbolically(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::Error::other("it is a symbolic link, which cannot be kept on this system"))
}

/// Writes a new file. It must not exist, so that no symbolic link is followed.
fn write(path: &Path, text: &str) -> io::Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    io::Write::write_all(&mut fs::File::create_new(path)?, text.as_bytes())
}
