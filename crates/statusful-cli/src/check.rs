//! `statusful check`: reports the errors of documents.

use std::path::PathBuf;

use clap::Args;
use indicatif::ProgressBar;
use statusful_codegen::diagnostic::{Diagnostics, Severity, counted};
use statusful_codegen::{Customization, Strictness};

use crate::document::{Origin, summary};
use crate::reading::read;
use crate::selectors::Selectors;
use crate::{Failure, Report};

pub(crate) const EXAMPLES: &str = "\
Examples:
  statusful check openapi.yaml
  statusful check apis/*.yaml --message-format json
  statusful check openapi.yaml --overlay ours.yaml

The document is validated as by `statusful generate --strict`, but nothing is generated. Warnings are counted, not printed;
use `statusful lint` to print them.";

/// The documents to check, and their overlays.
#[derive(Debug, Args)]
pub(crate) struct Documents {
    /// The OpenAPI documents, in YAML or JSON.
    #[arg(value_name = "DOC", required = true)]
    paths: Vec<PathBuf>,
    /// An OpenAPI Overlay that changes each document first; several apply in this order.
    #[arg(long = "overlay", value_name = "FILE")]
    overlays: Vec<PathBuf>,
    #[command(flatten)]
    selection: Selectors,
}

/// Reports every error, and prints a summary of each document without errors.
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

/// The result for one document.
pub(crate) struct Verdict {
    /// The diagnostics to show.
    pub(crate) shown: Diagnostics,
    /// `true` if the command must fail.
    pub(crate) is_bad: bool,
    /// Text to append to the summary.
    pub(crate) note: String,
}

impl Documents {
    /// Reads all documents, even if some have errors, and fails at the end.
    pub(crate) fn each(
        &self,
        verb: &'static str,
        report: &Report,
        judge: impl Fn(Diagnostics) -> Verdict,
    ) -> Result<(), Failure> {
        let bar = match self.paths.len() {
            0 | 1 => ProgressBar::hidden(),
            length => report.progress(verb, length),
        };
        let customization = self.selection.customization();
        let mut outcome: Result<(), Failure> = Ok(());
        let mut failed = 0;
        for path in &self.paths {
            let origin = Origin::at(path, &self.overlays);
            bar.set_message(origin.document.name.clone());
            let one = self::one(&origin, &customization, report, &judge);
            bar.inc(1);
            failed += usize::from(one.is_err());
            outcome = match (outcome, one) {
                (Err(first), Err(second)) => Err(first.or(second)),
                (first, second) => first.and(second),
            };
        }
        bar.finish_and_clear();
        if self.paths.len() > 1 {
            let failed = if failed == 0 { "all passed".to_owned() } else { format!("{failed} failed") };
            report.say(format_args!("{}: {failed}", counted(self.paths.len(), "document")));
        }
        outcome
    }
}

fn one(
    origin: &Origin,
    customization: &Customization,
    report: &Report,
    judge: impl Fn(Diagnostics) -> Verdict,
) -> Result<(), Failure> {
    let reading = read(origin, customization, Strictness::Strict, report)?;
    let Verdict { shown, is_bad, note } = judge(reading.diagnostics);
    report.diagnostics(&reading.source.files, &shown);
    if let Some(api) = &reading.api {
        report.say(format_args!("{}: {}{note}", origin.document.name, summary(api)));
    }
    if is_bad { Err(Failure::Found) } else { Ok(()) }
}

/// Splits diagnostics into errors and warnings.
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
