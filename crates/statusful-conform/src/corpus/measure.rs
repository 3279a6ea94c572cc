//! Generates and measures one document.

use std::collections::BTreeMap;
use std::time::Instant;

use serde::{Deserialize, Serialize};
use statusful_codegen::diagnostic::{Code, Diagnostic, Severity, Style, render};
use statusful_codegen::disk::{Folder, read_document};
use statusful_codegen::ir::Api;
use statusful_codegen::{Client, Generation, Input, generate_from};

use crate::unions::Unions;
use crate::{CorpusDocument, Workspace};

/// The measurements of one document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Measurement {
    /// The number of operations.
    pub operations: usize,
    /// The number of documented responses: one for each status and media type.
    pub responses: usize,
    /// The number of schemas that became untyped JSON, by reason.
    pub untyped: BTreeMap<String, usize>,
    /// The number of unions.
    pub unions: Unions,
    /// The number of other warnings.
    pub warnings: usize,
    /// The number of errors.
    pub errors: usize,
    /// The first error, as rendered for a terminal without colours.
    pub fault: Option<String>,
    /// The time from the bytes of the document to the files of the client.
    pub milliseconds: u64,
    /// The peak memory of the process, or `None` if the system does not report it.
    pub peak_kibibytes: Option<u64>,
    /// The number of generated lines.
    pub lines: usize,
}

impl Measurement {
    /// Returns `true` if a client was generated.
    pub fn is_ok(&self) -> bool {
        self.fault.is_none()
    }

    /// Returns the number of schemas that became untyped JSON.
    pub fn untyped(&self) -> usize {
        self.untyped.values().sum()
    }

    fn failed(fault: impl Into<String>) -> Self {
        Self { errors: 1, fault: Some(fault.into()), ..Self::default() }
    }
}

/// Generates a client, and writes it into the workspace, if any. The process for a document does nothing else.
pub fn measure(document: &CorpusDocument, workspace: Option<&Workspace>) -> Measurement {
    let bytes = match read_document(&document.path) {
        Ok(bytes) => bytes,
        Err(fault) => return Measurement::failed(render(&[], &fault, Style::Plain)),
    };
    let settings = Workspace::settings(&document.package, &document.name);
    let folder = Folder::of(&document.path);
    let input = Input { name: &document.name, bytes: &bytes, overlays: &[], files: Some(&folder) };
    let begun = Instant::now();
    let generation = match generate_from(&input, &settings) {
        Ok(generation) => generation,
        Err(fault) => return Measurement::failed(fault.to_string()),
    };
    let elapsed = begun.elapsed();
    let mut measurement = of(&generation);
    measurement.milliseconds = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
    measurement.peak_kibibytes = peak();
    if let (Some(workspace), Some(client)) = (workspace, &generation.client)
        && let Err(error) = workspace.write(document.package.as_str(), &client.files)
    {
        return Measurement::failed(error.to_string());
    }
    measurement
}

fn of(generation: &Generation) -> Measurement {
    let diagnostics = generation.diagnostics.sorted();
    let first = diagnostics.iter().find(|diagnostic| diagnostic.severity == Severity::Error);
    let is_other = |diagnostic: &&&Diagnostic| diagnostic.code != Code::Untyped;
    let counted = |severity| diagnostics.iter().filter(is_other).filter(|found| found.severity == severity).count();
    let (operations, responses, lines) = generation.client.as_ref().map(size).unwrap_or_default();
    Measurement {
        operations,
        responses,
        untyped: reasons(&diagnostics),
        unions: generation.client.as_ref().map(|client| Unions::of(&client.api)).unwrap_or_default(),
        warnings: counted(Severity::Warning),
        errors: counted(Severity::Error),
        fault: first.map(|fault| render(&generation.source.files, fault, Style::Plain)),
        lines,
        ..Measurement::default()
    }
}

fn size(client: &Client) -> (usize, usize, usize) {
    let lines = client.files.iter().map(|(_, text)| text.lines().count()).sum();
    (client.api.operations().count(), responses(&client.api), lines)
}

fn responses(api: &Api) -> usize {
    api.operations().map(|operation| operation.responses.documented().count()).sum()
}

/// Counts the reasons for untyped JSON. Quotes from the document are replaced by `…`, so that equal reasons are counted
/// together.
fn reasons(diagnostics: &[&Diagnostic]) -> BTreeMap<String, usize> {
    let mut reasons = BTreeMap::new();
    for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.code == Code::Untyped) {
        let parts = diagnostic.message.split('`').enumerate();
        let reason: String = parts.map(|(index, part)| if index % 2 == 0 { part } else { "…" }).collect();
        *reasons.entry(reason).or_default() += 1;
    }
    reasons
}

/// Returns the peak memory of this process in KiB, if the system has `/proc`.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
