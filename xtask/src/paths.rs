//! The root of this repository.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Returns the root of the repository in which the command was started.
///
/// Prefers the path that Cargo passes at run time. The path at compile time may be that of another checkout with the
/// same target directory, which must not be written to.
pub(crate) fn root() -> &'static Path {
    static ROOT: LazyLock<PathBuf> = LazyLock::new(|| {
        let started = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let xtask = started.filter(|folder| folder.ends_with("xtask"));
        let xtask = xtask.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
        xtask.parent().unwrap_or(&xtask).to_owned()
    });
    &ROOT
}
