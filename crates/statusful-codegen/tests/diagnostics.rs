//! Every diagnostic as printed, next to a document that causes it.
//!
//! A fixture is named after its code: `<code>.yaml` or `<code>.<variant>.json`. After an intended change, accept the
//! new output with `cargo insta review` or by running the tests with `INSTA_UPDATE=always`.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod fixture;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use fixture::{name, with_input};
use statusful_codegen::diagnostic::{Code, Diagnostics, Strictness, Style, catalogue, render, render_all, to_json};
use statusful_codegen::openapi::Document;
use statusful_codegen::source::Source;
use statusful_codegen::{lint, lower, read, vendor};

/// Codes that no single-file document can cause.
const WITHOUT_FIXTURE: &[(Code, &str)] = &[
    (Code::UnreadableDocument, "it is about a missing document; src/disk/tests.rs tests it"),
    (Code::InvalidSettings, "it is about the settings file; the tests of statusful-cli test it"),
];

fn fixtures() -> Vec<PathBuf> {
    fixture::fixtures("diagnostics")
}

fn diagnose(path: &Path) -> (Source, Diagnostics) {
    let mut diagnostics = Diagnostics::new(Strictness::Strict);
    let mut source = with_input(path, |input| read(input, &mut diagnostics));
    let translation = vendor::translate(&mut source, &mut diagnostics);
    let mut found = Diagnostics::new(Strictness::Strict);
    lint::check(&Document::new(&source), &mut found);
    diagnostics.extend(found.into_iter().map(|diagnostic| translation.reword(diagnostic)));
    if !diagnostics.has_errors() {
        lower::lower(&Document::new(&source), &mut diagnostics);
    }
    (source, diagnostics)
}

fn codes(diagnostics: &Diagnostics) -> BTreeSet<Code> {
    diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

#[test]
fn every_fixture_looks_as_it_should() {
    insta::with_settings!({ snapshot_path => "diagnostics", prepend_module_to_snapshot => false, omit_expression => true }, {
        for path in fixtures() {
            let (source, diagnostics) = diagnose(&path);
            insta::assert_snapshot!(name(&path), render_all(&source.files, &diagnostics, Style::Plain));
        }
    });
}

#[test]
fn every_code_has_a_fixture_that_shows_it() {
    let mut shown = BTreeSet::new();
    for path in fixtures() {
        let (_, diagnostics) = diagnose(&path);
        let name = name(&path);
        let stem = name.split('.').next();
        let Some(code) = Code::ALL.iter().find(|code| Some(code.name()) == stem) else {
            assert!(codes(&diagnostics).len() > 4, "{name} is not named after a code, and does not cause several");
            continue;
        };
        assert!(codes(&diagnostics).contains(code), "{name} does not cause its diagnostic");
        shown.insert(*code);
    }
    let excused = WITHOUT_FIXTURE.iter().map(|(code, _)| *code).collect();
    assert_eq!(Code::ALL.iter().copied().collect::<BTreeSet<_>>(), &shown | &excused);
    assert!(shown.is_disjoint(&excused), "a code in `WITHOUT_FIXTURE` has a fixture");
}

#[test]
fn nothing_of_a_document_is_obeyed_by_the_terminal() {
    for path in fixtures() {
        let (source, diagnostics) = diagnose(&path);
        let all = render_all(&source.files, &diagnostics, Style::Plain);
        let json = diagnostics.iter().map(|diagnostic| to_json(&source.files, diagnostic));
        for character in json.collect::<String>().chars().chain(all.chars()) {
            assert!(character == '\n' || !character.is_control(), "{path:?} prints {character:?}");
        }
        assert!(all.lines().all(|line| line.len() < 700), "{path:?} prints a long line");
    }
}

#[test]
fn programs_read_one_object_per_fault() {
    let path = fixtures().into_iter().find(|path| path.ends_with("duplicate-operation-id.yaml")).unwrap();
    let (source, diagnostics) = diagnose(&path);
    let lines: Vec<String> = diagnostics.iter().map(|diagnostic| to_json(&source.files, diagnostic)).collect();
    let object: serde_json::Value = serde_json::from_str(&lines[0]).unwrap();
    assert_eq!(lines.len(), 1);
    assert!(!lines[0].contains('\n'));
    for (field, expected) in [("line", 10), ("column", 20), ("end_line", 10), ("end_column", 24)] {
        assert_eq!(object[field], expected, "{field}");
    }
    assert_eq!(object["code"], "duplicate-operation-id");
    assert_eq!(object["severity"], "error");
    assert_eq!(object["file"], "duplicate-operation-id.yaml");
    assert_eq!(object["message"], "the operationId `keys` is used twice");
    assert_eq!(object["rendered"], render(&source.files, diagnostics.iter().next().unwrap(), Style::Plain));
}

#[test]
fn colours_are_all_that_a_terminal_adds() {
    let path = fixtures().into_iter().find(|path| path.ends_with("several-faults.yaml")).unwrap();
    let (source, diagnostics) = diagnose(&path);
    let coloured = render_all(&source.files, &diagnostics, Style::Coloured);
    assert!(coloured.contains("\u{1b}["));
    let mut parts = coloured.split('\u{1b}');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    parts.for_each(|part| plain.push_str(part.split_once('m').map_or("", |(_, text)| text)));
    assert_eq!(plain, render_all(&source.files, &diagnostics, Style::Plain));
}

#[test]
fn every_code_is_explained_by_example() {
    for code in Code::ALL {
        let explanation = code.explanation();
        let examples = explanation.matches("```").count();
        assert!(
            explanation.len() > 150 && examples % 2 == 0,
            "the explanation of {} is too short or lacks an example",
            code.name()
        );
        assert!(!code.summary().is_empty() && code.summary().ends_with('.'), "{}", code.name());
        let is_kebab = |character: char| character.is_ascii_lowercase() || character == '-';
        assert!(code.name().chars().all(is_kebab), "{}", code.name());
    }
}

/// Returns the headings of a Markdown text, excluding lines in code blocks.
fn headings(text: &str) -> Vec<&str> {
    let prose = text.split("```").step_by(2);
    prose.flat_map(str::lines).filter(|line| line.starts_with('#')).collect()
}

#[test]
fn the_catalogue_has_an_entry_for_every_code() {
    let catalogue = catalogue();
    let entries: Vec<String> = Code::ALL.iter().map(|code| format!("## {}", code.name())).collect();
    // An explanation with a heading would look like an entry without a code.
    assert_eq!(headings(&catalogue)[0], "# Diagnostics");
    assert_eq!(headings(&catalogue)[1..], entries);
    for code in Code::ALL {
        let row = format!("| [`{name}`](#{name}) | ", name = code.name());
        assert!(catalogue.contains(&row) && catalogue.contains(code.explanation()), "{}", code.name());
    }
}
