//! Documents of every kind: hostile ones, broken ones, and this repository's own.

#![allow(clippy::unwrap_used, clippy::panic, reason = "this is how a test fails")]

mod beside;
mod build_scripts;
mod conform;
mod enemies;
mod guide;
mod hostile;
mod large;
mod long;
mod mutations;
mod own;
mod packages;
mod readme;
mod reference;
mod schemas;
mod secrets;
mod security;
mod standalone;
mod vendor_sdk;
mod yaml;

use std::path::{Path, PathBuf};

use statusful_codegen::ir::PackageName;
use statusful_codegen::{Runtime, Settings, Strictness};

/// The repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A document of this repository.
fn read(document: &str) -> Vec<u8> {
    let path = root().join(document);
    std::fs::read(&path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
}

fn settings(package: &str, document: &str, runtime: Runtime) -> Settings {
    Settings {
        runtime,
        strictness: Strictness::Strict,
        ..Settings::new(PackageName::parse(package).unwrap(), "cargo xtask regen", document)
    }
}
