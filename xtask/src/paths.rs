//! Where this repository is.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The root of the repository that the command was started in.
///
/// Cargo says at run time where this package is. Where it was when it was compiled may be another checkout that shares
/// the folder for build results, and must not be written to.
pub(crate) fn root() -> &'static Path {
    static ROOT: LazyLock<PathBuf> = LazyLock::new(|| {
        let started = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let xtask = started.filter(|folder| folder.ends_with("xtask"));
        let xtask = xtask.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
        xtask.parent().unwrap_or(&xtask).to_owned()
    });
    &ROOT
}
