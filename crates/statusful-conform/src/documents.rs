//! Finds the documents of a folder.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use statusful_codegen::ir::PackageName;

use crate::Failure;

/// A document, and the package name of its client.
#[derive(Debug, Clone)]
pub struct CorpusDocument {
    /// The path of the document.
    pub path: PathBuf,
    /// The file name, which is the name in reports.
    pub name: String,
    /// The package name of the client.
    pub package: PackageName,
}

/// Returns the documents of a folder, or one document if `path` is a file, sorted by path. With `only`, returns those
/// whose name contains that text.
pub fn documents(path: &Path, only: Option<&str>) -> Result<Vec<CorpusDocument>, Failure> {
    let mut paths = if path.is_dir() { listed(path)? } else { vec![path.to_owned()] };
    paths.sort();
    let mut taken = BTreeSet::new();
    let documents = paths.into_iter().map(|path| document(path, &mut taken)).collect::<Result<Vec<_>, _>>()?;
    let documents: Vec<_> =
        documents.into_iter().filter(|document| only.is_none_or(|only| document.name.contains(only))).collect();
    if documents.is_empty() {
        return Err(format!("{} holds no document by that name", path.display()));
    }
    Ok(documents)
}

fn listed(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let told = |error: std::io::Error| format!("{}: {error}", folder.display());
    let entries = std::fs::read_dir(folder).map_err(told)?.collect::<Result<Vec<_>, _>>().map_err(told)?;
    Ok(entries.into_iter().map(|entry| entry.path()).filter(|path| path.is_file() && is_document(path)).collect())
}

fn is_document(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
    ["json", "yaml", "yml"].iter().any(|known| extension == *known)
}

fn document(path: PathBuf, taken: &mut BTreeSet<String>) -> Result<CorpusDocument, Failure> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let package = package(&stem, taken)?;
    Ok(CorpusDocument { path, name, package })
}

/// Derives a package name from a file name. The prefix avoids conflicts with keywords and dependencies.
fn package(stem: &str, taken: &mut BTreeSet<String>) -> Result<PackageName, Failure> {
    let clean = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let words: String = stem.chars().map(clean).collect();
    let words: Vec<_> = words.split('-').filter(|word| !word.is_empty()).collect();
    let mut name = format!("of-{}", words.join("-")).trim_end_matches('-').to_owned();
    while !taken.insert(name.clone()) {
        name.push_str("-again");
    }
    PackageName::parse(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_document_has_a_package_of_its_own() {
        let mut taken = BTreeSet::new();
        let named: Vec<_> = ["serde", "Über.Größe", "a b", "a_b", ""]
            .iter()
            .map(|stem| package(stem, &mut taken).unwrap().as_str().to_owned())
            .collect();
        assert_eq!(named, ["of-serde", "of-ber-gr-e", "of-a-b", "of-a-b-again", "of"]);
    }

    #[test]
    fn only_documents_are_taken() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.YAML", "a.json", "INDEX.tsv", "c.yml"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        let names = |only| -> Vec<String> {
            documents(folder.path(), only).unwrap().into_iter().map(|document| document.name).collect()
        };
        assert_eq!(names(None), ["a.json", "b.YAML", "c.yml"]);
        assert_eq!(names(Some("a.")), ["a.json"]);
        assert!(documents(folder.path(), Some("nothing")).is_err());
        assert!(documents(&folder.path().join("absent"), None).is_ok_and(|found| found.len() == 1));
    }
}
