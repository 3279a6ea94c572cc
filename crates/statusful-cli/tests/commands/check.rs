//! `statusful check` and `statusful lint`.

use std::fs;

use crate::{DOCUMENT, Documents, FAULTY, OPEN, code, stderr, stdout};

#[test]
fn what_has_no_fault_is_summed_up() {
    let documents = Documents::of(&[("good.yaml", DOCUMENT), ("open.yaml", OPEN)]);
    let output = documents.run(&["check", "good.yaml", "open.yaml"]);
    assert_eq!(code(&output), Some(0), "{}", stderr(&output));
    let expected = "good.yaml: 1 operation, 1 response, 0 types\n\
                    open.yaml: 1 operation, 1 response, 0 types; 1 warning, which `statusful lint` shows\n\
                    2 documents: all passed\n";
    assert_eq!(stdout(&output), expected);
    assert_eq!(stderr(&output), "");
    assert_eq!(fs::read_dir(documents.path("")).unwrap().count(), 2, "something was written");
}

#[test]
fn every_document_is_looked_at() {
    let documents = Documents::of(&[("bad.yaml", FAULTY), ("good.yaml", DOCUMENT), ("worse.yaml", "[]")]);
    let output = documents.run(&["check", "bad.yaml", "good.yaml", "worse.yaml"]);
    assert_eq!(code(&output), Some(1));
    assert_eq!(stdout(&output), "good.yaml: 1 operation, 1 response, 0 types\n3 documents: 2 failed\n");
    let told = stderr(&output);
    assert!(told.contains("error[dangling-reference]") && told.contains("--> bad.yaml:4:17"), "{told}");
    assert!(told.contains("in worse.yaml"), "{told}");
}

#[test]
fn what_cannot_be_read_counts_more_than_what_is_wrong() {
    let documents = Documents::of(&[("bad.yaml", FAULTY)]);
    for order in [["bad.yaml", "none.yaml"], ["none.yaml", "bad.yaml"]] {
        let output = documents.run(&["check", order[0], order[1]]);
        assert_eq!(code(&output), Some(2));
        let told = stderr(&output);
        assert!(told.contains("`none.yaml` does not exist") && told.contains("dangling-reference"), "{told}");
    }
}

#[test]
fn programs_get_a_line_for_each_fault() {
    let documents = Documents::of(&[("bad.yaml", FAULTY), ("good.yaml", DOCUMENT)]);
    let output = documents.run(&["check", "bad.yaml", "good.yaml", "none.yaml", "--message-format", "json"]);
    let objects: Vec<serde_json::Value> =
        stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let codes: Vec<_> = objects.iter().map(|object| object["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["dangling-reference", "unreadable-document"]);
    assert_eq!(stderr(&output), "good.yaml: 1 operation, 1 response, 0 types\n3 documents: 2 failed\n");
}

#[test]
fn warnings_are_shown_by_lint_and_may_be_denied_or_allowed() {
    let documents = Documents::of(&[("open.yaml", OPEN)]);
    let lint = |more: &[&str]| documents.run(&[&["lint", "open.yaml"], more].concat());
    let shown = lint(&[]);
    assert_eq!(code(&shown), Some(0));
    assert!(stderr(&shown).contains("warning[missing-operation-id]"), "{}", stderr(&shown));

    let denied = lint(&["--deny", "warnings"]);
    assert_eq!(code(&denied), Some(1));
    assert!(stderr(&denied).contains("warning[missing-operation-id]"), "{}", stderr(&denied));

    let allowed = lint(&["--deny", "warnings", "--allow", "missing-operation-id"]);
    assert_eq!((code(&allowed), stderr(&allowed).as_str()), (Some(0), ""));
}

#[test]
fn a_fault_may_be_known_and_an_error_may_not() {
    let documents = Documents::of(&[("bad.yaml", FAULTY), ("none.yaml", "[]")]);
    assert_eq!(code(&documents.run(&["lint", "bad.yaml"])), Some(1));
    let known = documents.run(&["lint", "bad.yaml", "--allow", "dangling-reference"]);
    assert_eq!(code(&known), Some(0), "{}", stderr(&known));
    let error = documents.run(&["lint", "none.yaml", "--allow", "unsupported-version"]);
    assert_eq!(code(&error), Some(1));
    assert!(stderr(&error).contains("error["), "{}", stderr(&error));
}
