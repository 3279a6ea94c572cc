//! The keys that the document shows as examples appear nowhere but in its reference, which shows what the document does,
//! and in the document itself.

use std::fs;
use std::path::Path;

use crate::{read, root};

/// The examples of what has `format: password`.
fn keys() -> Vec<String> {
    let document = String::from_utf8(read("openapi/keymint.yaml")).unwrap();
    let after = document.split("format: password").skip(1);
    let example = |rest: &str| Some(rest.split_once("example: ")?.1.lines().next()?.trim().to_owned());
    after.filter_map(example).collect()
}

/// Every file below a folder that holds text.
fn files(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if let Ok(text) = fs::read_to_string(&path) {
            found.push((path.display().to_string(), text));
        }
    }
}

#[test]
fn no_example_key_is_in_generated_code_or_a_snapshot() {
    let keys = keys();
    assert!(keys.len() >= 5, "{keys:?}");
    let mut found = Vec::new();
    for folder in ["crates/keymint/src", "docs", "tests/snapshots", "crates/statusful-codegen/tests"] {
        files(&root().join(folder), &mut found);
    }
    assert!(found.iter().any(|(path, _)| Path::new(path).extension().is_some_and(|extension| extension == "snap")));
    for (path, text) in found.into_iter().filter(|(path, _)| !path.contains("/src/mock/")) {
        for key in &keys {
            assert!(!text.contains(key.as_str()), "{path} shows {key}");
        }
    }
}
