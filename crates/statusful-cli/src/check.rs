//! `statusful check`: whether documents have faults.

use std::path::PathBuf;

use clap::Args;
use statusful_codegen::Strictness;
use statusful_codegen::diagnostic::{Diagnostics, Severity};

use crate::document::{Origin, counted, read, summary};
use crate::{Failure, Report, progress};

pub(crate) const EXAMPLES: &str = "\
Examples:
  statusful check openapi.yaml
  statusful check apis/*.yaml --message-format json
  statusful check openapi.yaml --overlay ours.yaml

Documents are read strictly: a fault of any spot is an error, as it is for `generate --strict`. Warnings are counted and
not shown; `statusful lint` shows them. Nothing is written.";

/// Documents to look at.
#[derive(Debug, Args)]
pub(crate) struct Documents {
    /// The OpenAPI documents, in YAML or JSON.
    #[arg(value_name = "DOC", required = true)]
    documents: Vec<PathBuf>,
    /// An OpenAPI Overlay that changes each document first; several apply in this order.
    #[arg(long = "overlay", value_name = "FILE")]
    overlays: Vec<PathBuf>,
}

/// Tells every error, and for what is free of errors what it describes.
pub(crate) fn check(documents: &Documents, report: &Report) -> Result<(), Failure> {
    documents.each("checking", report, |diagnostics| {
        let (errors, warnings) = split(diagnostics);
        let note = match warnings.iter().count() {
            0 => String::new(),
            count => format!("; {}, which `statusful lint` shows", counted(count, "warning")),
        };
        Verdict { is_bad: errors.has_errors(), shown: errors, note }
    })
}

/// What comes of what was found in a document.
pub(crate) struct Verdict {
    /// What is told of it.
    pub(crate) shown: Diagnostics,
    /// Whether it is reason to fail.
    pub(crate) is_bad: bool,
    /// What else is said.
    pub(crate) note: String,
}

impl Documents {
    /// Reads all documents, whatever is found in any, and fails in the end.
    pub(crate) fn each(
        &self,
        verb: &'static str,
        report: &Report,
        judge: impl Fn(Diagnostics) -> Verdict,
    ) -> Result<(), Failure> {
        let bar = progress::bar(verb, self.documents.len());
        let mut outcome: Result<(), Failure> = Ok(());
        for path in &self.documents {
            let origin = Origin::at(path, &self.overlays);
            bar.set_message(origin.document.name.clone());
            let one = bar.suspend(|| self::one(&origin, report, &judge));
            bar.inc(1);
            outcome = match (outcome, one) {
                (Err(first), Err(second)) => Err(first.or(second)),
                (first, second) => first.and(second),
            };
        }
        bar.finish_and_clear();
        outcome
    }
}

fn one(origin: &Origin, report: &Report, judge: impl Fn(Diagnostics) -> Verdict) -> Result<(), Failure> {
    let reading = read(origin, Strictness::Strict, report)?;
    let Verdict { shown, is_bad, note } = judge(reading.diagnostics);
    report.diagnostics(&reading.source.files, &shown);
    if let Some(api) = &reading.api {
        report.say(format_args!("{}: {}{note}", origin.document.name, summary(api)));
    }
    if is_bad { Err(Failure::Found) } else { Ok(()) }
}

/// Errors and warnings.
fn split(all: Diagnostics) -> (Diagnostics, Diagnostics) {
    let [mut errors, mut warnings] = [(); 2].map(|()| Diagnostics::new(Strictness::Strict));
    for diagnostic in all {
        match diagnostic.severity {
            Severity::Error => errors.push(diagnostic),
            Severity::Warning => warnings.push(diagnostic),
        }
    }
    (errors, warnings)
}
