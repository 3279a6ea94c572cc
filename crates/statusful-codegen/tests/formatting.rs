//! Generated code is formatted like rustfmt does with the generated `rustfmt.toml`.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod fixture;

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

use fixture::{fixtures, name, with_input};
use statusful_codegen::ir::PackageName;
use statusful_codegen::{Settings, generate_from};

/// Writes the client of a document, and returns its root.
fn client(path: &Path, folder: &Path) -> PathBuf {
    let settings =
        Settings { unused_models: true, ..Settings::new(PackageName::parse("client").unwrap(), "a test", name(path)) };
    let client = with_input(path, |input| generate_from(input, &settings)).unwrap().client.unwrap();
    let folder = folder.join(path.file_stem().unwrap());
    for (path, text) in client.files.iter() {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder.join("src/lib.rs")
}

#[test]
fn rustfmt_would_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let roots: Vec<_> = fixtures("features").iter().map(|path| client(path, folder.path())).collect();
    let settings = roots[0].parent().unwrap().parent().unwrap().join("rustfmt.toml");
    let enabled = std::fs::read_to_string(&settings).unwrap().replace("disable_all_formatting = true", "");
    std::fs::write(folder.path().join("rustfmt.toml"), enabled).unwrap();
    let mut rustfmt = Command::new("rustfmt");
    rustfmt
        .args(["--check", "--edition", "2024", "--config-path"])
        .arg(folder.path().join("rustfmt.toml"))
        .args(&roots);
    let output = match rustfmt.output() {
        Ok(output) => output,
        Err(error) if error.kind() == ErrorKind::NotFound => return println!("skipped: rustfmt is not installed"),
        Err(error) => panic!("{error}"),
    };
    let difference = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{difference}{}", String::from_utf8_lossy(&output.stderr));
}
