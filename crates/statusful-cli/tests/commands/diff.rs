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

/// A later version of a document, and the version that follows from it.
fn next(old: &str, new: &str, version: &str) -> serde_json::Value {
    let documents = Documents::of(&[("old.yaml", old), ("new.yaml", new)]);
    let output = documents.run(&["diff", "old.yaml", "new.yaml", "--format", "json", "--allow-breaking", version]);
    assert_eq!(code(&output), Some(0), "{}", stderr(&output));
    let changes: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    changes["version"].clone()
}

#[test]
fn the_next_version_follows_from_the_changes() {
    let user = "  /users:\n    get: {operationId: listUsers, responses: {'204': {description: None.}}}\n";
    let more = DOCUMENT.to_owned() + user;
    let prose = DOCUMENT.replace("All keys.", "Every key.");
    let later = DOCUMENT.replace("version: 1.0.0", "version: 9.9.9");
    for (old, new, release, versions) in [
        (DOCUMENT, more.as_str(), "minor", ["1.1.0", "0.4.3"]),
        (more.as_str(), DOCUMENT, "major", ["2.0.0", "0.5.0"]),
        (DOCUMENT, prose.as_str(), "patch", ["1.0.1", "0.4.3"]),
        (DOCUMENT, later.as_str(), "none", ["1.0.0", "0.4.2"]),
    ] {
        for (option, current, expected) in
            [("--version", "1.0.0", versions[0]), ("--version=0.4.2", "0.4.2", versions[1])]
        {
            let expected = serde_json::json!({"current": current, "next": expected, "release": release});
            assert_eq!(next(old, new, option), expected, "{new}");
        }
    }
    assert!(stdout(&versions(&["--version"])).ends_with("the next version is 2.0.0, a major release after 1.4.0\n"));
    let markdown = stdout(&versions(&["--version", "--format", "markdown"]));
    assert!(markdown.contains("; the next version is 2.0.0, a major release after 1.4.0.\n"), "{markdown}");
}

#[test]
fn the_changelog_gets_an_entry_once() {
    let more = DOCUMENT.to_owned()
        + "  /users:\n    get: {operationId: listUsers, responses: {'204': {description: None.}}}\n";
    let documents = Documents::of(&[("old.yaml", DOCUMENT), ("new.yaml", &more)]);
    let run =
        |more: &[&str]| documents.run(&[&["diff", "old.yaml", "new.yaml", "--version", "--changelog"], more].concat());
    let printed = run(&["-", "--date", "2026-01-31"]);
    let entry =
        "## [1.1.0] - 2026-01-31\n\n### Added\n\n- `GET /users` (`listUsers`): there is a new function `list_users`\n";
    assert_eq!((code(&printed), stdout(&printed).as_str()), (Some(0), entry));
    assert_eq!(code(&run(&["CHANGELOG.md", "--date", "2026-01-31"])), Some(0));
    let written = std::fs::read_to_string(documents.path("CHANGELOG.md")).unwrap();
    assert!(written.starts_with("# Changelog\n") && written.ends_with(entry), "{written}");
    let again = run(&["CHANGELOG.md", "--date", "2026-02-01"]);
    assert_eq!(code(&again), Some(2));
    assert!(stderr(&again).contains("CHANGELOG.md: there is an entry for 1.1.0 already"), "{}", stderr(&again));
    assert_eq!(std::fs::read_to_string(documents.path("CHANGELOG.md")).unwrap(), written);
    for wrong in [&["-"][..], &["-", "--date", "31.1.2026"], &["-", "--date", "2026-02-30"]] {
        assert_eq!(code(&run(wrong)), Some(2), "{wrong:?}");
    }
}

#[test]
fn what_is_no_version_is_an_error() {
    let old = DOCUMENT.replace("version: 1.0.0", "version: v2");
    let documents = Documents::of(&[("old.yaml", &old), ("new.yaml", DOCUMENT)]);
    let output = documents.run(&["diff", "old.yaml", "new.yaml", "--version"]);
    assert_eq!((code(&output), stdout(&output).as_str()), (Some(2), ""));
    let message = "`info.version` of the old document is not a semantic version: `v2`";
    assert!(stderr(&output).contains(message) && stderr(&output).contains("`--version=1.2.3`"), "{}", stderr(&output));
    let output = documents.run(&["diff", "old.yaml", "new.yaml", "--version=1"]);
    assert!(code(&output) == Some(2) && stderr(&output).contains("`--version` is not a semantic version: `1`"));
}
