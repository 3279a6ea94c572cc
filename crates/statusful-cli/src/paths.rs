//! The path of the runtime, and relative paths.

use std::io;
use std::path::{Component, Path, PathBuf};

/// Returns the path of the `statusful` crate next to this package, if it exists.
///
/// Prefers the path that Cargo passes at run time. The path at compile time may be that of another checkout with the
/// same target directory.
pub(crate) fn runtime() -> Option<PathBuf> {
    let started = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let started = started.filter(|folder| folder.ends_with("statusful-cli"));
    let package = started.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
    package.parent().map(|crates| crates.join("statusful")).filter(|runtime| runtime.join("Cargo.toml").exists())
}

/// Returns the relative path from a folder, which need not exist, to one that does, with `/` as the separator.
pub(crate) fn relative(from: &Path, to: &Path) -> io::Result<String> {
    let (from, to) = (resolved(from)?, to.canonicalize()?);
    let shared = from.components().zip(to.components()).take_while(|(from, to)| from == to).count();
    if shared == 0 {
        return Ok(to.to_string_lossy().into_owned());
    }
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    let path: Vec<_> = up.chain(to.components().skip(shared)).map(|part| part.as_os_str().to_string_lossy()).collect();
    Ok(path.join("/"))
}

/// Resolves symbolic links in the part of the path that exists.
pub(crate) fn resolved(path: &Path) -> io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    let existing = path.ancestors().find(|ancestor| ancestor.exists()).unwrap_or(Path::new("/"));
    let rest = path.strip_prefix(existing).unwrap_or(Path::new(""));
    Ok(existing.canonicalize()?.join(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_need_not_exist_yet() {
        let target = runtime().unwrap();
        let crates = target.parent().unwrap();
        assert_eq!(relative(&crates.join("../new/client"), &target).unwrap(), "../../crates/statusful");
        assert_eq!(relative(&crates.join("keymint"), &target).unwrap(), "../statusful");
        assert_eq!(relative(crates, &target).unwrap(), "statusful");
    }
}
