//! The Cargo workspace that a generated crate is in.

use std::fs;
use std::path::{Path, PathBuf};

use statusful_codegen::glob::matches_path;
use toml::{Table, Value};

#[cfg(feature = "commands")]
use crate::paths::relative;
use crate::paths::resolved;

/// A workspace in a folder above a crate.
#[derive(Debug)]
#[cfg_attr(not(feature = "commands"), expect(dead_code, reason = "only commands print advice"))]
pub(crate) struct Workspace {
    manifest: PathBuf,
    /// The path of the crate, relative to the folder of the manifest.
    package: String,
    /// Whether the manifest lists the crate in `members` or `exclude`.
    is_listed: bool,
}

impl Workspace {
    /// Returns the nearest workspace above a folder, which need not exist, as Cargo looks for it.
    pub(crate) fn above(package: &Path) -> Option<Self> {
        let package = resolved(package).ok()?;
        package.ancestors().skip(1).find_map(|folder| Self::of(folder, &package))
    }

    fn of(folder: &Path, package: &Path) -> Option<Self> {
        let manifest = folder.join("Cargo.toml");
        // Cargo reports a manifest that it cannot read.
        let table: Table = fs::read_to_string(&manifest).ok()?.parse().ok()?;
        let workspace = table.get("workspace")?.as_table()?;
        let path = package.strip_prefix(folder).ok()?;
        let package = path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        let is_listed = |key: &str, matches: fn(&str, &str) -> bool| {
            let listed = workspace.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
            listed.into_iter().any(|path| matches(path.trim_start_matches("./").trim_end_matches('/'), &package))
        };
        // A folder that is excluded is excluded with all that is in it.
        let is_listed = is_listed("members", matches_path)
            || is_listed("exclude", |path, package| Path::new(package).starts_with(path));
        Some(Self { manifest, package, is_listed })
    }

    #[cfg(feature = "commands")]
    /// Returns what the user has to add to the manifest, if Cargo would refuse the crate without it.
    pub(crate) fn advice(&self) -> Option<String> {
        let Self { manifest, package, is_listed } = self;
        let manifest = std::env::current_dir().ok().and_then(|folder| relative(&folder, manifest).ok())?;
        let list = Value::String(package.clone());
        (!is_listed).then(|| {
            format!("note: add {list} to `members` of `[workspace]` in {manifest}, unless a member depends on its path")
        })
    }
}
