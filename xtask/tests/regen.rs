//! `cargo xtask regen` and `regen --check` in a repository without clients, where only the catalogue is generated.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

const CATALOGUE: &str = "docs/guide/diagnostics.md";

fn repository() -> TempDir {
    let root = TempDir::new().unwrap();
    for folder in ["openapi", "docs/guide", "xtask"] {
        fs::create_dir_all(root.path().join(folder)).unwrap();
    }
    fs::write(root.path().join("openapi/clients.toml"), "client = []\n").unwrap();
    fs::write(root.path().join("docs/guide/by_hand.md"), "").unwrap();
    root
}

/// Runs the command, and returns its success and its output.
fn regen(root: &Path, more: &[&str]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    let output = command.arg("regen").args(more).env("CARGO_MANIFEST_DIR", root.join("xtask")).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    (output.status.success(), said)
}

#[test]
fn the_catalogue_is_written_and_checked() {
    let root = repository();
    let (passes, said) = regen(root.path(), &["--check"]);
    assert!(!passes && said.contains("missing   docs/guide/diagnostics.md"), "{said}");

    let (passes, said) = regen(root.path(), &[]);
    assert!(passes && said.contains("wrote docs/guide/diagnostics.md"), "{said}");
    let (passes, said) = regen(root.path(), &["--check"]);
    assert!(passes, "{said}");

    let path = root.path().join(CATALOGUE);
    let edited = fs::read_to_string(&path).unwrap().replace("# Diagnostics", "# Edited");
    fs::write(&path, edited).unwrap();
    let (passes, said) = regen(root.path(), &["--check"]);
    assert!(!passes && said.contains("changed   docs/guide/diagnostics.md") && said.contains("-# Edited"), "{said}");
    assert!(root.path().join("docs/guide/by_hand.md").exists());
}
