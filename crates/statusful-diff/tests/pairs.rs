//! Every kind of change: two documents that have it, and the expected report in both directions.
//!
//! A pair is a folder with the name of a kind, or of what it shows. After an intended change, accept the new text with
//! `cargo insta review`, or run the tests with `INSTA_UPDATE=always` and read the difference.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use statusful_codegen::diagnostic::{Strictness, Style, render_all};
use statusful_codegen::{Input, Reading, ir, read_api};
use statusful_diff::{Change, ChangeKind, ChangePlace, Changes, Effect, Subject, Version, compare};

fn pairs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pairs");
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut pairs: Vec<_> = entries.filter(|path| path.is_dir()).collect();
    pairs.sort();
    pairs
}

fn name(pair: &Path) -> String {
    pair.file_name().unwrap().to_string_lossy().into_owned()
}

fn version(path: &Path) -> Version {
    let bytes = std::fs::read(path).unwrap();
    let input = Input { name: &path.display().to_string(), bytes: &bytes, overlays: &[], files: None };
    let Reading { api, origins, diagnostics, source } = read_api(&input, Strictness::Strict);
    let errors = render_all(&source.files, &diagnostics, Style::Plain);
    Version { api: api.unwrap_or_else(|| panic!("{errors}")), origins, source }
}

fn sides(pair: &Path) -> [Version; 2] {
    ["old.yaml", "new.yaml"].map(|file| version(&pair.join(file)))
}

/// Compares a pair in both directions.
fn both(pair: &Path) -> [Changes; 2] {
    let [old, new] = sides(pair);
    [compare(&old, &new), compare(&new, &old)]
}

fn kinds(changes: &Changes) -> BTreeSet<ChangeKind> {
    changes.all.iter().map(|change| change.kind).collect()
}

#[test]
fn every_pair_is_reported_as_expected() {
    insta::with_settings!({ snapshot_path => "pairs", prepend_module_to_snapshot => false, omit_expression => true }, {
        for pair in pairs() {
            let [there, back] = both(&pair);
            insta::assert_snapshot!(name(&pair), format!("{there}\n--- and back ---\n\n{back}"));
        }
    });
}

#[test]
fn every_kind_has_a_pair_that_shows_it() {
    let mut shown: BTreeSet<ChangeKind> = BTreeSet::new();
    for pair in pairs() {
        let [there, back] = both(&pair);
        if let Some(kind) = ChangeKind::ALL.iter().find(|kind| kind.name() == name(&pair)) {
            assert!(kinds(&there).contains(kind), "{} does not show its kind:\n{there}", name(&pair));
        }
        shown.extend(kinds(&there).union(&kinds(&back)));
    }
    let missing: Vec<_> = ChangeKind::ALL.iter().filter(|kind| !shown.contains(kind)).map(|kind| kind.name()).collect();
    assert!(missing.is_empty(), "no pair shows {missing:?}");
}

#[test]
fn a_document_does_not_differ_from_itself() {
    let documents = pairs().into_iter().flat_map(|pair| [pair.join("old.yaml"), pair.join("new.yaml")]);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let own = ["openapi/keymint.yaml", "tests/openapi/shapes.yaml", "tests/openapi/traffic.yaml"];
    for path in documents.chain(own.map(|path| root.join(path))) {
        let changes = compare(&version(&path), &version(&path));
        assert!(changes.is_empty() && !changes.is_breaking(), "{}:\n{changes}", path.display());
    }
}

/// Returns what lowering decided, without the title and version. An outline has no documentation.
fn outline(api: &ir::Api) -> String {
    api.to_string().lines().skip(1).collect::<Vec<_>>().join("\n")
}

/// The number of documents that each is compared with.
const OTHERS: usize = 10;

