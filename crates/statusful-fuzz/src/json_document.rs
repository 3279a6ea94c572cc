//! Documents in JSON.

use serde_json::Value;

use crate::tree;

/// A text that the reader of JSON accepts is the same value for `serde_json`, and the same tree for the reader of YAML if
/// that accepts it too. Line breaks in strings, which the reader tolerates, are not JSON, and YAML folds them.
pub(crate) fn run(bytes: &[u8]) {
    let Some(source) = tree::read("fuzz.json", bytes) else { return };
    tree::check_written(&source);
    let Ok(value) = serde_json::from_str::<Value>(&source.files[0].text) else { return };
    assert_eq!(source.root.to_json(), value);
    if let Some(yaml) = tree::read("fuzz.yaml", bytes) {
        assert_eq!(yaml.root, source.root, "the same text is another tree in YAML");
    }
}
