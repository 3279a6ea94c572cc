//! Packages for crates.io have what their users need, and nothing that is outside of them. `cargo package` compiles them, which takes
//! minutes; `docs/releasing.md` says when.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// What is published. Other packages only test or maintain this repository.
const PUBLISHED: [&str; 11] = [
    "keymint",
    "keymint-cli",
    "statusful",
    "statusful-book",
    "statusful-build",
    "statusful-cli",
    "statusful-codegen",
    "statusful-diff",
    "statusful-document",
    "statusful-mock",
    "statusful-schema",
];

/// A client that `cargo xtask regen` writes; the settings of its generation decide what it has.
const GENERATED: &str = "keymint";

/// Categories of <https://crates.io/category_slugs> that packages here use.
const CATEGORIES: [&str; 11] = [
    "asynchronous",
    "authentication",
    "command-line-utilities",
    "development-tools",
    "development-tools::build-utils",
    "development-tools::testing",
    "parser-implementations",
    "text-processing",
    "web-programming",
    "web-programming::http-client",
    "web-programming::http-server",
];

/// The most bytes that the files of a package have together.
const LARGEST: u64 = 1 << 20;

fn cargo(arguments: &[&str]) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let output = Command::new(env!("CARGO")).args(arguments).current_dir(root).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The packages in `crates`, as `cargo metadata` describes them.
fn packages() -> Vec<Value> {
    let metadata = cargo(&["metadata", "--no-deps", "--format-version", "1", "--offline"]);
    let metadata: Value = serde_json::from_str(&metadata).unwrap();
    let packages = metadata["packages"].as_array().unwrap().iter().cloned();
    packages.filter(|package| folder(package).parent().unwrap().ends_with("crates")).collect()
}

fn folder(package: &Value) -> PathBuf {
    Path::new(package["manifest_path"].as_str().unwrap()).parent().unwrap().to_owned()
}

fn name(package: &Value) -> &str {
    package["name"].as_str().unwrap()
}

fn is_published(package: &Value) -> bool {
    package["publish"].is_null()
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().filter_map(Value::as_str).collect()
}

/// The files of a package, as paths in its folder. Cargo adds some of them only to the package.
fn files(package: &Value) -> BTreeSet<PathBuf> {
    let listed = cargo(&["package", "--list", "--offline", "--allow-dirty", "--package", name(package)]);
    listed.lines().map(PathBuf::from).collect()
}

#[test]
fn every_crate_is_published_or_says_that_it_is_not() {
    let packages = packages();
    let published: BTreeSet<_> = packages.iter().filter(|package| is_published(package)).map(name).collect();
    assert_eq!(published, BTreeSet::from(PUBLISHED));
}

#[test]
fn crates_io_accepts_what_packages_say_of_themselves() {
    for package in packages().iter().filter(|package| is_published(package) && name(package) != GENERATED) {
        let name = name(package);
        let description = package["description"].as_str().unwrap();
        assert!(description.ends_with('.') && description.len() < 150, "{name}: {description}");
        let keywords = texts(&package["keywords"]);
        assert!(
            (1..=5).contains(&keywords.len()) && keywords.iter().all(|word| word.len() <= 20),
            "{name}: {keywords:?}"
        );
        let categories = texts(&package["categories"]);
        assert!((1..=5).contains(&categories.len()), "{name}: {categories:?}");
        assert!(categories.iter().all(|category| CATEGORIES.contains(category)), "{name}: {categories:?}");
        assert_eq!(package["license"], "MIT OR Apache-2.0", "{name}");
        assert_eq!(package["metadata"]["docs"]["rs"]["all-features"], true, "{name}");
        let readme = fs::read_to_string(folder(package).join("README.md")).unwrap();
        assert!(readme.starts_with(&format!("# {name}\n")), "{name}: {readme}");
    }
}

#[test]
fn packages_are_whole_and_small() {
    for package in packages().iter().filter(|package| is_published(package) && name(package) != GENERATED) {
        let (name, folder, files) = (name(package), folder(package), files(package));
        for file in ["LICENSE-APACHE", "LICENSE-MIT", "README.md"] {
            assert!(files.contains(Path::new(file)), "{name} has no {file}");
        }
        let is_test = |file: &&PathBuf| file.starts_with("tests") || file.extension().is_some_and(|end| end == "snap");
        let tests: Vec<_> = files.iter().filter(is_test).collect();
        assert!(tests.is_empty(), "{name}: {tests:?}");
        let bytes: u64 =
            files.iter().filter_map(|file| fs::metadata(folder.join(file)).ok()).map(|file| file.len()).sum();
        println!("{name}: {} files, {} KiB", files.len(), bytes >> 10);
        assert!(bytes < LARGEST, "{name} has {bytes} bytes");
    }
}

/// A file that is outside is missing as soon as somebody else compiles the package.
#[test]
fn packages_include_no_files_from_outside() {
    let mut included = 0;
    for package in packages().iter().filter(|package| is_published(package)) {
        let (name, folder, files) = (name(package), folder(package), files(package));
        for file in files.iter().filter(|file| file.extension().is_some_and(|end| end == "rs")) {
            for path in inclusions(&fs::read_to_string(folder.join(file)).unwrap()) {
                let path = normal(&folder.join(file).parent().unwrap().join(path));
                let is_inside = path.strip_prefix(&folder).is_ok_and(|path| files.contains(path));
                assert!(is_inside, "{name}: {} includes {}", file.display(), path.display());
                included += 1;
            }
        }
    }
    assert!(included > 10, "{included}");
}

/// The paths of `include_str!` and `include_bytes!` outside of tests.
fn inclusions(text: &str) -> Vec<&str> {
    let text = text.split("#[cfg(test)]").next().unwrap();
    let is_tests = text.trim_start().starts_with("use super::*") || text.contains("\n#[test]\n");
    let calls = text.split("include_str!(").skip(1).chain(text.split("include_bytes!(").skip(1)).filter(|_| !is_tests);
    calls.filter_map(|call| call.split_once(')')?.0.strip_prefix('"')?.strip_suffix('"')).collect()
}

/// An absolute path without `..`.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => drop(normal.pop()),
            component => normal.push(component),
        }
    }
    normal
}
