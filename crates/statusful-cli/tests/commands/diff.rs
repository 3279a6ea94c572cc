//! `statusful diff`.

use crate::{DOCUMENT, Documents, code, of_crate, statusful, stderr, stdout};

/// Compares two versions of a key service.
fn versions(more: &[&str]) -> std::process::Output {
    let paths = ["old", "new"].map(|side| of_crate("statusful-diff", &format!("pairs/key-service/{side}.yaml")));
    let [old, new] = paths.each_ref().map(|path| path.to_str().unwrap());
    statusful(&[&["diff", old, new], more].concat())
}

#[test]
fn breaking_changes_are_reported_and_fail() {
    let output = versions(&[]);
    assert_eq!(code(&output), Some(1));
    assert_eq!(stderr(&output), "");
    insta::assert_snapshot!(stdout(&output));
    assert_eq!(code(&versions(&["--allow-breaking"])), Some(0));
}

#[test]
fn markdown_is_for_reviews() {
    let output = versions(&["--format", "markdown"]);
    let text = stdout(&output);
    assert_eq!(code(&output), Some(1));
    assert!(text.starts_with("### Changes for users of the client: `Key service 1.4.0`"), "{text}");
    assert!(text.lines().filter(|line| line.starts_with("| **breaking** | ")).count() > 10, "{text}");
}

#[test]
fn json_is_printed_for_either_flag() {
    for flags in [["--format", "json"], ["--message-format", "json"]] {
        let output = versions(&flags);
        let changes: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
        assert_eq!(changes["new"]["version"], "2.0.0");
        assert_eq!(changes["changes"][0]["effect"], "breaking");
    }
    let text = stdout(&versions(&["--format", "text", "--message-format", "json"]));
    assert!(text.contains("`types::NewKey`, in `createKey`"), "{text}");
}

#[test]
fn compatible_changes_succeed() {
    let more = DOCUMENT.to_owned()
        + "  /users:\n    get: {operationId: listUsers, responses: {'204': {description: None.}}}\n";
    let documents = Documents::of(&[("old.yaml", DOCUMENT), ("new.yaml", &more)]);
    let output = documents.run(&["diff", "old.yaml", "new.yaml"]);
    assert_eq!(code(&output), Some(0));
    assert!(stdout(&output).contains("there is a new function `list_users`"), "{}", stdout(&output));
    let same = documents.run(&["diff", "old.yaml", "old.yaml"]);
    let expected = "`Keys 1.0.0` to `Keys 1.0.0`: nothing changed for users of the client\n";
    assert_eq!((code(&same), stdout(&same).as_str()), (Some(0), expected));
}

#[test]
fn notices_fail_if_the_user_wants() {
    let [old, new] = ["maxLength: 20", "maxLength: 10"].map(|limit| {
        let parameter = format!("{{name: name, in: query, schema: {{type: string, {limit}}}}}");
        let responses = "responses: {'204': {description: None.}}";
        format!("{DOCUMENT}  /users:\n    get: {{operationId: listUsers, parameters: [{parameter}], {responses}}}\n")
    });
    let documents = Documents::of(&[("old.yaml", &old), ("new.yaml", &new)]);
    let run = |more: &[&str]| documents.run(&[&["diff", "old.yaml", "new.yaml"], more].concat());
    assert!(stdout(&run(&[])).contains("requests must satisfy `maxLength: 10`"), "{}", stdout(&run(&[])));
    assert_eq!([run(&[]), run(&["--fail-on", "notice"])].map(|output| code(&output)), [Some(0), Some(1)]);
    assert_eq!(code(&run(&["--fail-on", "notice", "--allow-breaking"])), Some(2));
    let back = documents.run(&["diff", "new.yaml", "old.yaml", "--fail-on", "notice"]);
    assert_eq!(code(&back), Some(0), "{}", stdout(&back));
}

#[test]
fn documents_with_errors_cannot_be_compared() {
    let documents = Documents::of(&[("good.yaml", DOCUMENT), ("none.yaml", "[]")]);
    for (old, new) in [("good.yaml", "none.yaml"), ("none.yaml", "good.yaml"), ("good.yaml", "missing.yaml")] {
        let output = documents.run(&["diff", old, new, "--allow-breaking"]);
        assert_eq!((code(&output), stdout(&output).as_str()), (Some(2), ""), "{old} {new}");
        assert!(stderr(&output).contains("error["), "{}", stderr(&output));
    }
}

#[test]
fn the_documentation_shows_what_is_printed() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let page = std::fs::read_to_string(format!("{root}/docs/guide/diff.md")).unwrap();
    let (_, shown) = page.split_once("$ cargo statusful diff ").unwrap();
    let (arguments, shown) = shown.split_once('\n').unwrap();
    let paths: Vec<_> = arguments.split(' ').map(|path| format!("{root}/{path}")).collect();
    let output = statusful(&["diff", &paths[0], &paths[1]]);
    assert_eq!(stdout(&output), shown.split_once("```").unwrap().0);
}
