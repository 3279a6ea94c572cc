//! `cargo xtask docs`: the guide and the references, and the links between their pages.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn docs(out: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask-extra")).args(["docs", "--out"]).arg(out).output().unwrap()
}

/// Returns every page of HTML below a folder, by its path.
fn pages(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut pages = BTreeMap::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            pages.extend(self::pages(&path));
        } else if path.extension().is_some_and(|it| it == "html") {
            pages.insert(path.clone(), fs::read_to_string(path).unwrap());
        }
    }
    pages
}

/// Returns the values of an attribute.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_link_of_the_books_leads_somewhere() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    let output = docs(&root);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let pages = pages(&root);
    assert!(pages.contains_key(&root.join("guide/getting-started.html")));
    assert!(pages[&root.join("guide/index.html")].contains("href=\"../keymint/index.html\""));
    // These pages of mdBook are put together from others: their links are relative to those.
    let is_own = |path: &Path| !["print.html", "404.html", "toc.html"].iter().any(|name| path.ends_with(name));
    let mut broken = Vec::new();
    for (path, html) in pages.iter().filter(|(path, _)| is_own(path)) {
        for link in [values(html, "href"), values(html, "src")].concat() {
            if link.contains("://") || link.starts_with("data:") || leads_somewhere(path, link, &pages) {
                continue;
            }
            broken.push(format!("{}: {link}", path.display()));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

fn leads_somewhere(page: &Path, link: &str, pages: &BTreeMap<PathBuf, String>) -> bool {
    let (path, anchor) = link.split_once('#').map_or((link, ""), |(path, anchor)| (path, anchor));
    let target =
        if path.is_empty() { Some(page.to_owned()) } else { page.parent().unwrap().join(path).canonicalize().ok() };
    let Some(target) = target else { return false };
    anchor.is_empty() || pages.get(&target).is_some_and(|html| values(html, "id").contains(&anchor))
}

#[test]
fn books_replace_books_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    for _ in 0..2 {
        assert!(docs(folder.path()).status.success());
    }
    fs::write(folder.path().join("index.html"), "a page of one's own").unwrap();
    let output = docs(folder.path());
    assert!(!output.status.success());
    let printed = String::from_utf8_lossy(&output.stderr);
    assert!(printed.contains("choose another folder"), "{printed}");
    assert_eq!(fs::read_to_string(folder.path().join("index.html")).unwrap(), "a page of one's own");
}
