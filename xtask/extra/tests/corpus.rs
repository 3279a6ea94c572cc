//! `cargo xtask corpus` over a folder of documents that generate and documents that do not.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const GOOD: &str = "\
openapi: 3.0.3
info: {title: Keys, version: 1.0.0}
paths:
  /keys:
    get:
      operationId: listKeys
      responses:
        '200': {description: All keys., content: {application/json: {schema: {type: array, items: {type: string}}}}}
        '404': {description: None.}
";

fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("good.yaml"), GOOD).unwrap();
    fs::write(folder.path().join("faulty.json"), "{ \"openapi\": \"3.0.3\", ").unwrap();
    fs::write(folder.path().join("notes.txt"), "no document").unwrap();
    folder
}

fn corpus(folder: &Path, more: &[&str]) -> Output {
    let arguments = [&["corpus", folder.to_str().unwrap()], more].concat();
    Command::new(env!("CARGO_BIN_EXE_xtask-extra")).args(arguments).output().unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn a_document_that_fails_is_told_and_the_others_are_measured() {
    let folder = folder();
    let json = folder.path().join("out.txt");
    let output = corpus(folder.path(), &["--json", json.to_str().unwrap()]);
    let printed = text(&output);
    assert_eq!(output.status.code(), Some(1), "{printed}");
    assert!(printed.contains("1 of 2 documents") && printed.contains("faulty.json failed"), "{printed}");
    assert!(printed.contains("error[invalid-json]"), "{printed}");
    let results: serde_json::Value = serde_json::from_str(&fs::read_to_string(json).unwrap()).unwrap();
    let good = &results[1]["generated"];
    assert_eq!((good["operations"].as_u64(), good["responses"].as_u64()), (Some(1), Some(2)), "{results}");
    assert!(good["lines"].as_u64().is_some_and(|lines| lines > 50), "{results}");
}

#[test]
fn an_exclusion_has_to_be_needed() {
    let folder = folder();
    let list = folder.path().join("exclude.toml");
    let exclude = |document: &str| format!("[[exclude]]\ndocument = \"{document}\"\nreason = \"it is cut off\"\n");
    let with_list = |text: String| {
        fs::write(&list, text).unwrap();
        corpus(folder.path(), &["--exclude", list.to_str().unwrap()])
    };
    let needed = with_list(exclude("faulty.json"));
    assert!(needed.status.success(), "{}", text(&needed));
    let stale = with_list(exclude("faulty.json") + &exclude("good.yaml"));
    assert!(text(&stale).contains("good.yaml is excluded, but does not fail"), "{}", text(&stale));
    assert_eq!(stale.status.code(), Some(1));
    let only = corpus(folder.path(), &["--only", "good"]);
    assert!(only.status.success(), "{}", text(&only));
}
