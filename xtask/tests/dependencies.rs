//! What `cargo xtask regen` compiles in a fresh clone.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::collections::BTreeSet;
use std::process::Command;

/// What the generator and the command line need. More should be a decision.
const MOST: usize = 85;

/// What other commands need.
const OTHERS: [&str; 8] =
    ["axum", "hyper", "jsonschema", "mdbook-driver", "reqwest", "statusful-conform", "statusful-mock", "tokio"];

/// Returns what is compiled for the packages that the arguments select: names, versions and features.
fn compiled(edges: &str, packages: &[&str]) -> BTreeSet<String> {
    let mut command = Command::new(env!("CARGO"));
    command.args(["tree", "--locked", "--edges", edges, "--prefix", "none", "--format", "{p} {f}"]);
    let output = command.args(packages).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    lines.lines().map(|line| line.replace(" (*)", "").replace(" (proc-macro)", "").trim_end().to_owned()).collect()
}

/// Removes what the tests compile as well, and this repository's packages, whose paths are in parentheses.
fn compiled_again(compiled: BTreeSet<String>) -> Vec<String> {
    let tests = self::compiled("normal,build,dev", &["--workspace"]);
    compiled.into_iter().filter(|line| !line.contains('(') && !tests.contains(line)).collect()
}

/// The names of what is compiled.
fn names(compiled: &BTreeSet<String>) -> BTreeSet<&str> {
    compiled.iter().filter_map(|line| line.split(' ').next()).collect()
}

#[test]
fn regen_compiles_only_the_generator() {
    let compiled = compiled("normal,build", &["--package", "xtask"]);
    let regen = names(&compiled);
    assert!(regen.contains("statusful-codegen") && regen.len() <= MOST, "{} packages: {regen:?}", regen.len());
    let others: Vec<_> = OTHERS.into_iter().filter(|name| regen.contains(name)).collect();
    assert!(others.is_empty(), "{others:?}");
}

/// Otherwise a package that was renamed would be missed above.
#[test]
fn the_commands_on_demand_compile_the_rest() {
    let compiled = compiled("normal,build", &["--package", "xtask-extra"]);
    let extra = names(&compiled);
    let missing: Vec<_> = ["axum", "jsonschema", "mdbook-driver", "statusful-conform", "tokio"]
        .into_iter()
        .filter(|name| !extra.contains(name))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// A package is compiled twice if a procedural macro needs it with other features.
#[test]
fn nothing_is_compiled_twice() {
    let compiled = compiled("normal,build", &["--package", "xtask"]);
    let versions = |line: &str| line.split(' ').take(2).map(str::to_owned).collect::<Vec<_>>();
    let mut seen = BTreeSet::new();
    let twice: Vec<_> = compiled.iter().filter(|line| !seen.insert(versions(line))).collect();
    assert!(twice.is_empty(), "{twice:?}: see the build-dependencies in xtask/Cargo.toml");
}

/// `regen` and the tests share their dependencies, which compile once.
#[test]
fn the_tests_use_what_regen_compiled() {
    let again = compiled_again(compiled("normal,build", &["--package", "xtask"]));
    assert!(again.is_empty(), "{again:#?}: see the dependencies in xtask/Cargo.toml");
}

/// `cargo run --bin` selects all packages, like `cargo test --workspace`, but without their dev-dependencies.
#[test]
fn the_commands_use_what_the_tests_compiled() {
    let again = compiled_again(compiled("normal,build", &["--workspace"]));
    assert!(again.is_empty(), "{again:#?}: see the dependencies in tests/Cargo.toml");
}
