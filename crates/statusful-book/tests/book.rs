//! Books of real clients and of hostile ones.

#![allow(clippy::unwrap_used, clippy::panic, reason = "this is how a test fails")]

use std::fs;
use std::path::Path;

use statusful_codegen::ir::PackageName;
use statusful_codegen::pages::{Page, pages};
use statusful_codegen::{Settings, Strictness, generate};

fn reference(document: &str) -> Vec<Page> {
    let bytes = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(document)).unwrap();
    let settings = Settings {
        reference: true,
        strictness: Strictness::Strict,
        ..Settings::new(PackageName::parse("demo").unwrap(), "a test", document)
    };
    let client = generate(document, &bytes, &settings).unwrap().client.unwrap();
    pages(&client.api, &settings)
}

#[test]
fn every_page_is_there_and_found() {
    let folder = tempfile::tempdir().unwrap();
    let pages = reference("openapi/keymint.yaml");
    statusful_book::write("keymint", &pages, folder.path()).unwrap();
    for page in pages.iter().filter(|page| page.path.starts_with("docs/models") || page.path.contains("operations")) {
        let html = page.path.replace("docs/", "").replace(".md", ".html");
        let text = fs::read_to_string(folder.path().join(&html)).unwrap();
        assert!(text.contains("../index.html"), "{html} has no way back");
    }
    let entries = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let index = entries.into_iter().find(|name| name.starts_with("searchindex")).unwrap();
    let index = fs::read_to_string(folder.path().join(index)).unwrap();
    assert!(index.contains("get_auth_response_request_id"));
}

#[test]
fn a_book_replaces_a_book_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let pages = reference("openapi/keymint.yaml");
    statusful_book::write("keymint", &pages, folder.path()).unwrap();
    fs::write(folder.path().join("old.html"), "of an earlier book").unwrap();
    statusful_book::write("keymint", &pages, folder.path()).unwrap();
    assert!(!folder.path().join("old.html").exists());

    let other = tempfile::tempdir().unwrap();
    fs::write(other.path().join("thesis.txt"), "years of work").unwrap();
    fs::write(other.path().join("toc.html"), "of another book").unwrap();
    fs::write(other.path().join("index.html"), "of another book").unwrap();
    let error = statusful_book::write("keymint", &pages, other.path()).unwrap_err();
    assert!(error.to_string().contains("choose another folder"), "{error}");
    assert!(other.path().join("thesis.txt").exists());
}

#[test]
fn markdown_replaces_markdown_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("docs");
    let pages = reference("openapi/keymint.yaml");
    statusful_book::write_markdown(&pages, &out).unwrap();
    fs::write(out.join("models/old.md"), "of an earlier reference").unwrap();
    statusful_book::write_markdown(&pages, &out).unwrap();
    assert!(!out.join("models/old.md").exists());
    assert!(fs::read_to_string(out.join("README.md")).unwrap().contains("exchange_auth_code_for_api_key"));

    fs::write(out.join("README.md"), "# The sources of a book of one's own").unwrap();
    fs::write(out.join("models/mine.md"), "years of work").unwrap();
    let error = statusful_book::write_markdown(&pages, &out).unwrap_err();
    assert!(error.to_string().contains("choose another folder"), "{error}");
    assert!(out.join("models/mine.md").exists());
}

/// mdBook includes the files that `{{#include …}}` names, unless the braces are escaped.
#[test]
fn a_document_names_no_file_to_include() {
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("secret.txt");
    fs::write(&secret, "the content of a file").unwrap();
    let text = format!("# Page\n\n{{{{#include {}}}}}\n\n<script>alert(1)</script>\n", secret.display());
    let summary = "# Summary\n\n[Overview](README.md)\n".to_owned();
    let page = |path: &str, text: String| Page { path: path.to_owned(), text };
    let pages = [page("docs/README.md", text), page("docs/SUMMARY.md", summary)];
    let out = folder.path().join("book");
    statusful_book::write("{{title}} <b>", &pages, &out).unwrap();
    let html = fs::read_to_string(out.join("index.html")).unwrap();
    assert!(!html.contains("the content of a file"));
    assert!(html.contains("#include"));
    assert!(!html.contains("<title>{{title}} <b>"), "a title is text");
}

#[test]
fn what_a_hostile_document_says_is_text() {
    let folder = tempfile::tempdir().unwrap();
    statusful_book::write("hostile", &reference("tests/openapi/hostile.yaml"), folder.path()).unwrap();
    let html = fs::read_to_string(folder.path().join("print.html")).unwrap();
    assert!(html.contains("pwned"));
    for tag in ["<script>pwned", "<img", "onerror=\"", "href=\"javascript:"] {
        assert!(!html.contains(tag), "{tag} is in the book");
    }
}
