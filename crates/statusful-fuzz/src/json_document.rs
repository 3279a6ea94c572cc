//! Documents in JSON.

use serde_json::Value;

use crate::tree;

/// A text that the reader of JSON accepts stays the same when it is written and read again. If it has no errors, it is the same
/// value for `serde_json`, and the same tree for the reader of YAML if that accepts it too.
///
/// Readers differ for invalid texts, such as those with a duplicate key or a line break in a string.
pub(crate) fn run(bytes: &[u8]) {
    let Some(source) = tree::read("fuzz.json", bytes) else { return };
    tree::check_written(&source);
    if !tree::is_without_faults("fuzz.json", bytes) {
        return;
    }
    if let Ok(value) = serde_json::from_str::<Value>(&source.files[0].text) {
        assert_eq!(source.root.to_json(), value);
    }
    if let Some(yaml) = tree::read("fuzz.yaml", bytes) {
        assert_eq!(yaml.root, source.root, "the same text is another tree in YAML");
    }
}
