//! Documents in YAML.

use crate::tree;

/// A tree that is read from YAML has valid spans, and stays the same when it is written and read again.
pub(crate) fn run(bytes: &[u8]) {
    if let Some(source) = tree::read("fuzz.yaml", bytes) {
        tree::check_written(&source);
    }
}
