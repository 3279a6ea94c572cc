//! From a document on disk to a client in memory, with everything said that there is to say.

use std::path::{Path, PathBuf};

use statusful_codegen::diagnostic::Diagnostics;
use statusful_codegen::disk::{Folder, read_document};
use statusful_codegen::document::Document;
use statusful_codegen::ir::{Api, Operation};
use statusful_codegen::source::Source;
use statusful_codegen::{Client, Input, Overlay, Settings, Strictness, generate_from, lint, lower};

use crate::{Failure, Report};

/// A file, and what it is called when its faults are told.
#[derive(Debug, Clone)]
pub struct File {
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
}

/// What a client is made from.
#[derive(Debug, Clone)]
pub struct Origin {
    /// The document.
    pub document: File,
    /// What changes it, in this order.
    pub overlays: Vec<File>,
}

impl File {
    /// A file that is called by its path.
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
    /// A document and overlays that are called by their paths.
    pub fn at(document: &Path, overlays: &[PathBuf]) -> Self {
        Self { document: File::at(document), overlays: overlays.iter().map(|path| File::at(path)).collect() }
    }

    /// Hands out everything as the stages take it.
    fn read<T>(&self, report: &Report, use_it: impl FnOnce(&Input<'_>) -> T) -> Result<T, Failure> {
        let bytes = self.document.bytes(report)?;
        let texts: Vec<_> = self.overlays.iter().map(|overlay| overlay.bytes(report)).collect::<Result<_, _>>()?;
        let overlays = self.overlays.iter().zip(&texts);
        let overlays: Vec<_> = overlays.map(|(File { name, .. }, bytes)| Overlay { name, bytes }).collect();
        let folder = Folder::of(&self.document.path);
        Ok(use_it(&Input { name: &self.document.name, bytes: &bytes, overlays: &overlays, files: Some(&folder) }))
    }
}

/// A document that was read and looked at.
pub(crate) struct Reading {
    /// What it describes; nothing when it has errors.
    pub(crate) api: Option<Api>,
    /// Everything found on the way.
    pub(crate) diagnostics: Diagnostics,
    /// What was read.
    pub(crate) source: Source,
}

/// Reads a document as far as it can be understood. Nothing is generated of it, and nothing told but that it cannot be
/// read.
pub(crate) fn read(origin: &Origin, strictness: Strictness, report: &Report) -> Result<Reading, Failure> {
    origin.read(report, |input| {
        let mut diagnostics = Diagnostics::new(strictness);
        let source = statusful_codegen::read(input, &mut diagnostics);
        let document = Document::new(&source);
        lint::check(&document, &mut diagnostics);
        let api = (!diagnostics.has_errors()).then(|| lower::lower(&document, &mut diagnostics));
        Reading { api, diagnostics, source }
    })
}

/// What a document describes. It is read as `generate` reads it, and its warnings are the affair of `lint`; one without
/// a meaning is an error.
pub(crate) fn api(origin: &Origin, report: &Report) -> Result<Api, Failure> {
    let reading = read(origin, Strictness::Lenient, report)?;
    reading.api.ok_or_else(|| {
        let mut errors = Diagnostics::new(Strictness::Lenient);
        errors.extend(reading.diagnostics);
        report.diagnostics(&reading.source.files, &errors);
        Failure::Unreadable
    })
}

/// The client of a document. As many warnings as are `expected` are not shown, since somebody looked at them before; any
/// other number is.
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

/// Such as `3 operations, 11 responses, 14 types`.
pub(crate) fn summary(api: &Api) -> String {
    let responses =
        |operation: &Operation| operation.responses.success_arms().len() + operation.responses.failure_arms().len();
    [
        counted(api.operations().count(), "operation"),
        counted(api.operations().map(responses).sum(), "response"),
        counted(api.types.len(), "type"),
    ]
    .join(", ")
}

/// Such as `1 file` or `2 files`.
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
