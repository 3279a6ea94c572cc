//! `statusful docs`.

use std::fs;

use crate::{code, statusful, stderr, stdout};

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../openapi/keymint.yaml");

#[test]
fn a_book_is_written_and_written_again() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("book").to_str().unwrap().to_owned();
    for _ in 0..2 {
        let output = statusful(&["docs", DOCUMENT, "--out", &out]);
        assert_eq!(code(&output), Some(0), "{}", stderr(&output));
        assert!(stdout(&output).contains("index.html, with 22 pages"), "{}", stdout(&output));
    }
    let page = folder.path().join("book/operations/oauth/exchange_auth_code_for_api_key.html");
    assert!(fs::read_to_string(page).unwrap().contains("keymint::oauth::"));
}

#[test]
fn markdown_is_written_for_the_package_named() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    let output = statusful(&["docs", DOCUMENT, "--out", out, "--name", "my-keys", "--markdown"]);
    assert_eq!(code(&output), Some(0), "{}", stderr(&output));
    let page = folder.path().join("operations/oauth/exchange_auth_code_for_api_key.md");
    assert!(fs::read_to_string(page).unwrap().contains("use my_keys::{Client"));
}

#[test]
fn what_somebody_else_wrote_stays() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("thesis.txt"), "years of work").unwrap();
    let out = folder.path().to_str().unwrap();
    for more in [&[][..], &["--markdown"]] {
        let output = statusful(&[&["docs", DOCUMENT, "--out", out], more].concat());
        assert_eq!(code(&output), Some(2));
        assert!(stderr(&output).contains("choose another folder"), "{}", stderr(&output));
    }
    assert!(folder.path().join("thesis.txt").exists());
}

#[test]
fn a_document_that_means_nothing_has_no_reference() {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("x.yaml");
    fs::write(&document, "swagger: '2.0'").unwrap();
    let out = folder.path().join("out");
    let output = statusful(&["docs", document.to_str().unwrap(), "--out", out.to_str().unwrap()]);
    assert_eq!(code(&output), Some(2));
    assert!(!out.exists());
}
