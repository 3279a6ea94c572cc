//! Compares `docs/guide/reliability.md` with the tests of this program.

use std::collections::BTreeSet;
use std::process::Command;

const DOCUMENT: &str = include_str!("../../../docs/guide/reliability.md");

/// The module of the matrix, which its document leaves out.
const MATRIX: &str = "reliability::";

/// Returns the paths of all tests of this program.
fn tests() -> BTreeSet<String> {
    let listed = Command::new(std::env::current_exe().unwrap()).arg("--list").output().unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    listed.lines().filter_map(|line| line.strip_suffix(": test")).map(str::to_owned).collect()
}

/// Returns the cells of all tables, without the heads and without the first of each row.
fn cells() -> Vec<&'static str> {
    let mut cells = Vec::new();
    let mut rows = 0;
    for line in DOCUMENT.lines() {
        match line.strip_prefix('|').and_then(|line| line.strip_suffix('|')) {
            // The head is two lines.
            Some(row) if rows >= 2 => cells.extend(row.split('|').skip(1).map(str::trim)),
            Some(_) => rows += 1,
            None => rows = 0,
        }
    }
    cells
}

/// Returns the path of the test that a cell names.
fn named(cell: &str) -> Option<String> {
    let name = cell.strip_suffix('`')?.rsplit('`').next()?;
    Some(if name.starts_with("runtime::") { name.to_owned() } else { format!("{MATRIX}{name}") })
}

#[test]
fn every_cell_has_an_outcome_and_names_a_test() {
    let (tests, cells) = (tests(), cells());
    assert!(cells.len() > 300, "{}", cells.len());
    let wrong: Vec<_> = cells
        .iter()
        .filter(|cell| cell.starts_with('`') || !named(cell).is_some_and(|name| tests.contains(&name)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_test_of_the_matrix_is_in_the_document() {
    let named: BTreeSet<_> = cells().into_iter().filter_map(named).collect();
    let of_this_file = format!("{MATRIX}document::");
    let missing: Vec<_> = tests()
        .into_iter()
        .filter(|test| test.starts_with(MATRIX) && !test.starts_with(&of_this_file) && !named.contains(test))
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}
