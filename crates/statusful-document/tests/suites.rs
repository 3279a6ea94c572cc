//! Overlays that others wrote to test tools by. They are beside the repository and not part of it; without them, the tests are
//! skipped.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fs;
use std::path::{Path, PathBuf};

use statusful_document::diagnostic::{Diagnostics, Strictness, Style, render_all};
use statusful_document::openapi::are_equal;
use statusful_document::source::{Node, Source};
use statusful_document::{Input, Overlay, read};

/// What an overlay is applied to if its own document is not there: nothing of it is matched.
const EMPTY: &[u8] = b"openapi: 3.1.0";

/// The order in which the overlays of one document apply.
const IN_ORDER: [&str; 7] = [
    "open-enums",
    "remove-rss-responses",
    "add-headers",
    "allof-simplify",
    "boolean-query-params",
    "nullable-model-fields",
    "deprecated-beta-responses-alias",
];

/// A folder of suites; nothing if it is not there.
fn suite(folder: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/suites").join(folder);
    if !path.is_dir() {
        eprintln!("skipped: there is no {}", path.display());
        return None;
    }
    Some(path)
}

/// Returns the sorted entries of a folder.
fn entries(folder: &str) -> Vec<PathBuf> {
    let Some(path) = suite(folder) else { return Vec::new() };
    let mut entries: Vec<_> = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    assert!(!entries.is_empty());
    entries
}

/// The document after its overlays, and what was reported.
fn overlaid(document: &[u8], overlays: &[PathBuf], strictness: Strictness) -> (Source, Diagnostics) {
    let texts: Vec<_> = overlays.iter().map(|path| fs::read(path).unwrap()).collect();
    let overlays: Vec<_> = texts.iter().map(|bytes| Overlay { name: "overlay.yaml", bytes }).collect();
    let mut diagnostics = Diagnostics::new(strictness);
    let input = Input { name: "document.yaml", bytes: document, overlays: &overlays, files: None };
    (read(&input, &mut diagnostics), diagnostics)
}

fn shown((source, diagnostics): &(Source, Diagnostics)) -> String {
    render_all(&source.files, diagnostics, Style::Plain)
}

fn assert_becomes(document: &Path, overlays: &[PathBuf], expected: &Path, strictness: Strictness) {
    let got = overlaid(&fs::read(document).unwrap(), overlays, strictness);
    assert!(!got.1.has_errors(), "{}", shown(&got));
    let (expected, _) = overlaid(&fs::read(expected).unwrap(), &[], strictness);
    let found = difference(&got.0.root, &expected.root, "$");
    assert_eq!(found, None, "{} differs; {}", document.display(), shown(&got));
}

/// Returns the first difference of two values.
fn difference(a: &Node, b: &Node, path: &str) -> Option<String> {
    let inner = |a: Option<&Node>, b: Option<&Node>, path: String| match (a, b) {
        (Some(a), Some(b)) => difference(a, b, &path),
        _ => Some(path),
    };
    if are_equal(a, b) {
        return None;
    }
    let names = a.members().chain(b.members()).map(|(name, _)| name);
    let member = names.into_iter().find_map(|name| inner(a.get(name), b.get(name), format!("{path}['{name}']")));
    let count = a.items().count().max(b.items().count());
    let item = |index| inner(a.items().nth(index), b.items().nth(index), format!("{path}[{index}]"));
    member.or_else(|| (0..count).find_map(item)).or(Some(path.to_owned()))
}

#[test]
fn overlays_of_the_specification_do_what_it_says() {
    for set in entries("overlay-1.1/sets") {
        let file = |name: &str| set.join(name);
        assert_becomes(&file("openapi.yaml"), &[file("overlay.yaml")], &file("output.yaml"), Strictness::Strict);
    }
}

#[test]
fn valid_overlays_are_accepted() {
    for overlay in entries("overlay-1.1/pass") {
        let got = overlaid(EMPTY, &[overlay], Strictness::Strict);
        assert!(!got.1.has_errors(), "{}", shown(&got));
    }
}

#[test]
fn invalid_overlays_are_errors() {
    for overlay in entries("overlay-1.1/fail") {
        let name = overlay.display().to_string();
        let got = overlaid(EMPTY, &[overlay], Strictness::Strict);
        assert!(got.1.has_errors(), "{name} is taken: {}", shown(&got));
    }
}

#[test]
fn the_overlays_of_a_vendor_make_its_document() {
    let Some(folder) = suite("openrouter") else { return };
    let overlays = IN_ORDER.map(|name| folder.join("overlays").join(format!("{name}.overlay.yaml")));
    let [document, expected] = ["in", "out"].map(|name| folder.join(format!("{name}.openapi.yaml")));
    assert_becomes(&document, &overlays, &expected, Strictness::Lenient);
}
