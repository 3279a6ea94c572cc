//! Reads documents from disk, and generates clients in memory.

use std::path::{Path, PathBuf};

use statusful_codegen::diagnostic::{Diagnostics, counted};
use statusful_codegen::disk::{Folder, read_document};
use statusful_codegen::ir::{Api, Operation};
use statusful_codegen::source::Part;
use statusful_codegen::{Client, Input, Overlay, Settings, generate_from};

use crate::{Failure, Report};

/// A file, and its name in diagnostics.
#[derive(Debug, Clone)]
pub struct File {
    /// The name in diagnostics.
    pub name: String,
    /// The path on disk.
    pub path: PathBuf,
}

/// A document and its overlays.
#[derive(Debug, Clone)]
pub struct Origin {
    /// The document.
    pub document: File,
    /// The overlays, in the order in which they apply.
    pub overlays: Vec<File>,
}

impl File {
    /// Creates a file whose name is its path.
    pub fn at(path: &Path) -> Self {
        Self { name: path.display().to_string(), path: path.to_owned() }
    }

    fn bytes(&self, report: &Report) -> Result<Vec<u8>, Failure> {
        read_document(&self.path).map_err(|fault| {
            report.diagnostic(&fault);
            Failure::Unreadable
        })
    }
}

impl Origin {
    /// Creates an origin from paths, which are also the names in diagnostics.
    pub fn at(document: &Path, overlays: &[PathBuf]) -> Self {
        Self { document: File::at(document), overlays: overlays.iter().map(|path| File::at(path)).collect() }
    }

    /// Returns the paths of all files: the document, its overlays, and the files that it refers to.
    pub fn files(&self, report: &Report) -> Result<Vec<PathBuf>, Failure> {
        let source = self.read(report, |input| statusful_codegen::read(input, &mut Diagnostics::default()))?;
        let folder = self.document.path.parent().unwrap_or(Path::new(""));
        let beside = source.parts().filter_map(|(part, _)| match part {
            Part::Beside(path) => Some(folder.join(path)),
            Part::Document | Part::Overlay => None,
        });
        let own = [&self.document].into_iter().chain(&self.overlays).map(|file| file.path.clone());
        Ok(own.chain(beside).collect())
    }

    /// Reads all files and passes them to `use_it`.
    pub(crate) fn read<T>(&self, report: &Report, use_it: impl FnOnce(&Input<'_>) -> T) -> Result<T, Failure> {
        let bytes = self.document.bytes(report)?;
        let texts: Vec<_> = self.overlays.iter().map(|overlay| overlay.bytes(report)).collect::<Result<_, _>>()?;
        let overlays = self.overlays.iter().zip(&texts);
        let overlays: Vec<_> = overlays.map(|(File { name, .. }, bytes)| Overlay { name, bytes }).collect();
        let folder = Folder::of(&self.document.path);
        Ok(use_it(&Input { name: &self.document.name, bytes: &bytes, overlays: &overlays, files: Some(&folder) }))
    }
}

/// Generates the client of a document. Diagnostics are not shown if their number is `expected`, because they were
/// reviewed before.
pub fn client(origin: &Origin, expected: usize, settings: &Settings, report: &Report) -> Result<Client, Failure> {
    let name = &origin.document.name;
    let generation = origin
        .read(report, |input| generate_from(input, settings))?
        .map_err(|fault| format!("{name}: {fault}. This is a fault of the generator, not of the document."))?;
    let found = generation.diagnostics.iter().count();
    if found != expected || generation.client.is_none() {
        report.diagnostics(&generation.source.files, &generation.diagnostics);
    }
    let client = generation.client.ok_or(Failure::Found)?;
    let is_expected = found > 0 && found == expected;
    let note = if is_expected { format!(", {} as expected", counted(found, "warning")) } else { String::new() };
    report.say(format_args!("{name}: {}{note}", summary(&client.api)));
    Ok(client)
}

/// Returns a summary such as `3 operations, 11 responses, 14 types`.
pub(crate) fn summary(api: &Api) -> String {
    let responses = |operation: &Operation| operation.responses.documented().count();
    [
        counted(api.operations().count(), "operation"),
        counted(api.operations().map(responses).sum(), "response"),
        counted(api.types.len(), "type"),
    ]
    .join(", ")
}
