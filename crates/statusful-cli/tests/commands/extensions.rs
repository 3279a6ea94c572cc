//! `statusful extensions`.

use crate::{Documents, code, stderr, stdout};

const DOCUMENT: &str = "\
openapi: 3.0.3
info: {title: Keys, version: 1.0.0, x-logo: a.png}
paths:
  /keys:
    get:
      operationId: listKeys
      x-speakeasy-name-override: list
      x-speakeasy-max-method-params: 4
      x-polling: {}
      x-fern-pagination: true
      responses: {'204': {description: None.}}
";

#[test]
fn every_key_is_listed_with_what_becomes_of_it() {
    let documents = Documents::of(&[("a.yaml", DOCUMENT)]);
    let output = documents.run(&["extensions", "a.yaml"]);
    assert_eq!((code(&output), stderr(&output).as_str()), (Some(0), ""));
    insta::assert_snapshot!("extensions", stdout(&output));
    let json = documents.run(&["extensions", "a.yaml", "--message-format", "json"]);
    let keys =
        stdout(&json).lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<serde_json::Value>>();
    assert_eq!(keys.len(), 5);
    assert_eq!(keys[4]["as"], "x-name");
    assert_eq!(keys[0]["outcome"], "refused");
}

#[test]
fn a_long_key_does_not_widen_every_line() {
    let keys = (0..200).map(|number| format!("x-{number}: 1\n")).collect::<Vec<_>>().concat();
    let long = format!(
        "openapi: 3.0.3\ninfo: {{title: Keys, version: 1.0.0}}\npaths: {{}}\n{keys}x-{}: 1\n",
        "k".repeat(1_000)
    );
    let documents = Documents::of(&[("a.yaml", &long)]);
    let output = stdout(&documents.run(&["extensions", "a.yaml"]));
    assert_eq!(output.lines().count(), 201);
    assert!(output.lines().all(|line| line.chars().count() < 100), "{}", output.len());
}

#[test]
fn a_document_that_cannot_be_read_is_an_error() {
    let documents = Documents::of(&[("a.yaml", "a: b: c")]);
    let output = documents.run(&["extensions", "a.yaml"]);
    assert_eq!((code(&output), stdout(&output).as_str()), (Some(2), ""));
    assert!(stderr(&output).contains("error[invalid-yaml]"), "{}", stderr(&output));
}
