//! `SECURITY.md`: every promise names tests, and these tests exist.

use std::collections::BTreeMap;

use crate::{read, root};

/// The rows of tables whose last column is `tests`: the promise, and its tests by file.
fn promises(text: &str) -> BTreeMap<&str, Vec<(&str, &str)>> {
    let mut promises = BTreeMap::new();
    let mut is_table_of_promises = false;
    for line in text.lines() {
        let cells: Vec<_> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        match cells[..] {
            ["promise", "tests"] => is_table_of_promises = true,
            [promise, tests] if is_table_of_promises && !promise.starts_with('-') => {
                promises.insert(promise, tests_of(tests));
            }
            [""] => is_table_of_promises = false,
            _ => {}
        }
    }
    promises
}

/// Reads `file`: `test`, `test`; `file`: `test`.
fn tests_of(cell: &str) -> Vec<(&str, &str)> {
    let mut file = "";
    let mut tests = Vec::new();
    for code in cell.split('`').skip(1).step_by(2) {
        if code.contains('/') { file = code } else { tests.push((file, code)) }
    }
    tests
}

/// Returns `true` if a source has a function with this name whose attribute is that of a test.
fn has_test(source: &str, name: &str) -> bool {
    let lines: Vec<_> = source.lines().map(str::trim).collect();
    lines.iter().enumerate().any(|(index, line)| {
        let is_function = line.contains(&format!("fn {name}("));
        let mut attributes = lines[..index].iter().rev().take_while(|line| line.starts_with("#["));
        is_function && attributes.any(|line| line.starts_with("#[test]") || line.starts_with("#[tokio::test"))
    })
}

#[test]
fn every_promise_has_tests_that_exist() {
    let text = String::from_utf8(read("SECURITY.md")).unwrap();
    let promises = promises(&text);
    assert_eq!(promises.len(), text.lines().filter(|line| line.starts_with("| ") && line.contains(".rs`: `")).count());
    for (promise, tests) in promises {
        assert!(!tests.is_empty(), "no test holds this: {promise}");
        for (file, name) in tests {
            let source = std::fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
            assert!(has_test(&source, name), "{file} has no test {name}, which SECURITY.md names for: {promise}");
        }
    }
}
