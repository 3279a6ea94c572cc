//! `statusful overlay`.

use std::fs;

use crate::{DOCUMENT, Documents, code, stderr, stdout};

const OVERLAY: &str = "\
overlay: 1.1.0
info: {title: Ours, version: 1.0.0}
actions:
  - {target: $.info.title, update: Our keys}
  - {target: $.paths.*.get.responses, update: {'404': {description: None., x-weight: 1.50}}}
";

#[test]
fn a_document_is_printed_in_its_notation_and_order() {
    let json =
        r#"{"openapi": "3.0.3", "paths": {}, "info": {"version": "1", "title": "T", "x-n": 12345678901234567890.10}}"#;
    let documents = Documents::of(&[("a.yaml", DOCUMENT), ("a.json", json), ("o.yaml", OVERLAY)]);
    let yaml = documents.run(&["overlay", "a.yaml", "--overlay", "o.yaml"]);
    assert_eq!((code(&yaml), stderr(&yaml).as_str()), (Some(0), ""));
    insta::assert_snapshot!("overlay-yaml", stdout(&yaml));
    let json = documents.run(&["overlay", "a.json", "--overlay", "o.yaml"]);
    assert_eq!(code(&json), Some(0));
    assert!(stderr(&json).contains("warning[unmatched-target]"), "{}", stderr(&json));
    insta::assert_snapshot!("overlay-json", stdout(&json));
}

#[test]
fn what_was_written_is_a_document() {
    let documents = Documents::of(&[("a.yaml", DOCUMENT), ("o.yaml", OVERLAY)]);
    let written = documents.run(&["overlay", "a.yaml", "--overlay", "o.yaml", "--out", "b.yaml"]);
    assert_eq!((code(&written), stdout(&written).as_str()), (Some(0), ""));
    assert_eq!(code(&documents.run(&["check", "b.yaml"])), Some(0));
}

#[test]
fn after_an_error_nothing_is_printed() {
    let wrong = "overlay: 1.1.0\ninfo: {title: T, version: 1.0.0}\nactions: [{target: $.info, update: 7}]\n";
    let documents =
        Documents::of(&[("a.yaml", DOCUMENT), ("bad.yaml", "a: b: c"), ("o.yaml", OVERLAY), ("wrong.yaml", wrong)]);
    let overlay = |arguments: &[&str]| documents.run(&[&["overlay"], arguments].concat());
    let lenient = overlay(&["a.yaml", "--overlay", "wrong.yaml"]);
    assert_eq!(code(&lenient), Some(0));
    assert!(stderr(&lenient).contains("warning[invalid-overlay]"), "{}", stderr(&lenient));
    for (arguments, expected) in [
        (vec!["a.yaml", "--overlay", "wrong.yaml", "--strict", "--out", "b.yaml"], 1),
        (vec!["bad.yaml", "--overlay", "o.yaml"], 1),
        (vec!["a.yaml", "--overlay", "none.yaml"], 2),
        (vec!["a.yaml", "--overlay", "o.yaml", "--message-format", "json"], 2),
    ] {
        let output = overlay(&arguments);
        assert_eq!((code(&output), stdout(&output).as_str()), (Some(expected), ""), "{arguments:?}");
        assert_ne!(stderr(&output), "");
    }
    assert!(fs::metadata(documents.path("b.yaml")).is_err(), "something was written");
}
