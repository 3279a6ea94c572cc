//! The root of this repository.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The folder of the packages that run as `cargo xtask`.
const FOLDER: &str = "xtask";

/// Returns the root of the repository in which the command was started.
///
/// Prefers the path that Cargo passes at run time. The path at compile time may be that of another checkout with the
/// same target directory, which must not be written to.
pub fn root() -> &'static Path {
    static ROOT: LazyLock<PathBuf> = LazyLock::new(|| {
        let built = Path::new(env!("CARGO_MANIFEST_DIR"));
        let started = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        started.as_deref().and_then(root_of).or_else(|| root_of(built)).unwrap_or(built).to_owned()
    });
    &ROOT
}

/// Returns the root of the repository that a package belongs to, if the package runs as `cargo xtask`.
fn root_of(package: &Path) -> Option<&Path> {
    package.ancestors().find(|folder| folder.ends_with(FOLDER)).and_then(Path::parent)
}
