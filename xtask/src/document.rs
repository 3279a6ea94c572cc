//! From a document on disk to a client in memory, with everything said that there is to say.

use std::path::Path;

use statusful_codegen::disk::{Folder, read_document};
use statusful_codegen::ir::Api;
use statusful_codegen::{Client, Input, Overlay, Settings, generate_from};

use crate::paths;
use crate::report::{Failure, Report};

/// The client of a document, which is called `name` when its faults are told. Overlays are paths below the root of the
/// repository. As many warnings as are `expected` are not shown, since somebody looked at them before; any other number is.
pub(crate) fn client(
    path: &Path,
    name: &str,
    overlays: &[String],
    expected: usize,
    settings: &Settings,
    report: &Report,
) -> Result<Client, Failure> {
    let bytes = bytes(path, report)?;
    let texts: Vec<Vec<u8>> =
        overlays.iter().map(|overlay| self::bytes(&paths::root().join(overlay), report)).collect::<Result<_, _>>()?;
    let overlays: Vec<_> = overlays.iter().zip(&texts).map(|(name, bytes)| Overlay { name, bytes }).collect();
    let folder = Folder::of(path);
    let input = Input { name, bytes: &bytes, overlays: &overlays, files: Some(&folder) };
    let generation = generate_from(&input, settings)
        .map_err(|fault| format!("{name}: {fault}. This is a fault of the generator, not of the document."))?;
    let found = generation.diagnostics.iter().count();
    if found != expected || generation.client.is_none() {
        report.diagnostics(&generation.source.files, &generation.diagnostics);
    }
    let client = generation.client.ok_or(Failure::Told)?;
    let note = if found > 0 && found == expected {
        format!(", {} as expected", counted(found, "warning"))
    } else {
        String::new()
    };
    report.say(format!("{name}: {}{note}", summary(&client.api)));
    Ok(client)
}

fn bytes(path: &Path, report: &Report) -> Result<Vec<u8>, Failure> {
    read_document(path).map_err(|fault| {
        report.diagnostic(&fault);
        Failure::Told
    })
}

/// Such as `3 operations, 11 responses, 14 types`.
fn summary(api: &Api) -> String {
    let responses = |operation: &statusful_codegen::ir::Operation| {
        operation.responses.success_arms().len() + operation.responses.failure_arms().len()
    };
    [
        counted(api.operations().count(), "operation"),
        counted(api.operations().map(responses).sum(), "response"),
        counted(api.types.len(), "type"),
    ]
    .join(", ")
}

/// Such as `1 file` or `2 files`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
