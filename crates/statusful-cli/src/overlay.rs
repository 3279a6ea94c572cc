//! `statusful overlay`: prints a document with its overlays applied.

use std::path::PathBuf;

use clap::Args;
use statusful_codegen::Strictness;
use statusful_codegen::source::write;

use crate::document::Origin;
use crate::reading::source;
use crate::written::write_or_print;
use crate::{Failure, Report};

pub(crate) const EXAMPLES: &str = "\
Examples:
  statusful overlay openapi.yaml --overlay ours.yaml
  statusful overlay openapi.yaml --overlay ours.yaml --out openapi.ours.yaml
  statusful overlay openapi.json --overlay theirs.yaml --overlay ours.yaml

The document is printed as YAML or JSON, as it is written, and in its order. Numbers keep every digit; comments are
omitted. An action that cannot be applied is omitted with a warning; with --strict it is an error. After an error nothing
is printed, and the exit code is 1.";

/// Arguments of `statusful overlay`.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The OpenAPI document, in YAML or JSON.
    #[arg(value_name = "DOC")]
    document: PathBuf,
    /// An OpenAPI Overlay, version 1.0 or 1.1; several apply in this order.
    #[arg(long = "overlay", value_name = "FILE", required = true)]
    overlays: Vec<PathBuf>,
    /// The file to write to instead of stdout; it is replaced if it exists.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Print nothing if the document or an overlay has any errors.
    #[arg(long)]
    strict: bool,
}

/// Prints the document, and reports what is wrong with it or its overlays.
pub(crate) fn overlay(arguments: &Arguments, report: &Report) -> Result<(), Failure> {
    let strictness = if arguments.strict { Strictness::Strict } else { Strictness::Lenient };
    let origin = Origin::at(&arguments.document, &arguments.overlays);
    let (source, diagnostics) = source(&origin, strictness, report)?;
    report.diagnostics(&source.files, &diagnostics);
    if diagnostics.has_errors() {
        return Err(Failure::Found);
    }
    let text = write(&source).map_err(|error| format!("{}: {error}", origin.document.name))?;
    write_or_print(arguments.out.as_deref(), &text, report)
}
