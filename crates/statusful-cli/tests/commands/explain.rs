//! `statusful explain`.

use crate::{code, statusful, stderr, stdout};

#[test]
fn a_code_is_explained() {
    let output = statusful(&["explain", "dangling-reference"]);
    assert_eq!((code(&output), stderr(&output).as_str()), (Some(0), ""));
    insta::assert_snapshot!(stdout(&output));
}

#[test]
fn all_codes_are_listed() {
    let output = statusful(&["explain"]);
    let text = stdout(&output);
    let codes: Vec<_> = statusful_codegen::diagnostic::Code::ALL.iter().map(|code| code.name()).collect();
    let listed: Vec<_> = text.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(listed, codes);
}

#[test]
fn a_slip_is_met_with_a_suggestion() {
    for arguments in [&["explain", "dangling-refrence"][..], &["lint", "x.yaml", "--allow", "dangling-refrence"]] {
        let output = statusful(arguments);
        assert_eq!((code(&output), stdout(&output).as_str()), (Some(2), ""));
        let told = stderr(&output);
        assert!(told.contains("a similar value exists: 'dangling-reference'"), "{told}");
        assert!(told.contains("`statusful explain` lists all codes") && !told.contains("untyped"), "{told}");
    }
}

#[test]
fn programs_get_an_object() {
    let output = statusful(&["explain", "untyped", "--message-format", "json"]);
    let object: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!((object["code"].as_str(), object["level"].as_str()), (Some("untyped"), Some("warning")));
    assert!(object["explanation"].as_str().unwrap().contains("```"));
}
