//! Third-party documents for testing tools. They are next to the repository and not part of it; without them, the tests
//! are skipped.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fs;
use std::path::{Path, PathBuf};

use statusful_codegen::diagnostic::{Severity, Strictness, Style, render_all};
use statusful_codegen::ir::PackageName;
use statusful_codegen::{Generation, Settings, generate};

/// Returns the documents in a folder of suites, sorted, or `None` if the folder does not exist.
fn suite(folder: &str) -> Option<Vec<PathBuf>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/suites").join(folder);
    let Ok(files) = fs::read_dir(&path) else {
        eprintln!("skipped: there is no {}", path.display());
        return None;
    };
    let mut documents: Vec<PathBuf> = files.map(|entry| entry.unwrap().path()).collect();
    documents.sort();
    assert!(!documents.is_empty());
    Some(documents)
}

fn strictly(path: &Path) -> Generation {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let settings = Settings {
        reference: true,
        strictness: Strictness::Strict,
        unused_models: true,
        ..Settings::new(PackageName::parse("client").unwrap(), "a test", name.clone())
    };
    generate(&name, &fs::read(path).unwrap(), &settings).unwrap()
}

#[test]
fn valid_documents_of_3_1_generate() {
    for path in suite("oai-3.1/pass").unwrap_or_default() {
        let generation = strictly(&path);
        let diagnostics = render_all(&generation.source.files, &generation.diagnostics, Style::Plain);
        assert!(generation.client.is_some(), "{diagnostics}");
    }
}

#[test]
fn invalid_documents_of_3_1_are_errors() {
    for path in suite("oai-3.1/fail").unwrap_or_default() {
        let generation = strictly(&path);
        let errors = generation.diagnostics.iter().filter(|found| found.severity == Severity::Error);
        assert!(errors.filter(|error| !error.labels.is_empty()).count() > 0, "{} is accepted", path.display());
        assert!(generation.client.is_none());
    }
}
