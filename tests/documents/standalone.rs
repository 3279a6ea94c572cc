//! A client for somebody else compiles by itself, wherever it lies.

use std::path::{Path, PathBuf};
use std::process::Command;

use statusful_codegen::disk::Plan;
use statusful_codegen::{Runtime, Settings, generate};

use crate::{read, root, settings};

/// Runs a command of Cargo on a generated crate, and returns what it prints to stdout, with this workspace's lock file. The Cargo that runs this test may hold
/// the workspace's target directory, and its jobs are not ours to wait for. All such crates share what they depend on, with
/// one another and with those of `conform`, and nobody steps through any of them.
pub(crate) fn cargo(command: &[&str], folder: &Path) -> String {
    std::fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(command)
        .args(["--offline", "--quiet"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target())
        .env_remove("CARGO_MAKEFLAGS")
        .env_remove("MAKEFLAGS")
        .env("RUSTFLAGS", "")
        .env("CARGO_PROFILE_DEV_DEBUG", "false")
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{printed}");
    assert!(!printed.contains("warning"), "{printed}");
    String::from_utf8(output.stdout).unwrap()
}

/// The target folder of all such crates.
pub(crate) fn target() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), Into::into);
    std::path::absolute(target).unwrap().join("conform/target")
}

#[test]
fn it_compiles_without_a_workspace() {
    let runtime = std::path::absolute(root().join("crates/statusful")).unwrap();
    for (document, mock) in [("openapi/keymint.yaml", true), ("tests/openapi/shapes.yaml", false)] {
        let runtime = Runtime::Path(runtime.to_str().unwrap().to_owned());
        let settings = Settings { reference: true, mock, ..settings("demo", document, runtime) };
        let client = generate(document, &read(document), &settings).unwrap().client.unwrap();
        let folder = tempfile::tempdir().unwrap();
        Plan::compare(&client.files, folder.path()).unwrap().apply().unwrap();
        let command = if mock { &["build", "--features", "mock"][..] } else { &["build"] };
        cargo(command, folder.path());
    }
}
