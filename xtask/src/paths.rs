//! The root of this repository.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The folders of the packages that run as `cargo xtask`.
const FOLDERS: [&str; 2] = ["xtask", "xtask-extra"];

/// Returns the root of the repository in which the command was started.
///
/// Prefers the path that Cargo passes at run time. The path at compile time may be that of another checkout with the
/// same target directory, which must not be written to.
pub fn root() -> &'static Path {
    static ROOT: LazyLock<PathBuf> = LazyLock::new(|| {
        let started = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let package = started.filter(|folder| FOLDERS.iter().any(|name| folder.ends_with(name)));
        let package = package.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
        package.parent().unwrap_or(&package).to_owned()
    });
    &ROOT
}
