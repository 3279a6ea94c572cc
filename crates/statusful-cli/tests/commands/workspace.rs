//! Generated crates below a Cargo workspace, as Cargo sees them.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::{DOCUMENT, Documents, code, stderr, stdout};

/// A workspace with one member, and a document beside it.
fn workspace(more: &str) -> Documents {
    let root = Documents::of(&[("openapi.yaml", DOCUMENT)]);
    fs::create_dir_all(root.path("app/src")).unwrap();
    fs::write(root.path("Cargo.toml"), format!("[workspace]\nresolver = \"3\"\n{more}\n")).unwrap();
    fs::write(root.path("app/Cargo.toml"), "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2024\"\n")
        .unwrap();
    fs::write(root.path("app/src/lib.rs"), "").unwrap();
    root
}

/// The root of the workspace of a package, or why Cargo refuses it.
fn root_of(package: &Path) -> Result<String, String> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    cargo.args(["locate-project", "--workspace", "--message-format", "plain"]).current_dir(package);
    let output = cargo.output().unwrap();
    if !output.status.success() {
        return Err(stderr(&output));
    }
    // `locate-project` looks for the root, and `metadata` for the members as well.
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    let members = cargo.args(["metadata", "--no-deps", "--format-version", "1"]).current_dir(package).output().unwrap();
    if !members.status.success() {
        return Err(stderr(&members));
    }
    Ok(Path::new(stdout(&output).trim()).parent().unwrap().canonicalize().unwrap().display().to_string())
}

const GENERATE: [&str; 6] = ["generate", "openapi.yaml", "--out", "clients/keys", "--name", "keys"];

#[test]
fn a_client_can_be_a_member() {
    let root = workspace("members = [\"app\", \"clients/*\"]");
    let output = root.run(&GENERATE);
    assert_eq!(code(&output), Some(0), "{}", stderr(&output));
    assert!(!stdout(&output).contains("note:"), "{}", stdout(&output));
    let top = root.path("").canonicalize().unwrap().display().to_string();
    assert_eq!(root_of(&root.path("clients/keys")), Ok(top));
}

#[test]
fn a_client_that_is_not_listed_comes_with_advice() {
    let root = workspace("members = [\"app\"]");
    let output = root.run(&GENERATE);
    assert!(
        stdout(&output).contains("note: add \"clients/keys\" to `members` of `[workspace]` in Cargo.toml"),
        "{}",
        stdout(&output)
    );
    let refused = root_of(&root.path("clients/keys")).unwrap_err();
    assert!(refused.contains("believes it's in a workspace"), "{refused}");

    fs::write(root.path("Cargo.toml"), "[workspace]\nresolver = \"3\"\nmembers = [\"app\", \"clients/keys\"]\n")
        .unwrap();
    assert!(root_of(&root.path("clients/keys")).is_ok());
    let again = root.run(&GENERATE);
    assert!(!stdout(&again).contains("wrote") && !stdout(&again).contains("note:"), "{}", stdout(&again));
}

#[test]
fn a_client_can_be_excluded() {
    let root = workspace("members = [\"app\"]\nexclude = [\"clients\"]");
    let output = root.run(&GENERATE);
    assert!(!stdout(&output).contains("note:"), "{}", stdout(&output));
    let client = root.path("clients/keys");
    assert_eq!(root_of(&client), Ok(client.canonicalize().unwrap().display().to_string()));
}

#[test]
fn without_a_workspace_a_client_is_its_own() {
    let root = Documents::of(&[("openapi.yaml", DOCUMENT)]);
    // A package without `[workspace]` is none.
    fs::write(root.path("Cargo.toml"), "[package]\nname = \"app\"\n").unwrap();
    assert_eq!(code(&root.run(&GENERATE)), Some(0));
    let manifest = fs::read_to_string(root.path("clients/keys/Cargo.toml")).unwrap();
    assert!(manifest.ends_with("\n[workspace]\n"), "{manifest}");
    let client = root.path("clients/keys");
    assert_eq!(root_of(&client), Ok(client.canonicalize().unwrap().display().to_string()));
}
