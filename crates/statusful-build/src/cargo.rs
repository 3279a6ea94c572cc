//! What a build script and Cargo say to each other.

use std::path::{Path, PathBuf};

use crate::Error;

/// Returns a folder that Cargo names in the environment of build scripts.
pub(crate) fn folder(variable: &str) -> Result<PathBuf, Error> {
    let folder = std::env::var_os(variable).map(PathBuf::from);
    folder.ok_or_else(|| Error::new(format!("`{variable}` is not set; clients are generated in build scripts")))
}

/// Returns the instruction to run the build script again if a file changes. A document may name its files as it likes, and a
/// line break would begin another instruction.
pub(crate) fn rerun_if_changed(file: &Path) -> Result<String, Error> {
    let path = file.display().to_string();
    if path.contains(char::is_control) {
        return Err(Error::new(format!("the path {path:?} has a control character, which Cargo cannot be told")));
    }
    Ok(format!("cargo::rerun-if-changed={path}"))
}

/// Returns the instructions by which rustc knows a feature, and whether it is on.
pub(crate) fn feature(name: &str, is_on: bool) -> Vec<String> {
    let known = format!("cargo::rustc-check-cfg=cfg(feature, values({name:?}))");
    let on = is_on.then(|| format!("cargo::rustc-cfg=feature={name:?}"));
    [known].into_iter().chain(on).collect()
}
