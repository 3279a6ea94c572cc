use std::collections::BTreeSet;

use super::own::OWN;
use super::rule::Meaning;
use super::*;
use crate::diagnostic::Strictness;
use crate::source::{Node, read};

const DOCUMENT: &str = "
openapi: 3.0.3
info: {title: Keys, version: 1.0.0, x-logo: {url: a.png}}
x-speakeasy-globals: {parameters: []}
paths:
  x-paths: {}
  /a:
    get:
      operationId: a
      x-name: ours
      x-fern-sdk-method-name: theirs
      x-speakeasy-max-method-params: 4
      x-ms-pageable: {}
      responses: {'204': {description: Done.}}
    post:
      operationId: b
      x-fern-sdk-method-name: theirs
      x-speakeasy-name-override: first
      responses: {'200': {description: Done., content: {application/json: {example: {x-name: an example}}}}}
";

fn document() -> Source {
    read("keys.yaml", DOCUMENT.as_bytes(), &mut Diagnostics::default())
}

fn at<'s>(source: &'s Source, path: &[&str]) -> Option<&'s Node> {
    path.iter().try_fold(&source.root, |node, key| node.get(key))
}

#[test]
fn each_key_is_reported_with_what_became_of_it() {
    let uses: Vec<_> = survey(&document()).into_iter().map(|it| (it.key, it.outcome, it.count)).collect();
    let expected = [
        ("x-fern-sdk-method-name", KeyOutcome::Read("x-name"), 2),
        ("x-logo", KeyOutcome::Unknown, 1),
        ("x-ms-pageable", KeyOutcome::Refused, 1),
        ("x-name", KeyOutcome::Own, 1),
        ("x-speakeasy-globals", KeyOutcome::Read("x-global"), 1),
        ("x-speakeasy-name-override", KeyOutcome::Refused, 1),
    ];
    let reason = "required parameters are arguments, and the others are setters";
    let ignored = ("x-speakeasy-max-method-params", KeyOutcome::Ignored(reason), 1);
    let expected: Vec<_> = expected.iter().take(5).chain([&ignored]).chain(expected.iter().skip(5)).collect();
    let expected: Vec<_> =
        expected.into_iter().map(|(key, outcome, count)| ((*key).to_owned(), *outcome, *count)).collect();
    assert_eq!(uses, expected);
}

#[test]
fn a_key_of_ours_takes_precedence() {
    let mut source = document();
    translate(&mut source, &mut Diagnostics::new(Strictness::Strict));
    let name = |method| at(&source, &["paths", "/a", method, "x-name"]).and_then(Node::as_str);
    assert_eq!(name("get"), Some("ours"));
    assert_eq!(name("post"), Some("theirs"), "the first key in the document");
}

#[test]
fn what_has_no_counterpart_is_a_warning_even_for_strict_readers() {
    let mut diagnostics = Diagnostics::new(Strictness::Strict);
    translate(&mut document(), &mut diagnostics);
    let messages: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "`x-ms-pageable` is ignored: it has no `nextLinkName`",
            "`x-speakeasy-name-override` is ignored: the extension of another vendor sets `x-name` to another value",
        ]
    );
    assert!(!diagnostics.has_errors());
}

#[test]
fn every_key_of_ours_is_documented() {
    let path = format!("{}/../../docs/guide/extensions.md", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let sections =
        text.lines().filter_map(|line| line.strip_prefix("## `").or(line.strip_prefix("## "))?.split_once("x-"));
    let sections: BTreeSet<_> = sections.map(|(_, name)| format!("x-{}", name.trim_end_matches('`'))).collect();
    assert_eq!(sections, OWN.iter().map(|key| (*key).to_owned()).collect());
}

#[test]
fn every_key_that_is_read_is_in_the_table_of_vendors() {
    let path = format!("{}/../../docs/guide/vendors.md", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let rows: Vec<_> = text.lines().filter(|line| line.starts_with('|')).collect();
    for rule in plan::RULES.into_iter().flatten() {
        let (Meaning::Same(own) | Meaning::Translated(own, _)) = rule.meaning else { continue };
        let is_row = |row: &&&str| row.contains(&format!("`{}`", rule.key)) && row.contains(&format!("`{own}`"));
        assert!(rows.iter().any(|row| is_row(&row)), "{} as {own}", rule.key);
    }
}
