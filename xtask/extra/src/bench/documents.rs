//! The documents whose clients are measured.

use std::path::{Path, PathBuf};

use xtask::paths;

/// The document of which one tag is compiled.
pub(super) const GITHUB: &str = "github.json";
/// The document of which a few operations are selected.
pub(super) const OPENROUTER: &str = "openrouter.yaml";
/// The documents whose clients are compiled.
const COMPILED: [&str; 3] = ["oxidecomputer-nexus.json", OPENROUTER, "discord.json"];
/// The documents whose generation is timed.
const GENERATED: [&str; 3] = ["openai.yaml", OPENROUTER, "discord.json"];

/// The documents that were found.
#[derive(Debug)]
pub(super) struct Documents {
    /// Those whose clients are compiled.
    pub(super) compiled: Vec<PathBuf>,
    /// Those whose generation is timed.
    pub(super) generated: Vec<PathBuf>,
    /// The document of which one tag is compiled.
    pub(super) github: Option<PathBuf>,
    /// The names of those that were not found.
    pub(super) missing: Vec<&'static str>,
}

impl Documents {
    /// Finds the documents in a folder. Without one, the documents are those of this repository's clients.
    pub(super) fn find(folder: Option<&Path>) -> Result<Self, String> {
        let Some(folder) = folder else {
            let own = own()?;
            return Ok(Self { compiled: own.clone(), generated: own, github: None, missing: Vec::new() });
        };
        let mut missing = Vec::new();
        let mut find = |name: &'static str| {
            // Commands run in other folders.
            let path = std::path::absolute(folder.join(name)).ok().filter(|path| path.exists());
            if path.is_none() && !missing.contains(&name) {
                missing.push(name);
            }
            path
        };
        let compiled = COMPILED.into_iter().filter_map(&mut find).collect();
        let generated = GENERATED.into_iter().filter_map(&mut find).collect();
        let github = find(GITHUB);
        Ok(Self { compiled, generated, github, missing })
    }

    /// Returns every document once.
    pub(super) fn all(&self) -> Vec<&Path> {
        let mut all: Vec<&Path> =
            self.compiled.iter().chain(&self.generated).chain(&self.github).map(AsRef::as_ref).collect();
        all.sort();
        all.dedup();
        all
    }
}

/// Returns the name of a document, for the table.
pub(super) fn name(document: &Path) -> String {
    document.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The documents in `openapi`.
fn own() -> Result<Vec<PathBuf>, String> {
    let folder = paths::root().join("openapi");
    let entries = std::fs::read_dir(&folder).map_err(|error| format!("openapi: {error}"))?;
    let mut documents: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    documents.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    documents.sort();
    Ok(documents)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_is_missing_once() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("discord.json"), "{}").unwrap();
        let documents = Documents::find(Some(folder.path())).unwrap();
        assert_eq!((documents.compiled.len(), documents.generated.len(), documents.all().len()), (1, 1, 1));
        assert_eq!(documents.missing, ["oxidecomputer-nexus.json", "openrouter.yaml", "openai.yaml", GITHUB]);
    }

    #[test]
    fn without_a_folder_the_documents_are_our_own() {
        let documents = Documents::find(None).unwrap();
        assert!(documents.all().iter().any(|path| name(path) == "keymint.yaml"));
        assert!(documents.missing.is_empty());
    }
}
