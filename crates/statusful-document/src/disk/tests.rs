//! Documents that are there and documents that are not.

use std::fs;
use std::path::Path;

use super::*;
use crate::diagnostic::Code;

#[test]
fn unreadable_documents_are_diagnosed() {
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("api.yaml"), "a: 1").unwrap();
    assert_eq!(read_document(&root.path().join("api.yaml")), Ok(b"a: 1".to_vec()));
    for path in [root.path().join("no.yaml"), root.path().to_owned()] {
        assert_eq!(read_document(&path).unwrap_err().code, Code::UnreadableDocument);
    }
    let missing = read_document(Path::new("no.yaml")).unwrap_err();
    assert_eq!(missing.message, "`no.yaml` does not exist");
}