/// Something is reported for documents of different clients, whatever differs.
#[test]
fn no_difference_is_silent() {
    let documents = pairs().into_iter().flat_map(|pair| [pair.join("old.yaml"), pair.join("new.yaml")]);
    let versions: BTreeMap<_, _> = documents.map(|path| version(&path)).map(|it| (outline(&it.api), it)).collect();
    for (index, (old_outline, old)) in versions.iter().enumerate() {
        for (new_outline, new) in versions.iter().cycle().skip(index + 1).take(OTHERS) {
            assert!(!compare(old, new).is_empty(), "{old_outline}\n{new_outline}");
        }
    }
}

/// Returns the subject of a change, under both of its names.
fn subject(change: &Change) -> BTreeSet<String> {
    let (name, was) = match &change.subject {
        Subject::Client => return BTreeSet::new(),
        Subject::Operation { id, was, .. } => {
            (format!("operation {id}"), was.as_ref().map(|id| format!("operation {id}")))
        }
        Subject::Model { name, was } => (format!("model {name}"), was.as_ref().map(|name| format!("model {name}"))),
    };
    std::iter::once(name).chain(was).collect()
}

#[test]
fn both_directions_report_the_same_places() {
    let places = |changes: &Changes| -> BTreeSet<(BTreeSet<String>, ChangePlace)> {
        changes.all.iter().map(|change| (subject(change), change.place.clone())).collect()
    };
    for pair in pairs() {
        let [there, back] = both(&pair);
        assert!(!there.is_empty(), "{}", name(&pair));
        assert_eq!(places(&there), places(&back), "{}", name(&pair));
    }
}

#[test]
fn breaking_changes_come_first() {
    for pair in pairs() {
        for changes in both(&pair) {
            let effects = |changes: &[Change]| changes.iter().map(Change::effect).collect::<Vec<_>>();
            assert!(changes.by_subject().all(|(_, changes)| effects(changes).is_sorted()), "{changes}");
            let worst: Vec<_> = changes.by_subject().map(|(_, changes)| effects(changes)[0]).collect();
            assert!(worst.is_sorted(), "{changes}");
            let subjects: BTreeSet<_> = changes.by_subject().map(|(subject, _)| subject).collect();
            assert_eq!(subjects.len(), worst.len(), "a subject is reported twice:\n{changes}");
        }
    }
}

#[test]
fn text_of_a_document_stays_text() {
    let [changes, _] = both(&pairs().into_iter().find(|pair| pair.ends_with("hostile-text")).unwrap());
    assert!(changes.to_string().chars().all(|character| character == '\n' || !character.is_control()), "{changes:?}");
    let json = changes.to_json();
    assert!(json.chars().all(|character| character == '\n' || !character.is_control()), "{json}");
    let parsed: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(parsed["changes"][0]["subject"]["id"], "x`|<b>\u{1b}[2J\u{9b}\u{202e}");
    assert!(!json.contains(['\u{9b}', '\u{202e}']) && !changes.to_string().contains('\u{202e}'));
    let markdown = changes.to_markdown();
    for row in markdown.lines().filter(|line| line.starts_with('|')) {
        assert_eq!(row.replace("\\|", "").matches('|').count(), 5, "{row}");
        assert_eq!(row.matches('`').count() % 2, 0, "{row}");
        let prose: String = row.split('`').step_by(2).collect();
        assert!(!prose.contains('<'), "{row}");
    }
}

/// Returns the changes of the pair that has many of them.
fn versions() -> Changes {
    let [changes, _] = both(&pairs().into_iter().find(|pair| pair.ends_with("key-service")).unwrap());
    changes
}

#[test]
fn markdown_is_a_table() {
    insta::with_settings!({ snapshot_path => "renderings", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("key-service.md", versions().to_markdown());
    });
}

#[test]
fn json_is_as_documented() {
    let changes = versions();
    let text = changes.to_json();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    insta::with_settings!({ snapshot_path => "renderings", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("key-service.json", text);
    });
    assert_eq!(json["format"], 1);
    assert_eq!(json["changes"].as_array().unwrap().len(), changes.all.len());
    assert_eq!(json["counts"]["breaking"], changes.count(Effect::Breaking));
    assert_eq!(json["reached_by"]["NewKey"][0]["operation"], "createKey");
}
