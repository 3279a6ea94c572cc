//! `statusful lint`: reports the errors and warnings of documents.

use clap::{Args, ValueEnum};
use statusful_codegen::Strictness;
use statusful_codegen::diagnostic::{Code, Diagnostics, Level, Severity};

use crate::check::{Documents, Verdict};
use crate::explain::CodeParser;
use crate::{Failure, Report};

pub(crate) const EXAMPLES: &str = "\
Examples:
  statusful lint openapi.yaml
  statusful lint openapi.yaml --deny warnings
  statusful lint openapi.yaml --allow untyped --allow missing-operation-id

The command is like `statusful check`, but also prints warnings. `statusful explain` lists and explains the codes.";

/// Arguments of `statusful lint`.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    documents: Documents,
    /// Fail for these diagnostics as well.
    #[arg(long, value_name = "WHAT")]
    deny: Option<Deny>,
    /// Do not report diagnostics with this code; errors that concern the whole document are always reported.
    #[arg(long = "allow", value_name = "CODE", value_parser = CodeParser, hide_possible_values = true)]
    allowed: Vec<Code>,
}

/// What counts as a failure besides errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    /// Any warning.
    Warnings,
}

/// Reports every error, and every warning whose code is not allowed.
pub(crate) fn lint(arguments: &Arguments, report: &Report) -> Result<(), Failure> {
    let is_known = |code: Code| code.level() != Level::Fatal && arguments.allowed.contains(&code);
    let worst = if arguments.deny == Some(Deny::Warnings) { Severity::Warning } else { Severity::Error };
    arguments.documents.each("linting", report, |diagnostics| {
        let mut shown = Diagnostics::new(Strictness::Strict);
        shown.extend(diagnostics.into_iter().filter(|diagnostic| !is_known(diagnostic.code)));
        let is_bad = shown.iter().any(|diagnostic| diagnostic.severity >= worst);
        Verdict { shown, is_bad, note: String::new() }
    })
}
