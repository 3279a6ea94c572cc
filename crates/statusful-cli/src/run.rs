//! Runs the command that the command line names.

use std::process::ExitCode;

use crate::cli::Command;
#[cfg(feature = "docs")]
use crate::docs;
#[cfg(feature = "mock")]
use crate::mock;
use crate::{Cli, Report, check, completions, diff, explain, extensions, generate, init, lint, man, overlay, samples};

/// Runs the command, reports why it fails, if it does, and returns the exit code.
pub fn run(cli: &Cli) -> ExitCode {
    let report = Report::new(&cli.output);
    let outcome = match &cli.command {
        Command::Generate(arguments) => generate::generate(arguments, &report),
        Command::Init(arguments) => init::init(arguments, &report),
        Command::Check(arguments) => check::check(arguments, &report),
        Command::Lint(arguments) => lint::lint(arguments, &report),
        Command::Overlay(arguments) => overlay::overlay(arguments, &report),
        Command::Extensions(arguments) => extensions::extensions(arguments, &report),
        Command::Samples(arguments) => samples::samples(arguments, &report),
        Command::Diff(arguments) => diff::diff(arguments, &report),
        #[cfg(feature = "mock")]
        Command::Mock(arguments) => mock::mock(arguments, &report),
        #[cfg(feature = "docs")]
        Command::Docs(arguments) => docs::docs(arguments, &report),
        Command::Explain(arguments) => {
            explain::explain(arguments, &report);
            Ok(())
        }
        Command::Completions(arguments) => {
            completions::completions(arguments, &report);
            Ok(())
        }
        Command::Man(arguments) => man::man(arguments, &report),
    };
    report.end(outcome)
}
