//! Reads documents from disk for the commands that do not generate a client.

use statusful_codegen::diagnostic::Diagnostics;
use statusful_codegen::ir::Api;
use statusful_codegen::source::Source;
use statusful_codegen::{Customization, Input, Reading, Strictness, read_customized};
use statusful_diff::Version;

use crate::{Failure, Origin, Report};

/// Reads and checks a document. Reports files that cannot be read, but no diagnostics of the document.
pub(crate) fn read(
    origin: &Origin,
    customization: &Customization,
    strictness: Strictness,
    report: &Report,
) -> Result<Reading, Failure> {
    origin.read(report, |input| read_customized(input, customization, strictness))
}

/// Reads a document with its overlays, and none of the files that it refers to. Reports files that cannot be read, but no
/// diagnostics of the document.
pub(crate) fn source(
    origin: &Origin,
    strictness: Strictness,
    report: &Report,
) -> Result<(Source, Diagnostics), Failure> {
    let mut diagnostics = Diagnostics::new(strictness);
    let source =
        origin.read(report, |input| statusful_codegen::read(&Input { files: None, ..*input }, &mut diagnostics))?;
    Ok((source, diagnostics))
}

/// Reads the API of a document in lenient mode, as `generate` does. Warnings are not reported, because `lint` does
/// that. A document without an API is an error.
pub(crate) fn api(origin: &Origin, customization: &Customization, report: &Report) -> Result<Api, Failure> {
    Ok(version(origin, customization, report)?.api)
}

/// Reads a document as [`api`] does, and keeps the document.
pub(crate) fn version(origin: &Origin, customization: &Customization, report: &Report) -> Result<Version, Failure> {
    let Reading { api, origins, diagnostics, source } = read(origin, customization, Strictness::Lenient, report)?;
    if let Some(api) = api {
        return Ok(Version { api, origins, source });
    }
    let mut errors = Diagnostics::new(Strictness::Lenient);
    errors.extend(diagnostics);
    report.diagnostics(&source.files, &errors);
    Err(Failure::Unreadable)
}
